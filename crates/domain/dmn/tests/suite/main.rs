//! The tests of decision models as seen from outside.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read the kit and say what they ran; the crate itself does not"
)]

extern crate fachwerk_dmn as dmn;

mod analysis;
mod compatibility;
mod hit_policies;
mod kit;
mod models;
mod mutations;
mod problems;

use feel::Environment;
use values::Moment;

/// 23 November 2026, 14:30 on a German clock.
fn environment() -> Environment {
    Environment { now: Moment::from_micros(1_795_440_600_000_000) }
}

/// The model of the dog tax, as a town would write it.
const DOG_TAX: &str = include_str!("models/hundesteuer.dmn");
