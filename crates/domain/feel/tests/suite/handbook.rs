//! `docs/feel.md` against the program: each of its expressions gives the result that stands beside it.

use crate::golden_tables::shown;

const PAGE: &str = include_str!("../../../../../docs/feel.md");
const BUILTINS: &str = include_str!("golden/builtins.txt");

/// The rows `| expression | result |` of the page.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = PAGE.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix("` |"));
    lines.filter_map(|line| line.split_once("` | `"))
}

/// Whoever copies an expression from the handbook gets the result of the handbook.
#[test]
fn every_example_of_the_handbook_holds() {
    assert!(rows().count() > 100, "the tables are found");
    let found = rows().map(|(expression, expected)| (expression, expected, shown(expression)));
    let wrong: Vec<String> = found
        // Amounts have a space in the page that does not break a line in letters.
        .filter(|(_, expected, found)| found.replace('\u{a0}', " ") != *expected)
        .map(|(expression, expected, found)| format!("{expression} gives {found}, the page says {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A model of another tool may call each function of the standard, by position or by name, and the handbook shows it.
#[test]
fn every_function_of_the_standard_is_there() {
    let mut wrong = Vec::new();
    for line in BUILTINS.lines().filter(|line| !line.starts_with('#')) {
        let [by_position, by_name, expected] = <[&str; 3]>::try_from(line.split(" | ").collect::<Vec<_>>())
            .unwrap_or_else(|_| panic!("a line is `by position | by name | result`: {line}"));
        for expression in [by_position, by_name] {
            let found = shown(expression);
            if found != expected {
                wrong.push(format!("{expression} gives {found}, expected {expected}"));
            }
        }
        let (function, _) = by_position.split_once('(').expect("a call");
        if !rows().any(|(expression, _)| expression.starts_with(&format!("{function}("))) {
            wrong.push(format!("docs/feel.md shows no {function}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
