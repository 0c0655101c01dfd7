//! The tests of FEEL as seen from outside: tables of expressions in `golden/`, problems, budgets, the stored form.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read the kit and say what they ran; the crate itself does not"
)]

extern crate fachwerk_feel as feel;

mod budgets;
mod golden_tables;
mod handbook;
mod mutations;
mod problems;
mod reading;
mod stored_form;

use feel::{Environment, Names};
use values::Moment;

/// 23 November 2026, 14:30 on a German clock.
fn environment() -> Environment {
    Environment { now: Moment::from_micros(1_795_440_600_000_000) }
}

/// Names as a service would declare them, some with spaces and signs.
fn names() -> Names {
    Names::from_iter(["age", "dog", "dogs", "first name", "Date-Time", "rate"])
}
