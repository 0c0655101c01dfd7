//! Tests of reading BPMN files: golden descriptions of whole files, limits, and the models of other tools.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read their cases from files and print what they counted"
)]

mod corpus;
mod cron;
mod describe;
mod golden;
mod limits;
mod writing;
