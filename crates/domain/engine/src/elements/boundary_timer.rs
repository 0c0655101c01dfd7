//! Timers of events on a border and at the start of event sub-processes, and how those that do not interrupt repeat.

use crate::effect::Effect;
use crate::event::Event;
use crate::incident::Cause;
use crate::instance::{ArmedTimer, Repetition};
use crate::key::Key;
use crate::program::Node;
use crate::repeating;
use crate::work::Work;
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

/// A timer that fired is armed for its next time, when there is one. Only one that does not interrupt may repeat.
pub(crate) fn repeat(work: &mut Work<'_>, armed: &ArmedTimer) {
    let next =
        armed.repetition.as_ref().and_then(|repetition| repeating::next(armed.due, repetition, work.moment));
    let again = next.map(|(due, repetition)| Planned {
        element: armed.element.clone(),
        due,
        repetition: Some(repetition),
    });
    arm(work, armed.key, again.into_iter().collect());
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
