//! What the tests of the house share: the files of the checkout, golden files, findings with their reason, and chance that
//! can be repeated. The rules themselves stand in `tests/suite`, one file per kind; what the program does is tested beside the program.

mod checkout;
mod dice;
mod findings;
mod golden;
mod mangled;

pub use checkout::{Checkout, SourceFile};
pub use dice::{Dice, given, rounds};
pub use findings::Findings;
pub use golden::Golden;
pub use mangled::{mangled, with_little_stack};
