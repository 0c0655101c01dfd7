//! The embedded sub-process: a scope of its own. It is left when nothing is live inside of it.

use super::scope;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::Scope;
use crate::work::Work;

/// Begins what is inside.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, inside: &Scope) {
    work.wait(key, Wait::Children);
    scope::begin(work, key, inside);
}
