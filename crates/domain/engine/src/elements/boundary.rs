//! Events on the border of an activity: what they wait for begins with the activity and ends with it.

use super::{boundary_timer, cancel, caught, compensation, condition, node_of, signal, subscription};
use crate::effect::Subscription;
use crate::formula::Formula;
use crate::incident::Cause;
use crate::key::Key;
use crate::program::{Kind, Message, Node, Timer, Trigger};
use crate::timing;
use crate::work::Work;
use bpmn::Interrupting;
use feel::Context;
use std::sync::Arc;

/// What a live element will wait for beside its own work.
#[derive(Default)]
pub(crate) struct Planned {
    timers: Vec<boundary_timer::Planned>,
    messages: Vec<Subscription>,
    pub(super) conditions: Vec<Arc<str>>,
}

impl Planned {
    /// Adds what an event waits for. Nothing is armed for what only comes from inside of the case.
    pub(super) fn add(
        &mut self,
        work: &mut Work<'_>,
        key: Key,
        event: &Node,
        trigger: &Trigger,
    ) -> Result<(), Cause> {
        match trigger {
            Trigger::Timer(timer) => self.add_timer(work, key, event, timer),
            Trigger::Message(message) => self.add_message(work, key, event, message),
            Trigger::Signal(name) => self.add_signal(work, key, event, name),
            Trigger::Condition(_) => {
                self.add_condition(event);
                Ok(())
            }
            Trigger::Caught(_) | Trigger::Compensation(_) | Trigger::Cancel => Ok(()),
        }
    }

    /// Adds the condition of an event.
    pub(super) fn add_condition(&mut self, event: &Node) {
        self.conditions.push(event.id.clone());
    }

    /// Adds the timer of an event.
    pub(super) fn add_timer(
        &mut self,
        work: &Work<'_>,
        key: Key,
        event: &Node,
        timer: &Timer,
    ) -> Result<(), Cause> {
        if let Some((due, repetition)) = timing::due(work, key, timer)? {
            let repetition = repetition.filter(|_| may_repeat(event));
            self.timers.push(boundary_timer::Planned { element: event.id.clone(), due, repetition });
        }
        Ok(())
    }

    /// The messages alone.
    pub(crate) fn into_messages(self) -> Vec<Subscription> {
        self.messages
    }

    /// Adds the message of an event.
    pub(super) fn add_message(
        &mut self,
        work: &mut Work<'_>,
        key: Key,
        event: &Node,
        message: &Message,
    ) -> Result<(), Cause> {
        self.messages.push(subscription::plan(work, key, event, message)?);
        Ok(())
    }

    /// Adds the signal of an event.
    pub(super) fn add_signal(
        &mut self,
        work: &mut Work<'_>,
        key: Key,
        event: &Node,
        name: &Formula,
    ) -> Result<(), Cause> {
        self.messages.push(signal::plan(work, key, event, name)?);
        Ok(())
    }
}

/// Whether an event may happen more than once. A time on the calendar may be waited for by any, as the next of its row.
fn may_repeat(event: &Node) -> bool {
    event.kind.event().is_some_and(|event| event.interrupting == Interrupting::No)
}

/// The events on the border of a live element. Those of an activity that is done more than once belong to all times
/// together.
pub(super) fn border<'p>(work: &Work<'p>, host: Key) -> Vec<&'p Node> {
    let is_one_of_several =
        || work.state.looped_by(host).is_some() || compensation::is_called_off_with_others(work, host);
    if host == Key::ROOT || is_one_of_several() {
        return Vec::new();
    }
    border_of(work, node_of(work, host))
}

/// The events on the border of a node.
pub(super) fn border_of<'p>(work: &Work<'p>, node: &Node) -> Vec<&'p Node> {
    node.boundaries.iter().map(|index| work.node(*index)).collect()
}

/// Computes what the events of an activity wait for. One that is entered again after an incident keeps what it has.
pub(crate) fn plan(work: &mut Work<'_>, key: Key) -> Result<Planned, Cause> {
    let mut planned = Planned::default();
    let state = &work.state;
    let has_some = !(state.timers_of(key).is_empty()
        && state.subscriptions_of(key).is_empty()
        && state.conditions_of(key).is_empty());
    if has_some {
        return Ok(planned);
    }
    for node in border(work, key) {
        if let Kind::Boundary(event) = &node.kind {
            planned.add(work, key, node, &event.trigger)?;
        }
    }
    Ok(planned)
}

/// From now on it is waited for.
pub(crate) fn arm(work: &mut Work<'_>, key: Key, planned: Planned) {
    boundary_timer::arm(work, key, planned.timers);
    subscription::open(work, key, planned.messages);
    condition::watch(work, key, planned.conditions);
}

/// Nothing is waited for any more at a live element.
pub(crate) fn disarm(work: &mut Work<'_>, key: Key) {
    boundary_timer::disarm(work, key);
    subscription::close_all(work, key);
    condition::disarm(work, key);
}

/// An event on the border happens.
pub(crate) fn happen(work: &mut Work<'_>, host: Key, node: &Node, brought: Context) {
    let Kind::Boundary(event) = &node.kind else { return };
    let Some(scope) = work.state.elements.get(&host).map(|live| live.scope) else { return };
    if event.interrupting == Interrupting::Yes {
        cancel(work, host);
    } else if boundary_timer::is_full(work, host, node) {
        return;
    }
    caught::go_on(work, scope, node, brought);
}
