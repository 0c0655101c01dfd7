//! The state of a legal clock. Days are counted when something happens to it, never here.

use super::Instance;
use crate::event::Event;
use crate::key::Key;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::calendar::Term;

/// A legal clock that has started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Id in the model.
    pub clock: Arc<str>,
    /// The day that is not counted yet: that of the event, or the last one before the extension.
    #[serde(with = "values::calendar::day")]
    pub counted_from: Date,
    /// The period as it was when the clock started, or the one it was extended by.
    pub term: Term,
    /// Days of the period's unit during which it was suspended.
    pub not_counted: u32,
    /// The last day that is not counted any more for whatever reason, so that none is left out twice.
    #[serde(with = "values::calendar::day")]
    pub set_aside: Date,
    /// Whether it was extended.
    pub extended: bool,
    /// Where it stands.
    pub phase: ClockPhase,
}

/// Where a legal clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockPhase {
    /// It runs until the end of this day.
    Running {
        /// The last day.
        #[serde(with = "values::calendar::day")]
        last_day: Date,
    },
    /// It stands still.
    Suspended {
        /// The first day that is not counted.
        #[serde(with = "values::calendar::day")]
        since: Date,
        /// The key of whatever was entered next: for that, no event at the clock was waited for before. Not known of a
        /// clock that already stood still when this began to be kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next: Option<Key>,
    },
    /// What it was for was done in time.
    Met {
        /// The day on which.
        #[serde(with = "values::calendar::day")]
        on: Date,
    },
    /// It has run out.
    RanOut {
        /// What its last day was.
        #[serde(with = "values::calendar::day")]
        last_day: Date,
    },
}

impl Instance {
    /// What happens to a clock.
    pub(super) fn apply_to_clock(&mut self, event: &Event) {
        if let Event::ClockStarted { key, clock, on, term, last_day } = event {
            let phase = ClockPhase::Running { last_day: *last_day };
            let (clock, counted_from, set_aside) = (clock.clone(), *on, *on);
            let started =
                Clock { clock, counted_from, term: *term, not_counted: 0, set_aside, extended: false, phase };
            self.grow(started.weight());
            self.touch(*key);
            self.clocks.insert_mut(*key, started);
        }
        let (Event::ClockSuspended { key, .. }
        | Event::ClockResumed { key, .. }
        | Event::ClockExtended { key, .. }
        | Event::ClockMet { key, .. }
        | Event::ClockRanOut { key, .. }) = event
        else {
            return;
        };
        self.touch(*key);
        let next = Key(self.next);
        if let Some(clock) = self.clocks.get_mut(key) {
            clock.apply(event, next);
        }
    }

    /// What the clock belonged to is over.
    pub(super) fn forget_clock(&mut self, key: Key) {
        if let Some(freed) = self.clocks.get(&key).map(Clock::weight) {
            self.touch(key);
            self.clocks.remove_mut(&key);
            self.shrink(freed);
        }
    }
}

impl Clock {
    fn apply(&mut self, event: &Event, next: Key) {
        match event {
            Event::ClockSuspended { on, .. } => {
                self.phase = ClockPhase::Suspended { since: *on, next: Some(next) };
            }
            Event::ClockResumed { on, not_counted, last_day, .. } => {
                self.not_counted = *not_counted;
                self.set_aside = self.set_aside.max(*on);
                self.phase = ClockPhase::Running { last_day: *last_day };
            }
            Event::ClockExtended { by, from, last_day, .. } => {
                self.counted_from = *from;
                self.term = *by;
                self.not_counted = 0;
                self.extended = true;
                self.phase = ClockPhase::Running { last_day: *last_day };
            }
            Event::ClockMet { on, .. } => self.phase = ClockPhase::Met { on: *on },
            Event::ClockRanOut { last_day, .. } => self.phase = ClockPhase::RanOut { last_day: *last_day },
            _ => {}
        }
    }
}
