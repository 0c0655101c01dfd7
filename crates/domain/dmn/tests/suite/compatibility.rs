//! Runs the DMN Technology Compatibility Kit when its folder is there, and guards the number of passed checks.

use crate::kit::{self, Case};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

/// The numbers of passed checks that must not fall, per level.
const RATCHET: &str = include_str!("tck_ratchet.txt");

/// Writes past the capture of the runner: `▪` begins a line of a table for the summary of `cargo xtask test`, `▫` says
/// that the test was not run.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A model made with another vendor's tool decides here as it decides there, and what is missed has a reason.
#[test]
fn compatibility_kit() {
    let Some(kit) = std::env::var_os("FACHWERK_CASES").map(|cases| PathBuf::from(cases).join("dmn-tck"))
    else {
        return say("▫ DMN TCK: not run, FACHWERK_CASES names no folder of cases");
    };
    if !kit.is_dir() {
        return say(&format!("▫ DMN TCK: not run, {} is missing", kit.display()));
    }
    let cases = kit::run(&kit);
    let mut wrong = Vec::new();
    for line in RATCHET.lines().filter(|line| !line.starts_with('#')) {
        let (level, floor) = line.split_once(' ').expect("a line is `level number`");
        let floor: usize = floor.parse().expect("the ratchet is a number");
        let (passed, total) = kit::sum(cases.iter().filter(|case| case.level == level));
        say(&format!("▪ DMN TCK {level}: {passed}/{total}"));
        if passed < floor {
            wrong.push(format!("{level}: {passed} passed, {floor} passed before"));
        }
    }
    let missed: Vec<&Case> = cases.iter().filter(|case| !case.is_complete()).collect();
    missed.iter().for_each(|case| say(&format!("▪   {}", one_line(case))));
    let unexplained = missed.iter().filter(|case| case.reason().is_none());
    wrong.extend(unexplained.map(|case| format!("missed without a reason in tck_missed.txt:\n{case}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn one_line(case: &Case) -> String {
    case.to_string().lines().next().unwrap_or_default().trim().to_owned()
}

/// Whoever doubts a number runs any folder of the kit and reads every miss: `cargo xtask tck DIR`.
#[test]
#[ignore = "cargo xtask tck DIR runs it"]
fn any_folder() {
    let folder = std::env::var_os("FACHWERK_TCK").expect("FACHWERK_TCK names the folder");
    let cases = kit::run(&PathBuf::from(folder));
    assert!(!cases.is_empty(), "no folder with test files and a model was found");
    let levels: BTreeSet<&str> = cases.iter().map(|case| &*case.level).collect();
    for level in levels {
        let of_level: Vec<&Case> = cases.iter().filter(|case| case.level == level).collect();
        of_level.iter().for_each(|case| say(&case.to_string()));
        let (passed, total) = kit::sum(of_level);
        say(&format!("{level}: {passed}/{total}"));
    }
}
