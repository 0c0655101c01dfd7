//! End events: none ends its token, terminate ends everything in its scope, cancel calls off the transaction
//! around it, others throw.

use super::{cancel_all, compensation, passed, throw_event};
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
        End::Cancel => compensation::call_off(work, scope, node),
        End::Throw(throw) => throw_event::enter(work, scope, node, throw),
    }
}
