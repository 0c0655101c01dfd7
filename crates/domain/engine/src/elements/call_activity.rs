//! The call activity: another process runs inside of this one, so that errors and cancelling stay in one step. What it
//! sets anew is its own until it has ended; then all of it is handed back, or what the outputs say.

use super::scope;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::Scope;
use crate::work::Work;
use feel::Context;

/// Begins the called process.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, inside: &Scope) {
    work.wait(key, Wait::Children);
    scope::begin(work, key, inside);
}

/// What the called process hands back.
pub(crate) fn results(work: &Work<'_>, key: Key) -> Context {
    work.state.local_variables(key)
}
