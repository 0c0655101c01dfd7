//! Tests of the engine: golden transcripts per element kind, properties of random models, models of others.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read their cases from files and print what they counted"
)]

mod blocks;
mod corpus;
mod driver;
mod format;
mod handbook;
mod operaton;
mod programs;
mod random;
mod transcripts;
