//! Asking providers how payments stand, for people who never come back and callbacks that never come. Asked often at
//! first and rarely later; after a week nobody is asked any more, and only a return or a callback settles the payment.

use crate::Casework;
use crate::refusal::{Refusal, Undecided};
use jiff::SignedDuration;
use payments::{Report, TransactionState};
use store::{AttemptRow, Change, Commit, DueRow, Scope};
use values::Moment;

/// When a provider is first asked.
pub(crate) const FIRST_LOOK: SignedDuration = SignedDuration::from_secs(20);
/// The longest rest between two questions.
const LONGEST_REST: SignedDuration = SignedDuration::from_hours(6);
/// How long a payment is asked for at all.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Casework {
    /// Brings what a provider answered to its payment, or asks again later.
    pub(super) async fn bring_report(
        &self,
        due: &DueRow,
        tried: &AttemptRow,
        report: &Report,
    ) -> Result<(), Refusal> {
        if report.state != TransactionState::Initial {
            return self.settle_payment(due.tenant, tried.id, report).await;
        }
        let mut commit = Commit::new(Scope::Tenant(due.tenant), self.world().now());
        commit.changes.push(match next_look(tried.started_at, report.asked_at) {
            Some(at) => {
                Change::update(&DueRow { due: at, lease_until: Moment::from_micros(0), ..due.clone() })
            }
            None => Change::delete_at(DueRow::key(due.tenant, due.id), due.attempt),
        });
        match self.store().apply(commit).await.map_err(Undecided::from) {
            // Somebody has settled it meanwhile, or claimed it anew.
            Ok(_) | Err(Undecided::Stale) => Ok(()),
            Err(Undecided::Refused(refusal)) => Err(refusal),
        }
    }
}

/// When to ask again: after half as long as the payment is old, within limits; `None` when it is given up.
fn next_look(started: Moment, now: Moment) -> Option<Moment> {
    let age = SignedDuration::from_micros(now.micros() - started.micros());
    (age < GIVEN_UP_AFTER).then(|| now.plus((age / 2).clamp(FIRST_LOOK, LONGEST_REST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody who closed the window after paying is noticed within seconds, and an abandoned payment does not keep a
    /// provider busy for ever.
    #[test]
    fn questions_become_rarer_and_end() {
        let started = Moment::from_micros(1_795_440_720_000_000);
        let mut now = started.plus(FIRST_LOOK);
        let mut questions = Vec::new();
        while let Some(next) = next_look(started, now) {
            questions.push((next.micros() - now.micros()) / 1_000_000);
            now = next;
        }
        assert_eq!(questions[..4], [20, 20, 30, 45]);
        assert!(questions.windows(2).all(|pair| pair[0] <= pair[1]), "{questions:?}");
        assert!((30..60).contains(&questions.len()), "{}", questions.len());
        assert_eq!(*questions.last().expect("some"), 6 * 3600);
    }
}
