//! When a due row is tried again after the world outside has failed it: soon at first, then more and more rarely, and not
//! all rows at once. A worker that died says nothing; its rows wait for the end of the lease. What a case can never take is
//! not thrown away, for the operator may mend the case; it is only tried seldom, see [`in_vain`](crate::in_vain).

use super::{FAILS_AT_CASE, PATIENCE};
use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use jiff::SignedDuration;
use store::{Change, Commit, DueRow, Scope};
use values::Moment;

/// The rest after the first failure.
const FIRST_REST: SignedDuration = SignedDuration::from_secs(5);
/// The longest rest of what has been tried as often as a job and fails at the case or the service itself: nothing but a
/// person mends that.
const SELDOM: SignedDuration = SignedDuration::from_hours(6);

impl Casework {
    fn longest_rest(&self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.parts().settings.longest_rest_seconds))
    }

    /// The row, free to be claimed after a rest.
    pub(super) fn rested(&self, due: &DueRow) -> DueRow {
        self.rested_at_most(due, self.longest_rest())
    }

    fn rested_at_most(&self, due: &DueRow, longest: SignedDuration) -> DueRow {
        let [throw] = self.world().random();
        DueRow {
            due: self.world().now().plus(rest(due.attempt, throw, longest)),
            lease_until: Moment::from_micros(0),
            ..due.clone()
        }
    }

    /// Gives the claim back and notes when the row is tried again. Nothing happens when the claim is lost already.
    pub(super) async fn try_again_later(&self, due: &DueRow, why: &Refusal) -> Result<(), Refusal> {
        let longest = if is_in_vain(due, why) { SELDOM } else { self.longest_rest() };
        let mut commit = Commit::new(Scope::Tenant(due.tenant), self.world().now());
        commit.changes.push(Change::update(&self.rested_at_most(due, longest)));
        match self.store().apply(commit).await.map_err(Undecided::from) {
            Ok(_) | Err(Undecided::Stale) => Ok(()),
            Err(Undecided::Refused(refusal)) => Err(refusal),
        }
    }
}

/// Whether it is the case or the service that fails it, again and again, and nothing outside.
fn is_in_vain(due: &DueRow, why: &Refusal) -> bool {
    let is_outside = matches!(why, Refusal::Fault(fault) if !fault.is_damage());
    due.attempt >= PATIENCE && FAILS_AT_CASE.contains(&due.kind) && !is_outside
}

/// The rest after this attempt, counted from 1: doubled each time, and between three and five quarters of it by the dice.
fn rest(attempt: i64, throw: u8, longest: SignedDuration) -> SignedDuration {
    let doublings = (attempt - 1).clamp(0, 20);
    let whole = (FIRST_REST * (1 << doublings)).min(longest);
    whole * 3 / 4 + whole * i32::from(throw) / (2 * 255)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mail server that is away for a moment is missed for seconds; one that is away for long is not asked all the time,
    /// nor by all letters at once.
    #[test]
    fn rests_grow_and_differ() {
        let longest = SignedDuration::from_mins(5);
        let rests = |throw: u8| (1..=9).map(move |attempt| rest(attempt, throw, longest).as_secs());
        let seconds = |throw: u8| rests(throw).collect::<Vec<_>>();
        assert_eq!(seconds(0), [3, 7, 15, 30, 60, 120, 225, 225, 225]);
        assert_eq!(seconds(255), [6, 12, 25, 50, 100, 200, 375, 375, 375]);
        assert_eq!(rest(i64::MAX, 128, longest).as_secs(), 300);
        assert_eq!(rest(i64::MAX, 0, SELDOM).as_secs(), 16_200);
    }
}
