//! Slowing down whoever guesses: by account and by address, stored, growing, and never a lock-out for good.

use crate::Casework;
use crate::refusal::Refusal;
use jiff::SignedDuration;
use store::{Change, Commit, Scope, ThrottleRow};
use values::{Hash, Moment};

/// So many wrong attempts in a row cost nothing: people mistype.
const FREE_FAILURES: i64 = 5;
/// The same for an address: a town hall, a school or a mobile network has one for all its people.
const FREE_FROM_ADDRESS: i64 = 60;
/// After so long without a wrong attempt all before are forgotten.
pub(crate) const QUIET: SignedDuration = SignedDuration::from_hours(1);
/// The longest wait.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);

/// What is guessed at, and from where. Only hashes of these are stored.
pub(crate) struct Guess {
    keys: [(Hash, i64); 2],
}

impl Guess {
    /// A guess of `kind` at `target` from a network address.
    pub(crate) fn new(kind: &str, target: &[u8], address: &str) -> Self {
        let account = Hash::of_parts(&[b"throttle", kind.as_bytes(), target]);
        let origin = Hash::of_parts(&[b"throttle address", kind.as_bytes(), address.as_bytes()]);
        Self { keys: [(account, FREE_FAILURES), (origin, FREE_FROM_ADDRESS)] }
    }

    /// The same for two things of one person, such as a mailbox and a draft: neither is shared by many people.
    pub(crate) fn at_both(kind: &str, target: &[u8], other: &[u8]) -> Self {
        let keys = [target, other].map(|one| Hash::of_parts(&[b"throttle", kind.as_bytes(), one]));
        Self { keys: keys.map(|key| (key, FREE_FAILURES)) }
    }
}

impl Casework {
    /// Refuses while one of the guess's waits is running.
    pub(crate) async fn check_throttle(&self, guess: &Guess) -> Result<(), Refusal> {
        let now = self.world().now();
        let snapshot = self.store().read(Scope::Installation).await?;
        for (key, _) in guess.keys {
            let row = snapshot.throttle(key).await?;
            if let Some(ThrottleRow { until, .. }) = row.filter(|row| row.until > now) {
                return Err(Refusal::Throttled { until });
            }
        }
        Ok(())
    }

    /// Remembers a wrong attempt. Two at the very same time may count as one.
    pub(crate) async fn note_failure(&self, guess: &Guess) -> Result<(), Refusal> {
        let now = self.world().now();
        let mut commit = Commit::new(Scope::Installation, now);
        let snapshot = self.store().read(Scope::Installation).await?;
        for (key_hash, free) in guess.keys {
            let before = snapshot.throttle(key_hash).await?;
            let failures = before.map_or(0, |row| forgotten(&row, now)) + 1;
            let until = now.plus(wait(failures - free));
            commit.changes.push(Change::put(&ThrottleRow { key_hash, failures, until }));
        }
        drop(snapshot);
        self.store().apply(commit).await?;
        Ok(())
    }

    /// Forgets the wrong attempts at an account after a right one; the address keeps its own.
    pub(crate) async fn forget_failures(&self, guess: &Guess) -> Result<(), Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let known = snapshot.throttle(guess.keys[0].0).await?.is_some();
        drop(snapshot);
        if known {
            let mut commit = Commit::new(Scope::Installation, self.world().now());
            commit.changes.push(Change::clear(ThrottleRow::key(guess.keys[0].0)));
            self.store().apply(commit).await?;
        }
        Ok(())
    }
}

/// Failures that still count.
fn forgotten(row: &ThrottleRow, now: Moment) -> i64 {
    if row.until.plus(QUIET) < now { 0 } else { row.failures }
}

/// Nothing at first, then 1, 2, 4 … seconds.
fn wait(beyond: i64) -> SignedDuration {
    if beyond < 1 {
        return SignedDuration::ZERO;
    }
    SignedDuration::from_secs(1 << (beyond - 1).min(20)).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A caseworker who mistypes the password is not kept waiting; a guesser waits longer and longer, but never for good.
    #[test]
    fn waits_grow_and_end() {
        let seconds: Vec<i64> =
            [1, 5, 6, 7, 10, 1_000].map(|failures| wait(failures - FREE_FAILURES).as_secs()).to_vec();
        assert_eq!(seconds, [0, 0, 1, 2, 16, 300]);
    }
}
