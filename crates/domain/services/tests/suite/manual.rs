//! The manual for authors of packages against what the program reads.

use std::collections::BTreeSet;

const MANUAL: &str = include_str!("../../../../../docs/package.md");
const SECTIONS: &str = include_str!("../../src/manifest/read.rs");
const ENTRIES: [&str; 3] = [
    include_str!("../../src/manifest/parts.rs"),
    include_str!("../../src/manifest/records.rs"),
    include_str!("../../src/parameter.rs"),
];

/// The fields of everything that refuses unknown keys, as the file writes them.
fn keys_of(source: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for structure in source.split("deny_unknown_fields").skip(1) {
        let body = structure.split_once('{').expect("a structure").1;
        let body = body.split_once("\n}").expect("its end").0;
        for line in body.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
            if let Some((_, renamed)) = line.split_once("rename = \"") {
                keys.extend(renamed.split('"').next().map(str::to_owned));
                keys.remove("kind");
            } else if let Some((field, _)) = line.split_once(": ").filter(|_| !line.starts_with('#')) {
                keys.extend(field.rsplit(' ').next().map(str::to_owned));
            }
        }
    }
    keys
}

/// The sections of the file: texts in calls, names in the list of required ones.
fn sections() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for call in ["required(\"", "optional(\"", "each(\"", ">(\""] {
        names.extend(
            SECTIONS.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned),
        );
    }
    for list in SECTIONS.split("required!(").skip(1).filter_map(|rest| rest.split(')').next()) {
        names.extend(list.split(',').map(|name| name.trim().to_owned()));
    }
    names
}

/// Whoever writes a package finds every key of the manifest in the manual, and every job of the platform.
#[test]
fn the_manual_names_every_key() {
    let mut keys = sections();
    ENTRIES.iter().for_each(|source| keys.extend(keys_of(source)));
    assert!(keys.len() > 60 && keys.contains("tacit_days") && keys.contains("paragraph"), "{keys:?}");
    keys.extend(fachwerk_services::JOB_TYPES.iter().map(|job| (*job).to_owned()));
    let words: BTreeSet<&str> = MANUAL
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(|code| code.split(|sign: char| !sign.is_alphanumeric() && sign != '_' && sign != '-'))
        .collect();
    let missing: Vec<&String> = keys.iter().filter(|key| !words.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "docs/package.md does not name {missing:?}");
}
