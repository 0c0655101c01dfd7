//! Settings: where they come from, which one wins, what is said about wrong ones, and that `doctor` gives no secret away.

use crate::installation::{Backend, Folder, Installation, on_both_databases};
use crate::program::{Ran, program, run};
use serde_json::Value as Json;
use std::process::Command;

on_both_databases!(a_fresh_installation_is_well);

fn doctor(folder: &Folder) -> Command {
    let mut command = program(folder.path());
    command.args(["doctor", "--json"]);
    command
}

fn setting(ran: &Ran, name: &str) -> String {
    let report: Json = serde_json::from_str(&ran.said).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    let settings = report["settings"].as_array().expect("settings");
    let found = settings.iter().find(|setting| setting["name"] == name).expect("every setting is listed");
    found["value"].as_str().expect("a text").to_owned()
}

/// An operator who sets something knows what counts: the file over the defaults, the environment over the file, the command
/// line over all.
#[test]
fn the_nearest_setting_wins() {
    let folder = Folder::new("settings");
    let file =
        "data = \"from-file\"\npublic_url = \"https://file.example/\"\n[mail]\nfrom = \"file@example.de\"\n";
    std::fs::write(folder.path().join("fachwerk.toml"), file).expect("a file");
    let ran = run(doctor(&folder), "");
    let all = ["data", "public_url", "mail.from"].map(|name| setting(&ran, name));
    assert_eq!(all, ["from-file", "https://file.example", "file@example.de"]);
    let mut command = doctor(&folder);
    command.env("FACHWERK_DATA", "from-environment").env("FACHWERK_MAIL__FROM", "environment@example.de");
    let ran = run(command, "");
    let all = ["data", "public_url", "mail.from"].map(|name| setting(&ran, name));
    assert_eq!(all, ["from-environment", "https://file.example", "environment@example.de"]);
    let mut command = doctor(&folder);
    command.env("FACHWERK_DATA", "from-environment").args(["--data", "from-words"]);
    assert_eq!(setting(&run(command, ""), "data"), "from-words");

    let other = folder.path().join("other.toml");
    std::fs::write(&other, "data = \"from-other\"\n").expect("a file");
    let mut command = doctor(&folder);
    command.env("FACHWERK_CONFIG", &other);
    let ran = run(command, "");
    assert_eq!(setting(&ran, "data"), "from-other");
    assert_eq!(setting(&ran, "mail.from"), "fachwerk@localhost.localdomain", "one file counts, not two");
}

/// A typing mistake in the configuration is told in one sentence that names the mistake and the file; nothing starts with
/// half of the settings.
#[test]
fn a_wrong_setting_is_told_in_one_sentence() {
    let folder = Folder::new("wrong");
    let file = folder.path().join("fachwerk.toml");
    for (text, mistake) in [
        ("dta = \"x\"\n", "dta"),
        ("[mail]\nport = \"many\"\n", "mail.port"),
        ("[mail]\nencryption = \"rot13\"\n", "rot13"),
        ("data = \n", "fachwerk.toml"),
        ("[log]\nfilter = \"fachwerk=loud\"\n", "log.filter"),
    ] {
        std::fs::write(&file, text).expect("a file");
        let ran = run(doctor(&folder), "");
        assert_eq!(ran.code, 1, "{text}: {ran:?}");
        assert!(ran.complained.contains(mistake), "{text}: {}", ran.complained);
        assert_eq!(ran.complained.trim_end().lines().count(), 1, "{text}: {}", ran.complained);
    }
    let mut command = doctor(&folder);
    command.args(["--config", "missing.toml"]);
    let ran = run(command, "");
    assert_eq!((ran.code, ran.complained.contains("missing.toml")), (1, true), "{ran:?}");
    assert!(!folder.path().join("data").exists(), "nothing was made");
}

/// A password may be any text, also one of digits.
#[test]
fn a_password_of_digits_is_a_password() {
    let folder = Folder::new("digits");
    let mut command = doctor(&folder);
    command.env("FACHWERK_MAIL__PASSWORD", "0815").env("FACHWERK_MAIL__LOGIN", "4711");
    assert_eq!(setting(&run(command, ""), "mail.login"), "4711");
}

/// An operator who has just installed the program sees that all is well, and what every setting is for.
fn a_fresh_installation_is_well(backend: Backend) {
    let installation = Installation::empty(backend, "fresh");
    let before = installation.run(&["doctor"]);
    assert!(before.code == 1 && before.said.contains("fachwerk migrate"), "what to do next: {before:?}");
    installation.done(&["migrate"]);
    let report = installation.json(&["doctor", "--json"]);
    let checks = report["checks"].as_array().expect("checks");
    let fine: Vec<(&str, bool)> = checks
        .iter()
        .map(|check| (check["what"].as_str().unwrap_or_default(), check["fine"] == Json::Bool(true)))
        .collect();
    let expected = ["database", "storage", "mail", "fonts", "clock", "work"].map(|what| (what, true));
    assert_eq!(fine, expected, "{report:#}");
    for setting in report["settings"].as_array().expect("settings") {
        assert!(setting["meaning"].as_str().is_some_and(|meaning| meaning.len() > 5), "{setting}");
    }
    let told = installation.done(&["doctor"]);
    for what in ["database_connections", "worker.lease_seconds", "mail.password", "log.filter"] {
        assert!(told.contains(what), "{told}");
    }
}

/// An operator shows the output of `doctor` to a stranger who helps: no password is in it, even when nothing works.
#[test]
fn doctor_gives_no_secret_away() {
    let folder = Folder::new("secrets");
    for words in [["doctor"].as_slice(), &["doctor", "--json"], &["serve", "--help"], &["migrate"]] {
        let mut command = program(folder.path());
        command.args(words).env("FACHWERK_DATABASE", "postgresql://fachwerk:geheim@127.0.0.1:1/fachwerk");
        command.env("FACHWERK_MAIL__HOST", "127.0.0.1").env("FACHWERK_MAIL__PORT", "1");
        command.env("FACHWERK_MAIL__LOGIN", "amt").env("FACHWERK_MAIL__PASSWORD", "streng-vertraulich");
        let ran = run(command, "");
        let told = format!("{}{}", ran.said, ran.complained);
        assert!(!told.contains("geheim") && !told.contains("vertraulich"), "{words:?}: {told}");
        assert_eq!(ran.code, i32::from(words != ["serve", "--help"]), "{words:?}: {told}");
    }
}
