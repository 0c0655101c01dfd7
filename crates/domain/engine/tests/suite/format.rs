//! The stored form of a state.

use crate::driver::Driver;
use crate::programs::{Declared, compile};
use fachwerk_engine::{Command, FORMAT, Instance, Unreadable};
use feel::Context;

/// An operator's database stays small, and a state that was written today can be read tomorrow: format 1 is a promise.
#[test]
fn a_simple_state_is_small_and_its_format_is_kept() {
    let xml = include_str!("../transcripts/dog.bpmn");
    let names = ["dogs", "clerk", "approved"].map(str::to_owned).into();
    let parameters = Context::new().with("most_dogs", 3);
    let declared = Declared { names, parameters, ..Declared::default() };
    let program = compile("dog.bpmn", xml, declared).expect("a model without problems");
    let mut driver = Driver::new(&program);
    driver.take(Command::Start { variables: Context::new().with("dogs", 2) });
    let bytes = driver.instance.to_bytes();
    println!("state of a simple process: {} bytes", bytes.len());
    assert!(bytes.len() <= 1024);
    assert_eq!(String::from_utf8_lossy(&bytes), include_str!("format-1.json").trim_end());
    assert!(matches!(Instance::from_bytes(FORMAT + 1, &bytes), Err(Unreadable::UnknownFormat(2))));
    assert!(matches!(Instance::from_bytes(FORMAT, &bytes[1..]), Err(Unreadable::Damaged(_))));
}
