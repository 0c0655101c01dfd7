//! How files look: each says what lives in it, no cupboard names, no room that keeps growing. How long a function may be
//! is clippy's to say (`clippy.toml`).

use checks::{Checkout, Findings, Golden, SourceFile};
use std::collections::BTreeMap;

/// Names that say nothing about what is inside, so that everything ends there.
const CUPBOARDS: [&str; 9] =
    ["util", "utils", "common", "helper", "helpers", "manager", "managers", "base", "misc"];

/// From here on a file looks for a seam.
const LONG: usize = 400;
/// A file never grows beyond this.
const TOO_LONG: usize = 600;

/// Whoever opens a file reads first what lives there.
#[test]
fn every_file_says_what_lives_in_it() {
    let mut findings = Findings::against("A Rust file opens with `//!`: what lives here, and what does not.");
    for file in Checkout::here().rust_files().iter().filter(|file| !file.text.starts_with("//! ")) {
        findings.add(&file.path, "opens with something else");
    }
    findings.close();
}

/// Who reads a failing test learns first whom it would hurt.
#[test]
fn every_test_says_what_it_promises() {
    let mut findings =
        Findings::against("A test opens with a sentence: the promise to a person that it keeps.");
    for file in Checkout::here().rust_files() {
        let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
        let in_macro = |index: usize| lines.get(index + 1).is_some_and(|line| line.contains("fn $"));
        let tests = lines.iter().enumerate().filter(|(index, line)| opens_test(line) && !in_macro(*index));
        for (index, _) in tests {
            let mut above = lines[..index].iter().rev().skip_while(|line| line.starts_with("#["));
            if !above.next().is_some_and(|line| line.starts_with("///")) {
                findings.add(format!("{}:{}", file.path, index + 1), "no sentence above");
            }
        }
    }
    findings.close();
}

fn opens_test(line: &str) -> bool {
    line == "#[test]" || line.starts_with("#[tokio::test")
}

/// Whoever looks for a rule finds it by its name.
#[test]
fn no_file_is_a_cupboard() {
    let mut findings = Findings::against("A name says what is inside; a cupboard fills with everything.");
    let everywhere = ["bench", "checks", "crates", "e2e", "frontend", "library", "xtask"];
    for file in everywhere.iter().flat_map(|folder| Checkout::here().files(folder, &[])) {
        let words = file.path.split(['/', '.', '-', '_']).map(str::to_ascii_lowercase);
        if let Some(word) = words.into_iter().find(|word| CUPBOARDS.contains(&word.as_str())) {
            findings.add(&file.path, format!("is called `{word}`"));
        }
    }
    findings.close();
}

/// The longest room is where a house goes wrong: no file grows past the stop, and a long one only shrinks.
#[test]
fn long_files_only_shrink() {
    let golden = Golden::named("long-files.txt");
    let listed: BTreeMap<String, usize> = golden.text().lines().filter_map(listed_file).collect();
    let mut findings =
        Findings::against("A file looks for a seam at 400 lines, stops at 600 and never grows again.");
    let mut now = String::new();
    for file in rooms() {
        let lines = file.lines_before_tests().count();
        if lines > TOO_LONG {
            findings.add(&file.path, format!("{lines} lines"));
        } else if lines > LONG {
            let bound = listed.get(&file.path).copied().unwrap_or(LONG);
            if lines > bound {
                findings.add(&file.path, format!("{lines} lines, at most {bound}"));
            }
            now.push_str(&format!("{} {lines}\n", file.path));
        }
    }
    findings.close();
    golden.compare(&now, "A file became shorter: its bound shrinks with it.");
}

fn listed_file(line: &str) -> Option<(String, usize)> {
    let (path, lines) = line.rsplit_once(' ')?;
    Some((path.to_owned(), lines.parse().ok()?))
}

/// What people write and read as code or page, without tests.
fn rooms() -> impl Iterator<Item = SourceFile> {
    let folders = ["bench", "checks", "crates", "frontend", "xtask"];
    let endings = [".rs", ".ts", ".js", ".mjs", ".html", ".css", ".scss", ".typ"];
    folders
        .into_iter()
        .flat_map(move |folder| Checkout::here().files(folder, &endings))
        .filter(|file| !file.is_test())
}
