//! Tables `expression | expected`: each line is evaluated and shown the way `string()` shows it, texts in quotes.

use crate::environment;
use feel::{Context, Expression, Limits, Names, Value};

/// Checks that every line of a table gives what stands behind its last bar.
fn check(table: &str, file: &str) {
    let mut wrong = Vec::new();
    for (number, line) in table.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (expression, expected) = line.rsplit_once(" | ").expect("a line is `expression | expected`");
        let found = shown(expression.trim());
        if found != expected.trim() {
            wrong.push(format!("{file}:{}: {expression} gives {found}, expected {expected}", number + 1));
        }
    }
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

/// The value as text, or the problems.
pub(crate) fn shown(text: &str) -> String {
    match Expression::parse(text, &Names::new()) {
        Err(problems) => problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        Ok(expression) => match expression.evaluate(&Context::new(), &environment(), &Limits::default()) {
            Err(exceeded) => exceeded.to_string(),
            Ok(value) => quoted(value),
        },
    }
}

/// The value as it stands inside a list, where texts have quotes.
fn quoted(value: Value) -> String {
    let list = Value::list([value]).to_string();
    list[1..list.len() - 1].to_owned()
}

/// A designer who writes the expressions of the handbook gets the values of the handbook.
#[test]
fn tables() {
    check(include_str!("golden/core.txt"), "core.txt");
    check(include_str!("golden/functions.txt"), "functions.txt");
    check(include_str!("golden/times.txt"), "times.txt");
    check(include_str!("golden/ranges.txt"), "ranges.txt");
}
