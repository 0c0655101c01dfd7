//! What is decided while a timer that was due before has not fired yet, as after a night in which no worker ran.

use crate::driver::Driver;
use crate::programs::{Declared, compile};
use fachwerk_engine::{ClockPhase, Command, Rejection};
use feel::Context;
use jiff::SignedDuration;
use values::TaskId;

fn complete(task: TaskId) -> Command {
    Command::CompleteTask { task, variables: Context::new(), by: None }
}

/// An application that the law counts as approved since midnight stays approved, though the first clerk of the morning is
/// faster than the program: it cannot be suspended, extended or decided any more.
#[test]
fn a_period_is_over_at_midnight_whoever_comes_first() {
    let declared = Declared { names: ["missing".to_owned()].into(), ..Declared::default() };
    let program =
        compile("clock.bpmn", include_str!("../transcripts/clock.bpmn"), declared).expect("a model");
    let mut driver = Driver::new(&program);
    driver.take(Command::Start { variables: Context::new() });
    driver.take(complete(driver.instance.open_tasks()[0].id));
    let decide = driver.instance.open_tasks()[0].id;
    let (clock, _) = driver.instance.clocks().iter().next().expect("the clock runs");
    let extend = Command::ExtendClock { clock: *clock, by: None, reason: "many neighbours".to_owned() };
    driver.moment = driver.instance.timers().values().map(|timer| timer.due).max().expect("its end");
    driver.moment = driver.moment.plus(SignedDuration::from_hours(8));
    assert_eq!(driver.offer(complete(decide)), Err(Rejection::UnknownTask(decide)));
    assert!(matches!(driver.offer(extend), Err(Rejection::ClockRanOut { .. })));
}

/// See above: where work goes on after the end, the step that would have suspended the period says that it is over.
#[test]
fn what_is_over_does_not_stand_still() {
    let xml = include_str!("../transcripts/reminder.bpmn");
    let program = compile("reminder.bpmn", xml, Declared::default()).expect("a model");
    let mut driver = Driver::new(&program);
    driver.take(Command::Start { variables: Context::new() });
    let ask = driver.instance.open_tasks().into_iter().find(|task| &*task.element == "ask").expect("a task");
    driver.moment = driver.moment.plus(SignedDuration::from_hours(24 * 30));
    driver.take(complete(ask.id));
    let phases: Vec<_> = driver.instance.clocks().values().map(|clock| clock.phase).collect();
    assert!(matches!(phases[..], [ClockPhase::RanOut { .. }]), "{phases:?}");
}
