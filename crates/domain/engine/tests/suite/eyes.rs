//! Who has done what another must look at again, however the case is stored.

use crate::driver::Driver;
use crate::programs::{Declared, compile};
use fachwerk_engine::{Command, FORMAT, Instance, Rejection};
use feel::{Context, Value};
use values::TaskId;

fn complete(task: TaskId, by: &str) -> Command {
    Command::CompleteTask { task, variables: Context::new(), by: Some(by.to_owned()) }
}

/// An office that pays eighty families has each payment released by another person than who prepared it, also when the
/// case is so large that it lies in many parts.
#[test]
fn each_of_many_is_looked_at_by_somebody_else() {
    let declared = Declared { names: ["families".to_owned()].into(), ..Declared::default() };
    let xml = include_str!("../transcripts/eyes-each.bpmn");
    let program = compile("eyes-each.bpmn", xml, declared).expect("a model");
    let mut driver = Driver::new(&program);
    let families: Vec<Value> = (0..80).map(|family| Value::text(format!("Familie {family}"))).collect();
    driver.take(Command::Start { variables: Context::new().with("families", families) });
    let people = ["amir", "kaya", "weber"];
    let who = |turn: usize| people[turn % 3];
    let prepared = driver.instance.open_tasks();
    for (turn, task) in prepared.iter().enumerate() {
        driver.take(complete(task.id, who(turn)));
    }
    assert!(driver.stored.len() > 8, "{} parts", driver.stored.len());
    let released = driver.instance.open_tasks();
    assert_eq!(released.len(), 80);
    for (turn, task) in released.iter().enumerate() {
        let own = driver.offer(complete(task.id, who(turn)));
        assert!(matches!(own, Err(Rejection::FourEyes { .. })), "{turn}: {own:?}");
        driver.take(complete(task.id, who(turn + 1)));
    }
    let audit = driver.instance.open_tasks()[0].id;
    for by in people {
        assert!(matches!(driver.offer(complete(audit, by)), Err(Rejection::FourEyes { .. })), "{by}");
    }
    driver.take(complete(audit, "yilmaz"));
    assert!(driver.instance.is_ended());
}

/// Whoever prepared something before the program was renewed must not release it afterwards.
#[test]
fn what_an_older_program_remembered_counts() {
    let declared = Declared { names: ["back".to_owned()].into(), ..Declared::default() };
    let xml = include_str!("../transcripts/four-eyes.bpmn");
    let program = compile("four-eyes.bpmn", xml, declared).expect("a model");
    let mut driver = Driver::new(&program);
    driver.take(Command::Start { variables: Context::new() });
    driver.take(complete(driver.instance.open_tasks()[0].id, "weber"));
    let written = String::from_utf8(driver.instance.to_bytes()).expect("JSON");
    let now = r#""decided":{"0":[{"element":"prepare","by":["weber"]}]}"#;
    assert!(written.contains(now), "{written}");
    let earlier = written.replace(now, r#""done_by":{"prepare":"weber"}"#);
    driver.instance = Instance::from_bytes(FORMAT, earlier.as_bytes()).expect("what an older program wrote");
    driver.stored = [(0, earlier.into_bytes())].into();
    let release = driver.instance.open_tasks()[0].id;
    let own = driver.offer(complete(release, "weber"));
    assert!(matches!(own, Err(Rejection::FourEyes { .. })), "{own:?}");
    let back = Context::new().with("back", true);
    driver.take(Command::CompleteTask { task: release, variables: back, by: Some("kaya".to_owned()) });
    driver.take(complete(driver.instance.open_tasks()[0].id, "kaya"));
    let release = driver.instance.open_tasks()[0].id;
    assert!(matches!(driver.offer(complete(release, "kaya")), Err(Rejection::FourEyes { .. })));
    driver.take(complete(release, "weber"));
}
