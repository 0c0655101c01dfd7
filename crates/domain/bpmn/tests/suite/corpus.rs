//! Models that nobody here wrote: the references of the BPMN Model Interchange Working Group, and Operaton's tests.

use fachwerk_bpmn::Definitions;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes past the capture of the runner: `▪` begins a line of a table for the summary of `cargo xtask test`, `▫` says
/// that the test was not run.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of cases") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "bpmn" || extension == "xml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A designer who brings a model of another tool either gets it read or is told by name what is in the way.
#[test]
fn models_of_others_are_read_or_refused_by_name() {
    let Some(cases) = std::env::var_os("FACHWERK_CASES").map(PathBuf::from) else {
        return say("▫ models of others, read: not run, FACHWERK_CASES names no folder of cases");
    };
    for (name, expected) in [("bpmn-miwg", 21), ("bpmn-operaton", 295)] {
        let folder = cases.join(name);
        if !folder.is_dir() {
            return say(&format!("▫ models of others, read: not run, {} is missing", folder.display()));
        }
        let (mut read, mut refused, mut reasons) = (0, 0, BTreeMap::new());
        for path in files(&folder) {
            let xml = fs::read_to_string(&path).expect("a model in UTF-8");
            match Definitions::sketch(&xml) {
                Ok(_) => read += 1,
                Err(problems) => {
                    refused += 1;
                    assert!(!problems.is_empty(), "{} is refused without a reason", path.display());
                    let mut keys: Vec<String> = problems
                        .iter()
                        .map(|problem| {
                            let element = problem.arg("element").map(|element| format!(" {element}"));
                            format!("{}{}", problem.key, element.unwrap_or_default())
                        })
                        .collect();
                    keys.sort();
                    keys.dedup();
                    if name == "bpmn-miwg" {
                        let file = path.file_name().unwrap_or_default().to_string_lossy();
                        say(&format!("▪   {file}: {}", keys.join(", ")));
                    }
                    for key in keys {
                        *reasons.entry(key).or_insert(0) += 1;
                    }
                }
            }
        }
        say(&format!("▪ {name}: {} models, {read} read, {refused} refused by name", read + refused));
        for (reason, count) in reasons {
            println!("  {count:4} {reason}");
        }
        assert_eq!(read + refused, expected, "every model of {name} was looked at");
    }
}
