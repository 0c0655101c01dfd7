//! Many activities that have ended and can be undone: what one more costs, and what undoing each of them does.

use crate::baselines::Baselines;
use crate::measure::micros;
use crate::models;
use engine::{Command, Instance, Program, step};
use feel::Context;
use std::hint::black_box;
use std::time::{Duration, Instant};
use values::CaseId;

/// How many have ended.
const ENDED: [usize; 3] = [100, 1_000, 10_000];
/// Each is measured so often, because a step changes nothing that another could see.
const ROUNDS: u32 = 31;

/// Prints the curve.
pub(crate) fn report(baselines: &mut Baselines) {
    let program = models::undone();
    let (again, undo) = (Context::new(), Context::new().with("approved", true));
    println!("\n| ended before | one more, µs | ÷ baseline | one undone, µs | ÷ baseline |");
    println!("|---|---|---|---|---|");
    for count in ENDED {
        let instance = ended(&program, count);
        let more = median(|| _ = black_box(completed(&program, &instance, &again)));
        let all = median(|| assert!(completed(&program, &instance, &undo).is_ended()));
        let undone = all / u32::try_from(count).expect("a small number");
        let one = baselines.ratio(&format!("undone.{count}.more.us"), more.as_secs_f64() * 1e6);
        let other = baselines.ratio(&format!("undone.{count}.us"), undone.as_secs_f64() * 1e6);
        println!("| {count} | {} | {one} | {} | {other} |", micros(more), micros(undone));
    }
}

fn median(mut call: impl FnMut()) -> Duration {
    let timed = |_| {
        let started = Instant::now();
        call();
        started.elapsed()
    };
    let mut times: Vec<Duration> = (0..ROUNDS).map(timed).collect();
    times.sort();
    times[times.len() / 2]
}

/// So many have ended, and one more is open.
fn ended(program: &Program, count: usize) -> Instance {
    let start = Command::Start { variables: Context::new() };
    let begun = taken(program, &Instance::new(CaseId::derived(&[b"case"])), start);
    let answer = Context::new().with("approved", false);
    (0..count).fold(begun, |instance, _| completed(program, &instance, &answer))
}

/// The open one is done with this answer.
fn completed(program: &Program, instance: &Instance, answer: &Context) -> Instance {
    let (task, variables) = (instance.open_tasks()[0].id, answer.clone());
    taken(program, instance, Command::CompleteTask { task, variables, by: None })
}

fn taken(program: &Program, instance: &Instance, command: Command) -> Instance {
    step(program, instance, command, models::now()).expect("the command fits").instance
}
