//! The legal clock: it starts, stands still while papers are missing, is extended once, and runs out. Whenever its last
//! day becomes known or moves, the events that wait for it are armed anew.

mod deadlines;

use deadlines::{Missed, arm_all, disarm_all, stand_still, tell_stranded};
pub(crate) use deadlines::{due, tell_if_stranded};

use super::{compensation, condition, fire as fire_event};
use crate::event::Event;
use crate::instance::{ArmedTimer, Clock, ClockPhase, Wait};
use crate::key::Key;
use crate::program::{self, Node};
use crate::rejection::Rejection;
use crate::variables;
use crate::work::Work;
use bpmn::Ending;
use feel::{Context, Value};
use jiff::civil::Date;
use values::Moment;
use values::calendar::Term;

/// The clock that the model gives a scope.
pub(super) fn declared<'p>(work: &Work<'p>, key: Key) -> Option<&'p program::Clock> {
    let process = work.process();
    if process.clocks.is_empty() {
        return None;
    }
    // A clock belongs to all times together that an activity is done.
    if work.state.looped_by(key).is_some() {
        return None;
    }
    if key == Key::ROOT {
        return process.own_clock();
    }
    if work.state.elements.contains_key(&key) && compensation::is_called_off_with_others(work, key) {
        return None;
    }
    process.clock_of(process.node(&work.state.elements.get(&key)?.element)?)
}

/// A process or an activity has begun. Its clock starts with it, unless the model names where.
pub(crate) fn begin(work: &mut Work<'_>, key: Key) {
    if let Some(clock) = declared(work, key).filter(|clock| clock.starts.is_empty()) {
        start(work, key, clock);
    }
}

/// A token has gone through a node or left it: the clocks around it that start or are met by that.
pub(crate) fn went_through(work: &mut Work<'_>, scope: Key, node: &Node) {
    if work.process().clocks.is_empty() {
        return;
    }
    let around: Vec<Key> = work.outwards(scope).collect();
    for key in around {
        let Some(clock) = declared(work, key) else { continue };
        if clock.starts.contains(&node.id) {
            start(work, key, clock);
        }
        if clock.stops.contains(&node.id) {
            stop(work, key);
        }
    }
}

/// A clock starts once; whoever hands in complete papers twice gains nothing.
fn start(work: &mut Work<'_>, key: Key, clock: &program::Clock) {
    if work.state.clocks.contains_key(&key) {
        return;
    }
    let (on, term) = (work.received, clock.term);
    let last_day = work.calendar.last_day(on, term, 0);
    work.emit(Event::ClockStarted { key, clock: clock.name.id.clone(), on, term, last_day });
    arm_all(work, key, Missed::Happen);
    tell(work, key, Some(last_day));
}

/// What the period was for has been done in time.
fn stop(work: &mut Work<'_>, key: Key) {
    let phase = work.state.clocks.get(&key).map(|clock| clock.phase);
    if let Some(ClockPhase::Running { .. } | ClockPhase::Suspended { .. }) = phase {
        work.emit(Event::ClockMet { key, on: work.moment.date() });
        disarm_all(work, key);
        tell_stranded(work);
    }
}

/// Nothing moves any more: a clock stands still as long as a token waits for what the model names.
pub(crate) fn follow(work: &mut Work<'_>) {
    let clocks: Vec<Key> = work.state.clocks.keys().copied().collect();
    for key in clocks {
        let (Some(known), Some(clock)) = (work.state.clocks.get(&key).cloned(), declared(work, key)) else {
            continue;
        };
        match (known.phase, is_suspended(work, key, clock)) {
            (ClockPhase::Running { .. }, true) => suspend(work, key),
            (ClockPhase::Suspended { since, next }, false) => resume(work, key, &known, (since, next)),
            _ => {}
        }
    }
}

fn is_suspended(work: &Work<'_>, key: Key, clock: &program::Clock) -> bool {
    let waits = |wait| !matches!(wait, Wait::Entry | Wait::Exit);
    clock.suspends.iter().any(|element| work.state.speaks_of(element))
        && work.state.elements.iter().any(|(inner, live)| {
            waits(live.wait)
                && clock.suspends.contains(&live.element)
                && work.outwards(*inner).any(|around| around == key)
        })
}

fn suspend(work: &mut Work<'_>, key: Key) {
    work.emit(Event::ClockSuspended { key, on: work.moment.date() });
    stand_still(work, key);
    tell(work, key, None);
}

/// The obstacle ends with the day on which the missing papers were received (§ 209 BGB), not with the one on which somebody
/// enters them.
fn resume(work: &mut Work<'_>, key: Key, clock: &Clock, (since, next): (Date, Option<Key>)) {
    // What was received before nobody waited for it yet ends no wait earlier than it began.
    let (on, calendar) = (work.received.max(since), work.calendar);
    let before = clock.set_aside.max(since.yesterday().unwrap_or(since));
    let not_counted = clock.not_counted + calendar.suspended_days(before, on, clock.term);
    let last_day = calendar.last_day(clock.counted_from, clock.term, not_counted);
    work.emit(Event::ClockResumed { key, on, not_counted, last_day });
    let would_have_ended = calendar.last_day(clock.counted_from, clock.term, clock.not_counted);
    arm_all(work, key, Missed::Since { since, next, would_have_ended });
    tell(work, key, Some(last_day));
}

/// A person extends a clock that runs: once, for a reason, by at most what the model allows (§ 42a II HVwVfG). The new
/// period follows the old one (§ 190 BGB).
pub(crate) fn extend(
    work: &mut Work<'_>,
    key: Key,
    by: Option<Term>,
    reason: String,
) -> Result<(), Rejection> {
    let (known, model) = (work.state.clocks.get(&key), declared(work, key));
    let (Some(known), Some(model)) = (known, model) else { return Err(Rejection::NoClock(key)) };
    let clock = known.clock.to_string();
    let from = match known.phase {
        ClockPhase::Running { last_day } => last_day,
        ClockPhase::Suspended { .. } => return Err(Rejection::ClockSuspended { clock }),
        ClockPhase::Met { .. } => return Err(Rejection::NoClock(key)),
        ClockPhase::RanOut { last_day } => return Err(Rejection::ClockRanOut { clock, last_day }),
    };
    if known.extended {
        return Err(Rejection::ExtendedAlready { clock });
    }
    let most = model.extension.ok_or_else(|| Rejection::NotExtendable { clock: clock.clone() })?;
    if reason.trim().is_empty() {
        return Err(Rejection::NoReason { clock });
    }
    let by = by.unwrap_or(most);
    let last_day = work.calendar.last_day(from, by, 0);
    if last_day > work.calendar.last_day(from, most, 0) {
        return Err(Rejection::ExtendedTooFar { clock, most });
    }
    work.emit(Event::ClockExtended { key, by, from, reason, last_day });
    arm_all(work, key, Missed::AreOver);
    tell(work, key, Some(last_day));
    Ok(())
}

/// A timer is due: that of a clock, that of an event at its end, or any other.
pub(crate) fn fire(work: &mut Work<'_>, armed: &ArmedTimer) {
    let Some(key) = deadlines::ended_by(work, armed) else { return fire_event(work, armed) };
    let Some(clock) = work.state.clocks.get(&key) else { return };
    let ClockPhase::Running { last_day } = clock.phase else { return fire_event(work, armed) };
    let is_own = clock.clock == armed.element;
    let tacit = declared(work, key).is_some_and(|clock| clock.ending == Ending::TacitApproval);
    work.emit(Event::ClockRanOut { key, last_day, tacit });
    if !is_own {
        fire_event(work, armed);
    }
    for timer in deadlines::at_end(work, key) {
        // An earlier one may have ended what this one belongs to.
        let Some(armed) = work.state.timers.get(&timer).cloned() else { continue };
        let is_event = work.process().node(&armed.element).is_some();
        work.disarm(timer);
        if is_event {
            fire_event(work, &armed);
        }
    }
}

/// The period of a clock was over before what comes at this moment, though nobody has said so yet: that is seen first, so
/// that nothing suspends, extends or meets it any more. Whether there was one.
pub(crate) fn run_out_before(work: &mut Work<'_>, moment: Moment) -> bool {
    let clocks: Vec<Key> = work.state.clocks.keys().copied().collect();
    let mut any = false;
    for key in clocks {
        if let Some(timer) = deadlines::own_timer(work, key).filter(|id| work.state.timers[id].due < moment) {
            let armed = work.state.timers[&timer].clone();
            work.disarm(timer);
            fire(work, &armed);
            any = true;
        }
    }
    any
}

/// The last day becomes a variable, when the model asks for one.
fn tell(work: &mut Work<'_>, key: Key, last_day: Option<Date>) {
    let Some(clock) = declared(work, key) else { return };
    let Some(name) = &clock.result else { return };
    let value = last_day.and_then(|day| feel::Date::parse(&day.to_string())).map_or(Value::Null, Value::Date);
    match variables::propagate(work, key, Context::new().with(name.clone(), value)) {
        Ok(()) => condition::settle(work, key, &clock.name.id),
        Err(cause) => work.raise(key, clock.name.id.clone(), cause),
    }
}

/// A person has helped where the last day could not be told.
pub(crate) fn tell_again(work: &mut Work<'_>, key: Key) {
    match work.state.clocks.get(&key).map(|clock| clock.phase) {
        Some(ClockPhase::Running { last_day } | ClockPhase::RanOut { last_day }) => {
            tell(work, key, Some(last_day));
        }
        Some(ClockPhase::Suspended { .. }) => tell(work, key, None),
        Some(ClockPhase::Met { .. }) | None => {}
    }
}
