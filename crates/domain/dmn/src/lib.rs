//! Decisions after DMN 1.2 to 1.5: XML to a checked model, and the value of a decision with the rules that fired.
//! Expressions are read and evaluated by `feel`; drawing and writing of models is not here.

mod analysis;
mod definitions;
mod graph;
mod reading;
mod running;
pub mod tck;
mod types;

pub use analysis::{Analysis, Condition, Finding};
pub use definitions::{Definitions, Evaluated, Failure, Outcome};

/// The sentences of the problems raised here, as Fluent catalogues.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];
