//! A large state in its parts.

use crate::driver::Driver;
use crate::programs::{Declared, compile};
use fachwerk_engine::{Command, FORMAT, Instance, StoredPart, Unreadable};
use feel::{Context, Value};

/// Waits for many people at once.
fn asked(count: i64) -> Command {
    let authorities: Vec<Value> = (0..count).map(|office| Value::text(format!("amt {office}"))).collect();
    Command::Start { variables: Context::new().with("authorities", authorities).with("enough", count) }
}

/// A town that hears 160 authorities at once does not write all of them anew whenever one answers; and whatever part of a
/// case is lost, it is not silently taken for the whole.
#[test]
fn one_answer_of_many_writes_little() {
    let names = ["authorities", "enough", "opinion"].map(str::to_owned).into();
    let xml = include_str!("../transcripts/each.bpmn");
    let program = compile("each.bpmn", xml, Declared { names, ..Declared::default() }).expect("a model");
    let mut driver = Driver::new(&program);
    driver.take(asked(160));
    assert_eq!(driver.instance.open_tasks().len(), 160);
    let (all, parts) = (driver.written, driver.stored.len());
    println!("160 open tasks: {all} bytes in {parts} parts");
    let mut most = 0;
    let mut turn = 0;
    while !driver.instance.is_ended() {
        let tasks = driver.instance.open_tasks();
        let task = tasks[turn * 7 % tasks.len()].id;
        driver.take(Command::CompleteTask {
            task,
            variables: Context::new().with("opinion", "ja"),
            by: None,
        });
        turn += 1;
        // Near the end the state fits into one part again.
        if (2..20).contains(&turn) {
            most = most.max(driver.written);
        }
    }
    println!("one answer writes at most {most} bytes");
    assert!(parts > 8 && most * 4 < all);
    assert_eq!(driver.stored.len(), 1, "in the end there is one part");
}

/// See above.
#[test]
fn a_lost_part_is_noticed() {
    let names = ["authorities", "enough", "opinion"].map(str::to_owned).into();
    let xml = include_str!("../transcripts/each.bpmn");
    let program = compile("each.bpmn", xml, Declared { names, ..Declared::default() }).expect("a model");
    let mut driver = Driver::new(&program);
    driver.take(asked(140));
    let read = |left_out: u32| {
        let parts = driver.stored.iter().filter(|(number, _)| **number != left_out);
        Instance::from_parts(parts.map(|(number, bytes)| StoredPart {
            number: *number,
            format: FORMAT,
            bytes,
        }))
    };
    assert!(read(u32::MAX).is_ok());
    for number in driver.stored.keys() {
        assert!(matches!(read(*number), Err(Unreadable::Damaged(_))), "part {number} is missed");
    }
}

/// A case that an older program stored as one part, however large, goes on: with its next step all of it is stored in
/// parts, and none of it is lost.
#[test]
fn what_was_one_part_becomes_several() {
    let names = ["authorities", "enough", "opinion"].map(str::to_owned).into();
    let xml = include_str!("../transcripts/each.bpmn");
    let program = compile("each.bpmn", xml, Declared { names, ..Declared::default() }).expect("a model");
    let mut driver = Driver::new(&program);
    driver.take(asked(160));
    let whole = driver.instance.to_bytes();
    driver.stored = [(0, whole.clone())].into();
    driver.instance = Instance::from_bytes(FORMAT, &whole).expect("what an older program wrote");
    let task = driver.instance.open_tasks()[80].id;
    let variables = Context::new().with("opinion", "ja");
    // Every step of the driver compares what is then stored with the new state.
    driver.take(Command::CompleteTask { task, variables, by: None });
    assert!(driver.stored.len() > 8, "{} parts", driver.stored.len());
}
