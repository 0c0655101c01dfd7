//! Benchmarks of what the house writes itself: expressions and processes, in memory, on one core. Figures go to standard
//! output beside what they are to be and what they were; nothing is judged here, because machines differ.

#![allow(clippy::print_stdout)]

mod baselines;
mod engine_runs;
mod expressions;
mod measure;
mod models;
mod siblings;
mod undone;

use baselines::Baselines;
use std::process::ExitCode;

fn main() -> ExitCode {
    let kind = std::env::args().nth(1);
    if kind.as_deref() == Some("small") {
        engine_runs::small_alone();
        return ExitCode::SUCCESS;
    }
    let mut baselines = Baselines::default();
    match kind.as_deref() {
        Some("feel") => expressions::report(&mut baselines),
        Some("engine") => {
            engine_runs::report(&mut baselines);
            siblings::report(&mut baselines);
            undone::report(&mut baselines);
        }
        other => {
            println!("feel, engine or small, not {other:?}");
            return ExitCode::from(2);
        }
    }
    baselines.print();
    ExitCode::SUCCESS
}
