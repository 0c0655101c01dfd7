//! Rejections that only the one who asked can do something about: each with the sentence that says so. All others mean that
//! somebody else was faster.

use engine::Rejection;
use values::{Place, Problem};

/// What to say to whoever asked; `None` when the page was old.
pub(crate) fn told(rejection: &Rejection) -> Option<Problem> {
    let plain = |key: &'static str| Problem::new(Place::Whole, key);
    Some(match rejection {
        Rejection::ClockSuspended { .. } => plain("rejected-clock-suspended"),
        Rejection::ClockRanOut { .. } => plain("rejected-clock-ran-out"),
        Rejection::ExtendedAlready { .. } => plain("rejected-extended-already"),
        Rejection::NotExtendable { .. } => plain("rejected-not-extendable"),
        Rejection::ExtendedTooFar { .. } => plain("rejected-extended-too-far"),
        Rejection::NoReason { .. } => plain("reason-missing"),
        Rejection::NothingToRetry(_) => plain("rejected-nothing-to-retry"),
        Rejection::NothingToUndo => plain("rejected-nothing-to-undo"),
        Rejection::NoSuchTarget { .. } | Rejection::TakesNoToken { .. } | Rejection::OutOfReach { .. } => {
            plain("rejected-no-way-there")
        }
        Rejection::SetsParameter { name } => plain("rejected-sets-parameter").with("name", name),
        Rejection::NotStorable { name } => plain("rejected-not-storable").with("name", name),
        _ => return None,
    })
}
