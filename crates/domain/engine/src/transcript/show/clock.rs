//! What happens to legal clocks, as lines of text.

use super::Names;
use crate::event::Event;

/// The line of an event of a clock; none of any other.
pub(super) fn event(event: &Event, names: &Names) -> Option<String> {
    Some(match event {
        Event::ClockStarted { key, clock, on, term, last_day } => {
            format!("clock {clock} of {} started on {on} for {term} until {last_day}", names.key(*key))
        }
        Event::ClockSuspended { key, on } => format!("clock of {} suspended on {on}", names.key(*key)),
        Event::ClockResumed { key, on, not_counted, last_day } => {
            let days = if *not_counted == 1 { "day" } else { "days" };
            let key = names.key(*key);
            format!("clock of {key} resumed on {on}, {not_counted} {days} not counted, until {last_day}")
        }
        Event::ClockExtended { key, by, from, reason, last_day } => {
            format!("clock of {} extended from {from} by {by} until {last_day}: {reason}", names.key(*key))
        }
        Event::ClockMet { key, on } => format!("clock of {} met on {on}", names.key(*key)),
        Event::ClockRanOut { key, last_day, tacit } => {
            let tacit = if *tacit { ", tacit approval" } else { "" };
            format!("clock of {} ran out on {last_day}{tacit}", names.key(*key))
        }
        _ => return None,
    })
}
