//! Deciding anew: when what a decision rests on has changed meanwhile, it is made again, a few times, with a little
//! chance in between so that two rivals do not meet again.

use crate::refusal::{Refusal, Undecided};
use crate::{Casework, World};
use std::future::Future;
use std::time::Duration;

/// How often a decision is made before the person is told that somebody else was faster.
const ROUNDS: u32 = 5;

impl Casework {
    /// Makes a decision until it holds: `load → may? → check → step → commit` is one attempt.
    pub(crate) async fn decide<T, Attempt, Attempted>(&self, attempt: Attempt) -> Result<T, Refusal>
    where
        Attempt: Fn() -> Attempted,
        Attempted: Future<Output = Result<T, Undecided>>,
    {
        for round in 0..ROUNDS {
            match attempt().await {
                Ok(answer) => return Ok(answer),
                Err(Undecided::Refused(refusal)) => return Err(refusal),
                Err(Undecided::Stale) => {
                    metrics::counter!("fachwerk_decided_anew_total").increment(1);
                    tokio::time::sleep(jitter(self.world(), round)).await;
                }
            }
        }
        Err(Refusal::Conflict)
    }
}

/// Between nothing and 5, 10, 20, 40 … milliseconds.
fn jitter(world: &World, round: u32) -> Duration {
    let [chance] = world.random::<1>();
    Duration::from_micros(u64::from(chance) * 5_000 * (1 << round) / 256)
}
