//! The call activity: another process runs inside of this one, so that errors and cancelling stay in one step. What it
//! sets anew is its own until it has ended; then all of it is handed back, or what the outputs say, or nothing.

use super::scope;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Call, Node};
use crate::work::Work;
use bpmn::Returned;
use feel::Context;

/// Begins the called process.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, call: &Call) {
    work.wait(key, Wait::Children);
    scope::begin(work, key, &call.scope);
}

/// What the called process hands back. With outputs, that is computed from what the call already holds.
pub(crate) fn results(work: &Work<'_>, key: Key, node: &Node, call: &Call) -> Context {
    match call.returned {
        Returned::Everything if node.outputs.is_empty() => work.state.local_variables(key),
        Returned::Everything | Returned::Nothing => Context::new(),
    }
}
