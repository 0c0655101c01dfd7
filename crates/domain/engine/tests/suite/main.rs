//! Tests of the engine: golden transcripts per element kind, properties of random models, models of others.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read their cases from files and print what they counted"
)]

mod programs;
mod transcripts;
