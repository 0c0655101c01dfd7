//! Times that repeat: each is counted from the one that all are counted from, never from the one before, or a month that
//! begins on a 31st would creep to the 28th. What times a model writes is read elsewhere.

use crate::instance::Repetition;
use crate::timing::{Due, after};
use bpmn::{Anchor, Cron, Cycle, parse_duration};
use jiff::Span;
use values::Moment;

/// The first place of a row that only has an end: long before all moments that can be told, and far from where numbers end.
const WITHOUT_BEGINNING: i64 = -(1 << 60);

/// When a repetition that is armed now fires first, and how it goes on then. `None` when all its times have passed.
pub(crate) fn first(cycle: &Cycle, now: Moment) -> Option<Due> {
    let count = cycle.repetitions.map(i64::from);
    let (from, first, last) = match cycle.anchor {
        None => (now, 1, None),
        Some(Anchor::First(start)) => (Moment::from_timestamp(start), 0, count.map(|count| count - 1)),
        Some(Anchor::Last(end)) => {
            (Moment::from_timestamp(end), count.map_or(WITHOUT_BEGINNING, |count| 1 - count), Some(0))
        }
    };
    let left = if cycle.anchor.is_none() { cycle.repetitions } else { None };
    let nth = place_from(first, |nth| time(from, &cycle.every, nth) >= now);
    let is_over = left == Some(0) || last.is_some_and(|last| nth > last);
    let repetition = Repetition { every: cycle.every.to_string(), left, from: Some(from), nth, last };
    (!is_over).then(|| (time(from, &cycle.every, nth), Some(repetition)))
}

/// The same for times on the calendar, as this text of cron names them. Only later ones count: an event that leads back to
/// where it waits would come again at once.
pub(crate) fn first_on_calendar(cron: &Cron, text: &str, now: Moment) -> Option<Due> {
    let due = cron.next_after(now)?;
    Some((due, Some(Repetition { every: text.to_owned(), left: None, from: None, nth: 0, last: None })))
}

/// The next time of a timer that just fired; times that have already passed are left out, so that a long standstill is not
/// followed by a burst. Those that were named from the beginning are over then, a mere number of times is kept. `None` when
/// it was the last time.
pub(crate) fn next(due: Moment, repetition: &Repetition, now: Moment) -> Option<(Moment, Repetition)> {
    if Cron::is_meant(&repetition.every) {
        let due = Cron::parse(&repetition.every).ok()?.next_after(due.max(now))?;
        return Some((due, repetition.clone()));
    }
    let every = parse_duration(&repetition.every)?;
    let left = match repetition.left {
        None => None,
        Some(left) if left > 1 => Some(left - 1),
        Some(_) => return None,
    };
    // An older program counted from the last time.
    let (from, nth) = repetition.from.map_or((due, 0), |from| (from, repetition.nth));
    let nth = place_from(nth + 1, |nth| time(from, &every, nth) > now);
    let repetition = Repetition { left, from: Some(from), nth, ..repetition.clone() };
    let is_over = repetition.last.is_some_and(|last| nth > last);
    (!is_over).then(|| (time(from, &every, nth), repetition))
}

/// The time at a place of the row.
fn time(from: Moment, every: &Span, nth: i64) -> Moment {
    let border = if nth < 0 { i64::MIN } else { i64::MAX };
    every.checked_mul(nth).ok().and_then(|span| after(from, &span)).unwrap_or(Moment::from_micros(border))
}

/// The first place from this one on that has come far enough; where one has, all later ones have. Not one by one, for a row
/// may have begun long ago.
fn place_from(first: i64, is_far_enough: impl Fn(i64) -> bool) -> i64 {
    if is_far_enough(first) {
        return first;
    }
    let (mut before, mut step) = (first, 1_i64);
    while step < -WITHOUT_BEGINNING && !is_far_enough(before + step) {
        before += step;
        step *= 2;
    }
    let mut reached = before + step;
    while reached - before > 1 {
        let middle = before.midpoint(reached);
        if is_far_enough(middle) { reached = middle } else { before = middle }
    }
    reached
}
