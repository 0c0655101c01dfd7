//! What an expression may know of the world besides its variables: the moment it was handed.

use values::Moment;

/// The world as an expression sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Environment {
    /// `now()` and `today()`, shown on a German clock.
    pub now: Moment,
}
