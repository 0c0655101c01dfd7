//! Runs the DMN Technology Compatibility Kit when its folder is there, and guards the number of passed checks.

use std::fs;
use std::path::{Path, PathBuf};

/// The numbers of passed checks that must not fall, per level.
const RATCHET: &str = include_str!("tck_ratchet.txt");

/// A model made with another vendor's tool decides here as it decides there.
#[test]
fn compatibility_kit() {
    let Some(kit) = std::env::var_os("FACHWERK_CASES").map(|cases| PathBuf::from(cases).join("dmn-tck"))
    else {
        println!("dmn-tck: not run, FACHWERK_CASES is not set");
        return;
    };
    if !kit.is_dir() {
        println!("dmn-tck: not run, {} is not there", kit.display());
        return;
    }
    let mut fallen = Vec::new();
    for line in RATCHET.lines().filter(|line| !line.starts_with('#')) {
        let (level, floor) = line.split_once(' ').expect("a line is `level number`");
        let floor: usize = floor.parse().expect("the ratchet is a number");
        let (passed, total) = run_level(&kit.join(level));
        println!("dmn-tck {level}: {passed}/{total} (at least {floor})");
        if passed < floor {
            fallen.push(format!("{level}: {passed} passed, {floor} passed before"));
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

fn run_level(folder: &Path) -> (usize, usize) {
    let (mut passed, mut total) = (0, 0);
    for case in sorted(folder) {
        let files = sorted(&case);
        for tests in files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "xml")) {
            let checks = run_file(tests, &files);
            total += checks.len();
            let failed: Vec<_> =
                checks.iter().filter_map(|check| Some((check, check.failure.as_ref()?))).collect();
            passed += checks.len() - failed.len();
            for (check, failure) in failed {
                println!("  {} {}: {failure}", tests.file_name().unwrap_or_default().display(), check.name);
            }
        }
    }
    (passed, total)
}

fn run_file(tests: &Path, files: &[PathBuf]) -> Vec<dmn::tck::Check> {
    let text = fs::read_to_string(tests).expect("the test file is readable");
    let main = dmn::tck::model_name(&text).expect("the test file names its model");
    let models = files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "dmn"));
    let (mut model, mut imported) = (String::new(), Vec::new());
    for file in models {
        let xml = fs::read_to_string(file).expect("the model is readable");
        if file.file_name().is_some_and(|name| *name == *main) { model = xml } else { imported.push(xml) }
    }
    let imported: Vec<&str> = imported.iter().map(String::as_str).collect();
    let environment = crate::environment();
    dmn::tck::run(&text, &model, &imported, &environment)
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is readable")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}
