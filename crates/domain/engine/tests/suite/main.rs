//! Tests of the engine: golden transcripts per element kind, properties of random models, models of others.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read their cases from files and print what they counted"
)]

mod blocks;
mod corpus;
mod driver;
mod eyes;
mod format;
mod handbook;
mod late;
mod mangled;
mod operaton;
mod parts;
mod programs;
mod random;
mod sound;
mod transcripts;
mod trouble;
mod world;

use std::io::Write;

/// Writes past the capture of the runner: `▪` begins a line of a table for the summary of `cargo xtask test`, `▫` says
/// that the test was not run.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
