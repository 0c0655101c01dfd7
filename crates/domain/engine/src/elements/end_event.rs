//! End events: none ends its token, terminate ends everything in its scope, others throw.

use super::{cancel_all, passed, throw_event};
use crate::event::Event;
use crate::key::Key;
use crate::program::{End, Node};
use crate::work::Work;

/// A token enters an end event. What becomes of the scope is seen when nothing moves any more.
pub(crate) fn enter(work: &mut Work<'_>, scope: Key, node: &Node, end: &End) {
    match end {
        End::None => passed(work, node),
        End::Terminate => {
            passed(work, node);
            cancel_all(work, scope);
            work.emit(Event::Terminated { scope });
        }
        End::Throw(throw) => throw_event::enter(work, scope, node, throw),
    }
}
