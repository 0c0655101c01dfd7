//! The call activity: another process runs inside of this one, so that errors and cancelling stay in one step. What it
//! sets anew is its own until it has ended; then all of it is handed back, or what the outputs say.

use crate::instance::Wait;
use crate::key::Key;
use crate::program::NodeIndex;
use crate::work::{Token, Work};
use feel::Context;

/// Sends a token to the start of the called process.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, start: NodeIndex) {
    work.wait(key, Wait::Children);
    work.agenda.push_back(Token { scope: key, node: start, via: None });
}

/// What the called process hands back.
pub(crate) fn results(work: &Work<'_>, key: Key) -> Context {
    work.state.local_variables(key)
}
