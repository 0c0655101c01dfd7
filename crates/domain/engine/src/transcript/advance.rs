//! The clock of a play: what is due begins or fires in its order.

use super::{Player, Told, Unplayable};
use crate::command::Command;
use values::{Moment, TimerId};

/// How many timers one line may fire.
const MOST_FIRINGS: usize = 1_000;

/// What the clock does next.
enum Due {
    /// One of the timer starts that are waited for.
    Start(usize),
    Timer(TimerId),
}

impl Player<'_> {
    /// Moves the clock; timers fire at their moment, the earliest first, those of a start before others. It stops where one
    /// is refused, for that one would be due for ever, and after many.
    pub(super) fn advance(&mut self, duration: &str, told: &mut Told) -> Result<(), Unplayable> {
        let target = crate::timing::later(self.moment, duration)
            .ok_or_else(|| Unplayable::Duration(duration.to_owned()))?;
        let mut fired = 0;
        while let Some((due, next)) = self.next_due().filter(|(due, _)| *due <= target) {
            if fired == MOST_FIRINGS {
                self.refused(format!("the clock stops after {MOST_FIRINGS} timers"), told);
                return Ok(());
            }
            fired += 1;
            self.moment = self.moment.max(due);
            told.text.push_str(&format!("  at {}\n", self.moment));
            match next {
                Due::Start(place) => self.begin_by_clock(place, told),
                Due::Timer(timer) => self.take(Command::FireTimer { timer }, told),
            }
            if told.rejection.is_some() {
                return Ok(());
            }
        }
        self.moment = target;
        told.text.push_str(&format!("  at {}\n", self.moment));
        Ok(())
    }

    fn next_due(&self) -> Option<(Moment, Due)> {
        let timer = self.next_timer().map(|(due, timer)| (due, Due::Timer(timer)));
        let start = self.next_start().map(|(due, place)| (due, Due::Start(place)));
        start.into_iter().chain(timer).min_by_key(|(due, _)| *due)
    }

    fn next_timer(&self) -> Option<(Moment, TimerId)> {
        let timers = self.instance.timers().iter();
        timers
            .map(|(id, timer)| ((timer.due, timer.key, &timer.element), *id))
            .min()
            .map(|(at, id)| (at.0, id))
    }
}
