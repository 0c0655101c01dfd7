//! The promises of the services crate, kept from the outside.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read the library from files and print what they counted"
)]

mod library;
mod manual;
mod packages;
mod parameters;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder of a service in the library.
fn library() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../library")
}

/// A small service that the library does not offer: what the tests of the house break and run.
fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packages/hundesteuer")
}

/// The files of a folder, by path inside it.
fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
                files.insert(inside, std::fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// Problems as lines for comparison.
fn lines(problems: &[values::Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
