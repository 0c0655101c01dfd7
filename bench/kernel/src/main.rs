//! Benchmarks of what the house writes itself: expressions and processes, in memory, on one core. Figures go to standard
//! output beside what they are to be; nothing is judged here, because machines differ.

#![allow(clippy::print_stdout)]

mod engine_runs;
mod expressions;
mod measure;
mod models;

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("feel") => expressions::report(),
        Some("engine") => engine_runs::report(),
        other => {
            println!("feel or engine, not {other:?}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
