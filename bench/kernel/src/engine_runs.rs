//! Instances from start to end in memory: every step decides, applies its events and writes the state as it would be stored.

use crate::measure::median;
use crate::models;
use engine::{Command, Instance, Outcome, Program, step};
use feel::Context;
use std::time::Duration;
use values::{CaseId, Moment};

/// The moment of every step, in microseconds since 1970.
const NOW: i64 = 1_795_424_400_000_000;
/// Elements of the very large model.
const LARGE: usize = 10_000;

/// Prints the tables.
pub(crate) fn report() {
    println!("| process | instances/s | aim | largest state, bytes | aim |\n|---|---|---|---|---|");
    line("user task, gateway (5 elements)", &models::small(), "≥ 50,000", "≤ 1,000");
    line("decision, two branches that meet, jobs (12 elements)", &models::usual(), "", "");
    let xml = models::row_of_tasks(LARGE);
    let took = median(|| bpmn::Definitions::parse(&xml).expect("a model"));
    println!("\n| reading | ms | MB/s |\n|---|---|---|");
    let megabytes = xml.len() as f64 / 1e6;
    println!(
        "| model of {LARGE} tasks | {:.1} | {:.1} |",
        took.as_secs_f64() * 1e3,
        megabytes / took.as_secs_f64()
    );
}

fn line(name: &str, program: &Program, aim: &str, aimed_bytes: &str) {
    let bytes = run(program);
    let took: Duration = median(|| run(program));
    println!("| {name} | {:.0} | {aim} | {bytes} | {aimed_bytes} |", 1.0 / took.as_secs_f64());
}

/// Runs one instance to its end; gives the bytes of the largest state on the way.
fn run(program: &Program) -> usize {
    let mut instance = Instance::new(CaseId::derived(&[b"case"]));
    let mut next = Some(Command::Start { variables: Context::new().with("weight", 48) });
    let mut largest = 0;
    while let Some(command) = next {
        let taken = step(program, &instance, command, Moment::from_micros(NOW)).expect("the command fits");
        largest = largest.max(taken.instance.to_bytes().len());
        instance = taken.instance;
        next = answer(&instance);
    }
    assert!(instance.is_ended(), "every instance reaches its end");
    largest
}

/// What somebody does next.
fn answer(instance: &Instance) -> Option<Command> {
    if let Some(job) = instance.open_jobs().first() {
        return Some(Command::CompleteJob { effect: job.id, outcome: Outcome::Done(Context::new()) });
    }
    let task = instance.open_tasks().into_iter().next()?;
    let variables = Context::new().with("approved", true).with("remark", "In Ordnung.");
    Some(Command::CompleteTask { task: task.id, variables, by: Some("weber".to_owned()) })
}
