//! A scope begins: the starts of its event sub-processes are waited for, and a token goes to its own start.

use super::event_sub_process;
use crate::key::Key;
use crate::program::Scope;
use crate::work::{Token, Work};

/// Begins a process, sub-process or called process.
pub(crate) fn begin(work: &mut Work<'_>, key: Key, scope: &Scope) {
    arm(work, key, scope);
    work.agenda.push_back(Token { scope: key, node: scope.start, via: None });
}

/// From now on the starts of the event sub-processes are waited for.
pub(super) fn arm(work: &mut Work<'_>, key: Key, scope: &Scope) {
    for index in &scope.event_sub_processes {
        event_sub_process::arm(work, key, *index);
    }
}
