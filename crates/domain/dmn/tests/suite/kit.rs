//! Walking folders in the layout of the DMN Technology Compatibility Kit: LEVEL/CASE with one model and its test files.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// The cases that are missed, each with the reason: `CASE: REASON` a line.
const MISSED: &str = include_str!("tck_missed.txt");

/// What came of the folder of one case.
pub(crate) struct Case {
    /// Name of the folder it lies in, such as `compliance-level-3`.
    pub(crate) level: String,
    /// Its own name.
    pub(crate) name: String,
    passed: usize,
    total: usize,
    misses: Vec<String>,
}

impl Case {
    /// Why it is missed, when that is known.
    pub(crate) fn reason(&self) -> Option<&'static str> {
        MISSED.lines().find_map(|line| line.strip_prefix(&*self.name)?.strip_prefix(": "))
    }

    /// Whether nothing is missed.
    pub(crate) fn is_complete(&self) -> bool {
        self.misses.is_empty()
    }
}

/// One line, and one more for each miss.
impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {:<60} {}/{}", self.name, self.passed, self.total)?;
        if !self.is_complete() {
            write!(f, "  {}", self.reason().unwrap_or("no reason is known"))?;
        }
        self.misses.iter().try_for_each(|miss| write!(f, "\n    {miss}"))
    }
}

/// Passed and all checks of some cases.
pub(crate) fn sum<'a>(cases: impl IntoIterator<Item = &'a Case>) -> (usize, usize) {
    cases.into_iter().fold((0, 0), |(passed, total), case| (passed + case.passed, total + case.total))
}

/// Runs every case below a folder, level by level.
pub(crate) fn run(folder: &Path) -> Vec<Case> {
    let files = sorted(folder);
    let mut cases: Vec<Case> =
        files.iter().filter(|path| path.is_dir()).flat_map(|inner| run(inner)).collect();
    let tests: Vec<&PathBuf> = files.iter().filter(|path| has_kind(path, "xml")).collect();
    if !tests.is_empty() && files.iter().any(|path| has_kind(path, "dmn")) {
        cases.push(case(folder, &tests, &files));
    }
    cases
}

fn case(folder: &Path, tests: &[&PathBuf], files: &[PathBuf]) -> Case {
    let name = |path: Option<&Path>| {
        path.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned()
    };
    let mut case = Case {
        level: name(folder.parent()),
        name: name(Some(folder)),
        passed: 0,
        total: 0,
        misses: Vec::new(),
    };
    for file in tests {
        for check in run_file(file, files) {
            case.total += 1;
            match check.failure {
                None => case.passed += 1,
                Some(failure) => case.misses.push(format!("{}: {failure}", check.name)),
            }
        }
    }
    case
}

fn run_file(tests: &Path, files: &[PathBuf]) -> Vec<dmn::tck::Check> {
    let text = fs::read_to_string(tests).expect("the test file is readable");
    let main = dmn::tck::model_name(&text).unwrap_or_default();
    let (mut model, mut imported) = (String::new(), Vec::new());
    for file in files.iter().filter(|file| has_kind(file, "dmn")) {
        let xml = fs::read_to_string(file).expect("the model is readable");
        if file.file_name().is_some_and(|name| *name == *main) { model = xml } else { imported.push(xml) }
    }
    let imported: Vec<&str> = imported.iter().map(String::as_str).collect();
    dmn::tck::run(&text, &model, &imported, &crate::environment())
}

fn has_kind(path: &Path, kind: &str) -> bool {
    path.extension().is_some_and(|extension| extension == kind)
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}
