//! What is decided while a timer that was due before has not fired yet, as after a night in which no worker ran.

use crate::driver::{Driver, HESSE};
use crate::programs::{Declared, compile};
use fachwerk_engine::{At, ClockPhase, Command, Rejection, step_in_chain};
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

/// Papers that lay a week in the inbox before somebody entered them do not give the office a week more: the days until they
/// were received are not counted, those after are.
#[test]
fn a_period_goes_on_with_the_day_on_which_the_papers_were_received() {
    let xml = include_str!("../transcripts/entered-late.bpmn");
    let program = compile("entered-late.bpmn", xml, Declared::default()).expect("a model");
    let open = |driver: &Driver<'_>, element: &str| {
        driver.instance.open_tasks().into_iter().find(|task| &*task.element == element).expect("open").id
    };
    let last_day = |asked_after: i64, received: &str| {
        let mut driver = Driver::new(&program);
        driver.take(Command::Start { variables: Context::new() });
        driver.moment = driver.moment.plus(SignedDuration::from_hours(24 * asked_after));
        driver.take(complete(open(&driver, "ask")));
        driver.moment = driver.moment.plus(SignedDuration::from_hours(24 * 9));
        let papers = complete(open(&driver, "papers"));
        let at = At { moment: driver.moment, calendar: &HESSE };
        let received = received.parse().expect("a day");
        let step = step_in_chain(&program, &driver.instance, (papers, 0), (at, received));
        match step.expect("the papers are taken").instance.clocks().values().next().expect("a clock").phase {
            ClockPhase::Running { last_day } => last_day.to_string(),
            other => panic!("{other:?}"),
        }
    };
    // Suspended on the first day, Monday the 23rd, which the period does not count anyway: it would end on December 7.
    assert_eq!(last_day(0, "2026-12-02"), "2026-12-16", "entered on the day");
    assert_eq!(last_day(0, "2026-11-25"), "2026-12-09", "received a week before");
    assert_eq!(last_day(0, "2026-11-20"), "2026-12-07", "received before anybody asked");
    assert_eq!(last_day(3, "2026-11-24"), "2026-12-08", "the day on which it was asked counts for nobody");
}

/// A clerk is reminded though no worker ran on the day, and the period was suspended before one did.
#[test]
fn a_reminder_that_was_due_before_a_suspension_still_comes() {
    let xml = include_str!("../transcripts/reminder.bpmn");
    let program = compile("reminder.bpmn", xml, Declared::default()).expect("a model");
    let mut driver = Driver::new(&program);
    driver.take(Command::Start { variables: Context::new() });
    driver.moment = driver.moment.plus(SignedDuration::from_hours(24 * 6));
    let open = |driver: &Driver<'_>, element: &str| {
        driver.instance.open_tasks().into_iter().find(|task| &*task.element == element).map(|task| task.id)
    };
    driver.take(complete(open(&driver, "ask").expect("open")));
    let soon = driver.instance.timers().iter().find(|(_, timer)| &*timer.element == "soon");
    let timer = *soon.expect("the reminder is still to come").0;
    driver.take(Command::FireTimer { timer });
    assert!(open(&driver, "hurry").is_some());
    driver.take(complete(open(&driver, "papers").expect("open")));
    assert!(driver.instance.timers().values().all(|timer| &*timer.element != "soon"), "it came once");
}
