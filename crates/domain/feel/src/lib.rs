//! FEEL, the expression language of DMN 1.5: text to checked expression to value, under budgets, with places for every
//! problem. Decision tables and models are in `dmn`; no clock, no file and no network is reached from here.

mod ast;
mod builtins;
mod constants;
mod environment;
mod evaluation;
mod expression;
mod limits;
mod names;
mod number;
mod syntax;
mod temporal;
mod types;
mod value;

pub use constants::Compared;
pub use environment::Environment;
pub use evaluation::Evaluation;
pub use expression::{Expression, UnaryTests};
pub use limits::{Budget, Exceeded, Limits};
pub use names::Names;
pub use number::Number;
pub use temporal::{Date, DateTime, DaysTime, Time, YearsMonths, Zone};
pub use types::Type;
pub use value::{
    Context, Function, Invocable, Plain, Range, UnstorableValue, Value, from_plain, from_written,
};

/// The sentences of the problems raised here, as Fluent catalogues.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];
