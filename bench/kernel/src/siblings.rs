//! Many people asked at once: what one answer costs when 100, 1,000 and 10,000 tasks are open.

use crate::baselines::Baselines;
use crate::measure::micros;
use crate::models;
use engine::{Command, Instance, Program, step};
use feel::{Context, Value};
use std::hint::black_box;
use std::time::{Duration, Instant};
use values::{CaseId, TaskId};

/// How many are asked.
const SIBLINGS: [usize; 3] = [100, 1_000, 10_000];
/// Answers that are measured, spread over all.
const ANSWERS: usize = 64;
/// Each is measured so often, because a step changes nothing that another could see.
const ROUNDS: u32 = 20;

/// Prints the curve.
pub(crate) fn report(baselines: &mut Baselines) {
    let program = models::many();
    println!(
        "\n| open tasks | one completion, µs | ÷ baseline | written, bytes | ÷ baseline | whole state, bytes |"
    );
    println!("|---|---|---|---|---|---|");
    for count in SIBLINGS {
        let (took, written, whole) = answers(&program, count);
        let time = baselines.ratio(&format!("siblings.{count}.us"), took.as_secs_f64() * 1e6);
        let bytes = baselines.ratio(&format!("siblings.{count}.bytes"), written as f64);
        println!("| {count} | {} | {time} | {written} | {bytes} | {whole} |", micros(took));
    }
}

/// The median time of one answer, the median of the bytes that are stored after it, and the bytes of everything.
fn answers(program: &Program, count: usize) -> (Duration, usize, usize) {
    let mut instance = asked(program, count);
    let whole = instance.parts().iter().filter_map(|part| part.bytes.as_ref()).map(Vec::len).sum();
    let tasks: Vec<TaskId> = instance.open_tasks().iter().map(|task| task.id).collect();
    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    for task in tasks.iter().step_by(count / ANSWERS) {
        let (next, took) = answer(program, &instance, *task);
        times.push(took);
        sizes.push(next.changed_parts().iter().filter_map(|part| part.bytes.as_ref()).map(Vec::len).sum());
        instance = next;
    }
    times.sort();
    sizes.sort_unstable();
    (times[times.len() / 2], sizes[sizes.len() / 2], whole)
}

/// One answer: the step and the bytes of what it changed, without reading the state.
fn answer(program: &Program, instance: &Instance, task: TaskId) -> (Instance, Duration) {
    let started = Instant::now();
    for _ in 1..ROUNDS {
        black_box(taken(program, instance, done(task)).changed_parts());
    }
    let next = taken(program, instance, done(task));
    black_box(next.changed_parts());
    (next, started.elapsed() / ROUNDS)
}

fn done(task: TaskId) -> Command {
    let variables = Context::new().with("remark", "Keine Bedenken.");
    Command::CompleteTask { task, variables, by: Some("weber".to_owned()) }
}

fn asked(program: &Program, count: usize) -> Instance {
    let offices: Vec<Value> = (0..count).map(|office| Value::from(office as i64)).collect();
    let start = Command::Start { variables: Context::new().with("offices", offices) };
    let asked = taken(program, &Instance::new(CaseId::derived(&[b"case"])), start);
    assert_eq!(asked.open_tasks().len(), count, "all are asked at once: {:?}", asked.incidents());
    asked
}

fn taken(program: &Program, instance: &Instance, command: Command) -> Instance {
    step(program, instance, command, models::now()).expect("the command fits").instance
}
