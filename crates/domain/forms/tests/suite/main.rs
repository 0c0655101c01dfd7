//! The promises of the forms crate, kept from the outside.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read real forms from files and print what they counted"
)]

mod answering;
mod designing;
mod files;
mod german_forms;
mod known_persons;
mod stopping;

use feel::Environment;
use values::Moment;

/// 23 November 2026, noon in Germany.
fn environment() -> Environment {
    let noon = "2026-11-23T11:00:00Z".parse().expect("a timestamp");
    Environment { now: Moment::from_timestamp(noon) }
}

/// Problems as lines for comparison.
fn lines(problems: &[values::Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
