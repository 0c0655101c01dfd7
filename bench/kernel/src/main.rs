//! Benchmarks of what the house writes itself: expressions and processes, in memory, on one core. Figures go to standard
//! output beside what they are to be and what they were; nothing is judged here, because machines differ.

#![allow(clippy::print_stdout)]

mod baselines;
mod engine_runs;
mod expressions;
mod measure;
mod models;
mod siblings;

use baselines::Baselines;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut baselines = Baselines::default();
    match std::env::args().nth(1).as_deref() {
        Some("feel") => expressions::report(&mut baselines),
        Some("engine") => {
            engine_runs::report(&mut baselines);
            siblings::report(&mut baselines);
        }
        other => {
            println!("feel or engine, not {other:?}");
            return ExitCode::from(2);
        }
    }
    baselines.print();
    ExitCode::SUCCESS
}
