//! Instances from start to end in memory: every step decides, applies its events and writes the state as it would be stored.

use crate::baselines::Baselines;
use crate::measure::median;
use crate::models;
use engine::{Command, Instance, Outcome, Program, step};
use feel::Context;
use values::CaseId;

/// Elements of the very large model.
const LARGE: usize = 10_000;

/// Prints the tables.
pub(crate) fn report(baselines: &mut Baselines) {
    println!("| process | instances/s | aim | ÷ baseline | largest state, bytes | aim | ÷ baseline |");
    println!("|---|---|---|---|---|---|---|");
    let small =
        Case { key: "small", name: "user task, gateway (5 elements)", aims: ["≥ 50,000", "≤ 1,000"] };
    small.line(&models::small(), baselines);
    let name = "decision, two branches that meet, jobs (12 elements)";
    Case { key: "usual", name, aims: ["", ""] }.line(&models::usual(), baselines);
    let xml = models::row_of_tasks(LARGE);
    let took = median(|| bpmn::Definitions::parse(&xml).expect("a model"));
    let (millis, megabytes) = (took.as_secs_f64() * 1e3, xml.len() as f64 / 1e6);
    let ratio = baselines.ratio("parse.10000.ms", millis);
    println!("\n| reading | ms | ÷ baseline | MB/s |\n|---|---|---|---|");
    println!("| model of {LARGE} tasks | {millis:.1} | {ratio} | {:.1} |", megabytes / took.as_secs_f64());
}

/// Prints what the small process comes to, as the scripts for other engines do: instances a second, and bytes.
pub(crate) fn small_alone() {
    let program = models::small();
    let rate = 1.0 / median(|| run(&program)).as_secs_f64();
    println!("{rate:.1} {}", run(&program));
}

/// A process that is measured.
struct Case {
    key: &'static str,
    name: &'static str,
    /// Instances a second, and bytes of the largest state.
    aims: [&'static str; 2],
}

impl Case {
    fn line(&self, program: &Program, baselines: &mut Baselines) {
        let Self { key, name, aims: [aim, aimed_bytes] } = self;
        let bytes = run(program);
        let rate = 1.0 / median(|| run(program)).as_secs_f64();
        let speed = baselines.ratio(&format!("engine.{key}.per-second"), rate);
        let size = baselines.ratio(&format!("engine.{key}.bytes"), bytes as f64);
        println!("| {name} | {rate:.0} | {aim} | {speed} | {bytes} | {aimed_bytes} | {size} |");
    }
}

/// Runs one instance to its end; gives the bytes of the largest state on the way.
fn run(program: &Program) -> usize {
    let mut instance = Instance::new(CaseId::derived(&[b"case"]));
    let mut next = Some(Command::Start { variables: Context::new().with("weight", 48) });
    let mut largest = 0;
    while let Some(command) = next {
        let taken = step(program, &instance, command, models::now()).expect("the command fits");
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
