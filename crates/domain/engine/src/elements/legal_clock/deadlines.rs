//! The timers of a legal clock: its own, and those of the events that wait for its end or for a while before.

use super::declared;
use crate::elements::boundary_timer::{self, Planned};
use crate::elements::node_of;
use crate::elements::waiting::{self, timer_of};
use crate::incident::Cause;
use crate::instance::{ArmedTimer, ClockPhase, Wait};
use crate::key::Key;
use crate::program::{ClockName, Node, Timer};
use crate::work::Work;
use bpmn::Interrupting;
use jiff::civil::Date;
use std::sync::Arc;
use values::calendar::Term;
use values::{Moment, TimerId};

/// What becomes of events whose moment has already passed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Missed {
    /// They happen now: the clock has just started.
    Happen,
    /// They have happened before the clock was extended.
    AreOver,
    /// They happen now when they were still to come on the day on which the clock was suspended, as it then stood, and
    /// when they were not waited for before: they belong to what was entered next, or later.
    Since { since: Date, next: Option<Key>, would_have_ended: Date },
}

impl Missed {
    fn happens(self, work: &Work<'_>, (host, event): (Key, &Arc<str>), before: Option<Term>) -> bool {
        match self {
            Self::Happen => true,
            Self::AreOver => false,
            Self::Since { since, next, would_have_ended } => {
                next.is_some_and(|next| host >= next)
                    || ends_waiting(work, event)
                    || moment(work, would_have_ended, before) > Moment::start_of(since)
            }
        }
    }
}

/// Whether whatever waits for an event waits no more once it has happened: that it still waits says that it has not.
fn ends_waiting(work: &Work<'_>, event: &str) -> bool {
    let index = work.process().node(event).expect("a step begins by checking the release");
    work.node(index).kind.event().is_none_or(|event| event.interrupting == Interrupting::Yes)
}

/// When an event at a clock happens, seen from a scope; `None` while the clock has no last day.
pub(crate) fn due(work: &Work<'_>, scope: Key, clock: &ClockName, before: Option<Term>) -> Option<Moment> {
    let key = around(work, scope, clock)?;
    match work.state.clocks.get(&key)?.phase {
        ClockPhase::Running { last_day } | ClockPhase::RanOut { last_day } => {
            Some(moment(work, last_day, before))
        }
        ClockPhase::Suspended { .. } | ClockPhase::Met { .. } => None,
    }
}

/// A period is over when its last day is; a reminder comes at the beginning of its day.
fn moment(work: &Work<'_>, last_day: Date, before: Option<Term>) -> Moment {
    match before {
        None => Moment::start_of(last_day.tomorrow().unwrap_or(last_day)),
        Some(term) => Moment::start_of(work.calendar.day_before(last_day, term)),
    }
}

/// The nearest scope with this clock.
fn around(work: &Work<'_>, scope: Key, clock: &ClockName) -> Option<Key> {
    work.outwards(scope).find(|key| declared(work, *key).is_some_and(|known| known.name == *clock))
}

/// Arms everything that waits for a clock, as its last day now is.
pub(super) fn arm_all(work: &mut Work<'_>, key: Key, missed: Missed) {
    let Some(clock) = declared(work, key) else { return };
    disarm_own(work, key, &clock.name.id);
    if let Some(due) = due(work, key, &clock.name, None) {
        arm(work, key, clock.name.id.clone(), due);
    }
    for (host, event, before) in waiting_for(work, key, &clock.name) {
        let was_armed = armed_at(work, host, &event);
        if let Some(timer) = was_armed {
            work.disarm(timer);
        }
        let Some(due) = due(work, host, &clock.name, before) else { continue };
        if due > work.moment || was_armed.is_some() || missed.happens(work, (host, &event), before) {
            arm(work, host, event, due.max(work.moment));
        }
    }
}

/// Nothing waits for a moment of this clock any more.
pub(super) fn disarm_all(work: &mut Work<'_>, key: Key) {
    disarm_where(work, key, |_| true);
}

/// The moments of this clock are not known any more; a reminder that was due before, though nobody has given it yet, is.
pub(super) fn stand_still(work: &mut Work<'_>, key: Key) {
    let now = work.moment;
    disarm_where(work, key, |due| due > now);
}

fn disarm_where(work: &mut Work<'_>, key: Key, is_over: impl Fn(Moment) -> bool) {
    let Some(clock) = declared(work, key) else { return };
    disarm_own(work, key, &clock.name.id);
    for (host, event, before) in waiting_for(work, key, &clock.name) {
        let armed = armed_at(work, host, &event);
        let over = |timer: &TimerId| before.is_none() || is_over(work.state.timers[timer].due);
        if let Some(timer) = armed.filter(over) {
            work.disarm(timer);
        }
    }
}

/// The timer of a clock itself, as long as it runs.
pub(super) fn own_timer(work: &Work<'_>, key: Key) -> Option<TimerId> {
    armed_at(work, key, &work.state.clocks.get(&key)?.clock)
}

fn disarm_own(work: &mut Work<'_>, key: Key, clock: &Arc<str>) {
    if let Some(timer) = armed_at(work, key, clock) {
        work.disarm(timer);
    }
}

fn arm(work: &mut Work<'_>, key: Key, element: Arc<str>, due: Moment) {
    boundary_timer::arm(work, key, vec![Planned { element, due, repetition: None }]);
}

fn armed_at(work: &Work<'_>, key: Key, element: &Arc<str>) -> Option<TimerId> {
    let timers = work.state.timers_of(key);
    timers.into_iter().find(|timer| work.state.timers[timer].element == *element)
}

/// The events that wait for a clock now: the live element each belongs to, its id, and how long before the end.
fn waiting_for(work: &Work<'_>, key: Key, clock: &ClockName) -> Vec<(Key, Arc<str>, Option<Term>)> {
    let mut found = Vec::new();
    for host in waiting::hosts(work) {
        for event in waiting::events_of(work, host) {
            let Some(Timer::Deadline { clock: of, before }) = timer_of(event) else { continue };
            if of == clock && around(work, host, clock) == Some(key) {
                found.push((host, event.id.clone(), *before));
            }
        }
    }
    found
}

/// Says where tokens wait for nothing but the end of clocks that were met: it never comes, and a person has to know.
pub(super) fn tell_stranded(work: &mut Work<'_>) {
    let waits = |wait| matches!(wait, Wait::Timer | Wait::Event);
    let hosts = work.state.elements.iter().filter(|(_, live)| waits(live.wait)).map(|(key, _)| *key);
    for host in hosts.collect::<Vec<_>>() {
        tell_if_stranded(work, host);
    }
}

/// The same for one live element.
pub(crate) fn tell_if_stranded(work: &mut Work<'_>, host: Key) {
    if work.state.clocks.is_empty() {
        return;
    }
    let node = node_of(work, host);
    let awaited = match work.state.elements[&host].wait {
        Wait::Timer => vec![node],
        _ => waiting::events_of(work, host),
    };
    let met: Option<Vec<_>> = awaited.into_iter().map(|event| met(work, host, event)).collect();
    if let Some(clock) = met.and_then(|clocks| clocks.into_iter().next()) {
        work.raise(host, node.id.clone(), Cause::ClockMet { clock });
    }
}

/// The clock of an event that waits for it in vain.
fn met(work: &Work<'_>, host: Key, event: &Node) -> Option<Arc<str>> {
    let Some(Timer::Deadline { clock, .. }) = timer_of(event) else { return None };
    let known = work.state.clocks.get(&around(work, host, clock)?)?;
    matches!(known.phase, ClockPhase::Met { .. }).then(|| clock.id.clone())
}

/// The scope of the clock that runs out with this timer: its own, or that of an event at its end.
pub(super) fn ended_by(work: &Work<'_>, armed: &ArmedTimer) -> Option<Key> {
    let Some(index) = work.process().node(&armed.element) else { return Some(armed.key) };
    match timer_of(work.node(index)) {
        Some(Timer::Deadline { clock, before: None }) => around(work, armed.key, clock),
        _ => None,
    }
}

/// The timers that are due with the end of a clock, in the order of their elements.
pub(super) fn at_end(work: &Work<'_>, key: Key) -> Vec<TimerId> {
    let ends = |armed: &&ArmedTimer| ended_by(work, armed) == Some(key);
    let mut timers: Vec<_> =
        work.state.timers.iter().filter(|(_, armed)| ends(armed)).map(|(id, armed)| (armed, *id)).collect();
    timers.sort_by_key(|(armed, _)| (armed.key, armed.element.clone()));
    timers.into_iter().map(|(_, id)| id).collect()
}
