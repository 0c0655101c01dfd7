//! The tests of FEEL as seen from outside: tables of expressions in `golden/`, problems, budgets, the stored form.

extern crate fachwerk_feel as feel;

mod golden_tables;

use feel::{Context, Environment, Expression, Limits, Names, Value};
use values::Moment;

/// 23 November 2026, 14:30 on a German clock.
fn environment() -> Environment {
    Environment { now: Moment::from_micros(1_795_440_600_000_000) }
}

/// The value of an expression without variables.
fn value_of(text: &str) -> Value {
    let expression =
        Expression::parse(text, &Names::new()).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
    expression.evaluate(&Context::new(), &environment(), &Limits::default()).expect("the budget suffices")
}
