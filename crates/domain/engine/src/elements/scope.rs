//! A scope begins: its data objects are known, the starts of its event sub-processes are waited for, and a token goes to
//! its own start.

use super::{caught, event_sub_process, legal_clock};
use crate::key::Key;
use crate::program::{Node, Scope};
use crate::variables;
use crate::work::{Token, Work};
use feel::{Context, Value};

/// Begins a process, sub-process or called process.
pub(crate) fn begin(work: &mut Work<'_>, key: Key, scope: &Scope) {
    declare(work, key, scope);
    arm(work, key, scope);
    work.agenda.push_back(Token { scope: key, node: scope.start, via: None });
}

/// Begins a process by an event: its outputs see what it brings, and say what is kept of that.
pub(crate) fn begin_by(work: &mut Work<'_>, scope: &Scope, start: &Node, brought: Context) {
    declare(work, Key::ROOT, scope);
    arm(work, Key::ROOT, scope);
    legal_clock::begin(work, Key::ROOT);
    caught::go_on(work, Key::ROOT, start, brought);
}

/// Data objects are null at first. One that is known from here under its name is the same data, drawn again.
pub(super) fn declare(work: &mut Work<'_>, key: Key, scope: &Scope) {
    let known = variables::visible(work, key, &scope.data);
    let mut empty = Context::new();
    for name in scope.data.iter().filter(|name| !known.contains(name)) {
        empty.insert(name.clone(), Value::Null);
    }
    // A variable that finds no room any more reads as null, too.
    let _ = variables::set_local(work, key, empty);
}

/// From now on the starts of the event sub-processes are waited for.
pub(super) fn arm(work: &mut Work<'_>, key: Key, scope: &Scope) {
    for index in &scope.event_sub_processes {
        event_sub_process::arm(work, key, *index);
    }
}
