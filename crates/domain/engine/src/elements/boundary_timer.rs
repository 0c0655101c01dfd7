//! Timers on the border of an activity, interrupting or not; only the latter may repeat.

use super::{cancel, leave_by_all, passed};
use crate::effect::Effect;
use crate::event::Event;
use crate::incident::Cause;
use crate::instance::{ArmedTimer, Repetition};
use crate::key::Key;
use crate::program::Node;
use crate::timing;
use crate::work::Work;
use bpmn::Interrupting;
use std::sync::Arc;
use values::Moment;

/// A timer that will be armed.
pub(crate) struct Planned {
    pub(crate) element: Arc<str>,
    pub(crate) due: Moment,
    pub(crate) repetition: Option<Repetition>,
}

/// Arms the timers of a live element.
pub(crate) fn arm(work: &mut Work<'_>, key: Key, planned: Vec<Planned>) {
    for Planned { element, due, repetition } in planned {
        let timer = work.timer_id();
        work.emit(Event::Armed { key, timer, element, due, repetition });
        work.ask(Effect::SetTimer { timer, due });
    }
}

/// No timer of a live element is waited for any more.
pub(crate) fn disarm(work: &mut Work<'_>, key: Key) {
    for timer in work.state.timers_of(key) {
        work.disarm(timer);
    }
}

/// The timer of a boundary event fires.
pub(crate) fn fire(work: &mut Work<'_>, armed: &ArmedTimer, node: &Node, interrupting: Interrupting) {
    let Some(scope) = work.state.elements.get(&armed.key).map(|host| host.scope) else { return };
    match interrupting {
        Interrupting::Yes => cancel(work, armed.key),
        Interrupting::No => {
            let next = armed
                .repetition
                .as_ref()
                .and_then(|repetition| timing::next(armed.due, repetition, work.moment));
            let again = next.map(|(due, repetition)| Planned {
                element: armed.element.clone(),
                due,
                repetition: Some(repetition),
            });
            arm(work, armed.key, again.into_iter().collect());
            if is_full(work, armed.key, node) {
                return;
            }
        }
    }
    passed(work, node);
    leave_by_all(work, scope, node);
}

/// Where too much is live, a repeated timer or message adds nothing and says so once.
pub(crate) fn is_full(work: &mut Work<'_>, host: Key, node: &Node) -> bool {
    let limit = work.program.limits.elements;
    if work.state.elements.size() < limit {
        return false;
    }
    let cause = Cause::TooManyElements { limit };
    let is_known = work.state.incidents_of(host).any(|incident| incident.cause == cause);
    if !is_known {
        work.raise(host, node.id.clone(), cause);
    }
    true
}
