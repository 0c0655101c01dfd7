//! Nothing in the checkout belongs to one machine: no paths of somebody's disk, no private package hosts. Where packages
//! come from is the business of whoever builds.

use checks::{Checkout, Findings, SourceFile};

/// Where a lock file may say a package comes from.
const PUBLIC_SOURCES: [&str; 2] =
    ["registry+https://github.com/rust-lang/crates.io-index", "https://registry.npmjs.org/"];

/// Whoever clones the repository can build it: packages come from the public registries, or from a mirror of their own.
#[test]
fn packages_come_from_public_registries() {
    let checkout = Checkout::here();
    let mut findings = Findings::against("A lock file names only public registries.");
    for file in
        [checkout.file("Cargo.lock")].iter().chain(&checkout.files("frontend", &["package-lock.json"]))
    {
        refuse_private_sources(file, &mut findings);
    }
    checkout
        .files("e2e", &["package-lock.json"])
        .iter()
        .for_each(|file| refuse_private_sources(file, &mut findings));
    findings.close();
}

/// A path of somebody's own disk helps nobody else and tells about them.
#[test]
fn no_file_names_somebodys_disk() {
    let mut findings = Findings::against("Code and documents name no folder of one machine.");
    // Put together here, so that this file does not name them either.
    let folders = ["/home", "/root", "/work", "/Users"].map(|folder| format!("{folder}/"));
    for file in written_by_people() {
        for (index, line) in file.text.lines().enumerate() {
            let names = |folder: &String| {
                line.match_indices(folder.as_str()).any(|(at, _)| {
                    !line[..at]
                        .ends_with(|before: char| before.is_alphanumeric() || "-_./}~".contains(before))
                })
            };
            if folders.iter().any(names) {
                findings.add(format!("{}:{}", file.path, index + 1), line.trim());
            }
        }
    }
    findings.close();
}

fn refuse_private_sources(file: &SourceFile, findings: &mut Findings) {
    for line in file.text.lines() {
        let names_source = line.trim_start().starts_with("source = ") || line.contains("\"resolved\":");
        if names_source && !PUBLIC_SOURCES.iter().any(|source| line.contains(source)) {
            findings.add(&file.path, line.trim());
        }
    }
}

fn written_by_people() -> Vec<SourceFile> {
    let checkout = Checkout::here();
    let folders =
        ["bench", "checks", "crates", "demo", "docs", "e2e", "frontend", "library", "xtask", ".ci", ".cargo"];
    let mut files: Vec<SourceFile> = folders.iter().flat_map(|folder| checkout.files(folder, &[])).collect();
    let documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "Cargo.toml"];
    files.extend(documents.iter().map(|name| checkout.file(name)));
    files.retain(|file| !file.path.ends_with("package-lock.json"));
    files
}
