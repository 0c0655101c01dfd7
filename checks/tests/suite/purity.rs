//! The domain asks nobody: `crates/domain/clippy.toml` forbids clock, files, network, environment, threads and unordered
//! maps. That no crate breaks the rule is clippy's to say; here stands the proof that clippy says it for each crate.

use checks::{Checkout, Findings};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Code that asks the world, and the word by which the refusal must be recognised.
const ASKS_THE_WORLD: [(&str, &str); 9] = [
    ("std::time::SystemTime::now();", "`std::time::SystemTime::now`"),
    ("std::time::Instant::now();", "`std::time::Instant::now`"),
    ("std::fs::read(\"x\").ok();", "`std::fs::read`"),
    ("std::net::TcpStream::connect(\"x\").ok();", "`std::net::TcpStream`"),
    ("std::env::var(\"X\").ok();", "`std::env::var`"),
    ("std::thread::spawn(|| ());", "`std::thread::spawn`"),
    ("std::thread::sleep(std::time::Duration::ZERO);", "`std::thread::sleep`"),
    ("std::collections::HashMap::<u8, u8>::new();", "`std::collections::HashMap`"),
    ("std::collections::HashSet::<u8>::new();", "`std::collections::HashSet`"),
];

/// A decision taken today can be taken again in ten years with the same result, on any machine.
#[test]
fn every_domain_crate_refuses_to_ask_the_world() {
    let domain = Checkout::here().root().join("crates/domain");
    let mut findings =
        Findings::against("Clippy must refuse clock, files, network and the like in every domain crate.");
    let crates: Vec<_> = fs::read_dir(&domain).expect("the domain floor exists").flatten().collect();
    for own in crates.iter().filter(|entry| entry.path().join("Cargo.toml").exists()) {
        let said = clippy_on_snippet(&own.path());
        for (_, word) in
            ASKS_THE_WORLD.iter().filter(|(_, word)| !said.contains(&format!("disallowed {word}")))
        {
            findings.add(own.path().display(), format!("{word} is not refused"));
        }
        if own.path().join("clippy.toml").exists() {
            findings.add(own.path().display(), "has a clippy.toml that hides the floor's");
        }
    }
    findings.close();
}

/// The same code passes on a floor that may touch the world: what the test above sees is the domain's own rule.
#[test]
fn other_floors_may_ask() {
    let said = clippy_on_snippet(&Checkout::here().root().join("crates/fachwerk"));
    assert!(!said.contains("disallowed"), "{said}");
}

/// What clippy says about the snippet as if it stood in this crate, with `disallowed method` and `type` made alike.
fn clippy_on_snippet(own: &Path) -> String {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("purity").join(own.file_name().expect("a folder"));
    fs::create_dir_all(&folder).expect("a folder for the snippet");
    let lines: String = ASKS_THE_WORLD.iter().map(|(line, _)| format!("    let _ = {line}\n")).collect();
    let snippet = folder.join("snippet.rs");
    fs::write(&snippet, format!("//! Asks the world.\n/// Asks.\npub fn ask() {{\n{lines}}}\n"))
        .expect("a snippet");
    let mut clippy = Command::new("clippy-driver");
    clippy
        .args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--out-dir"])
        .arg(&folder)
        .arg(&snippet);
    let output = clippy.env("CARGO_MANIFEST_DIR", own).output().expect("clippy is installed with Rust");
    assert!(output.status.success(), "the snippet compiles: {}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stderr);
    said.replace("disallowed method ", "disallowed ").replace("disallowed type ", "disallowed ")
}
