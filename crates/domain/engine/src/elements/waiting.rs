//! The events that a live element waits for, wherever they are drawn: on its border, behind it, or the element itself.

use super::boundary::{self, Planned};
use super::{event_sub_process, node_of};
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Event, Kind, Node, Timer, Trigger};
use crate::work::Work;

/// Everything that may wait for events: the live elements and the process.
pub(crate) fn hosts(work: &Work<'_>) -> Vec<Key> {
    work.state.elements.keys().copied().chain([Key::ROOT]).collect()
}

/// The events of a live element or of the process, whether they are waited for now or have happened.
pub(crate) fn events_of<'p>(work: &Work<'p>, host: Key) -> Vec<&'p Node> {
    if work.state.elements.get(&host).is_some_and(|live| live.wait == Wait::Compensation) {
        return Vec::new();
    }
    let starts = event_sub_process::awaited(work, host);
    if host == Key::ROOT { starts } else { own_events(work, host).into_iter().chain(starts).collect() }
}

fn own_events<'p>(work: &Work<'p>, host: Key) -> Vec<&'p Node> {
    let node = node_of(work, host);
    let border = || boundary::border(work, host).into_iter();
    match work.state.elements[&host].wait {
        Wait::Compensation => Vec::new(),
        // A job that failed was begun, so that all on its border goes on.
        Wait::Entry if had_begun(work, host) => border().collect(),
        // What is stuck waits for what it waited for before: on its way in, or because it is not known whether it is done
        // once more. On its way out nothing of that is left.
        Wait::Entry | Wait::Exit => border().filter(|event| is_open(work, host, &event.id)).collect(),
        Wait::Timer | Wait::Message | Wait::Signal | Wait::Condition => border().chain([node]).collect(),
        Wait::Event => {
            node.outgoing.iter().map(|flow| work.node(work.process().flows[*flow].target)).collect()
        }
        Wait::Task(_) | Wait::Job(_) | Wait::Children | Wait::Choice | Wait::Reset => border().collect(),
    }
}

fn had_begun(work: &Work<'_>, host: Key) -> bool {
    work.state.incidents_of(host).any(|incident| incident.has_begun())
}

/// Whether a live element waits for an event now.
pub(crate) fn is_open(work: &Work<'_>, host: Key, event: &str) -> bool {
    let state = &work.state;
    state.timers_of(host).iter().any(|timer| &*state.timers[timer].element == event)
        || state.subscriptions_of(host).iter().any(|open| &*state.subscriptions[open].element == event)
        || state.condition_of(host, event).is_some()
}

/// The timer of an event.
pub(crate) fn timer_of(event: &Node) -> Option<&Timer> {
    match &event.kind {
        Kind::TimerCatch(timer) => Some(timer),
        kind => match kind.event() {
            Some(Event { trigger: Trigger::Timer(timer), .. }) => Some(timer),
            _ => None,
        },
    }
}

/// What waiting for one event comes to.
pub(crate) fn plan(work: &mut Work<'_>, host: Key, event: &Node) -> Result<Planned, Cause> {
    let mut planned = Planned::default();
    match &event.kind {
        Kind::TimerCatch(timer) => planned.add_timer(work, host, event, timer)?,
        Kind::Receive(message) => planned.add_message(work, host, event, message)?,
        Kind::SignalCatch(name) => planned.add_signal(work, host, event, name)?,
        Kind::ConditionCatch(_) => planned.add_condition(event),
        kind => {
            if let Some(known) = kind.event() {
                planned.add(work, host, event, &known.trigger)?;
            }
        }
    }
    Ok(planned)
}

/// A live element waits for one more event from now on.
pub(crate) fn wait_for(work: &mut Work<'_>, host: Key, event: &Node) -> Result<(), Cause> {
    let planned = plan(work, host, event)?;
    boundary::arm(work, host, planned);
    Ok(())
}
