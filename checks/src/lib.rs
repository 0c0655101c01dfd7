//! What the tests of the house share: the files of the checkout, golden files, and findings with their reason. The rules
//! themselves stand in `tests/suite`, one file per kind; what the program does is tested beside the program.

mod checkout;
mod findings;
mod golden;

pub use checkout::{Checkout, SourceFile};
pub use findings::Findings;
pub use golden::Golden;
