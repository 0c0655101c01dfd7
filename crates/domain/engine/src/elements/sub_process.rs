//! The embedded sub-process: a scope of its own. It is left when nothing is live inside of it.

use crate::instance::Wait;
use crate::key::Key;
use crate::program::NodeIndex;
use crate::work::{Token, Work};

/// Sends a token to the start inside.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, start: NodeIndex) {
    work.wait(key, Wait::Children);
    work.agenda.push_back(Token { scope: key, node: start, via: None });
}
