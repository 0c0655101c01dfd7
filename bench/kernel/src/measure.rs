//! How long something takes: the median of many rounds, so that what else the machine does counts little.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rounds of each measurement.
const ROUNDS: usize = 31;
/// A round lasts about this long, so that the clock's own grain does not show.
const ROUND: Duration = Duration::from_millis(20);

/// The median time of one call.
pub(crate) fn median<T>(mut call: impl FnMut() -> T) -> Duration {
    let calls = calls_of_a_round(&mut call);
    let mut rounds: Vec<Duration> = (0..ROUNDS).map(|_| timed(calls, &mut call) / calls).collect();
    rounds.sort();
    rounds[ROUNDS / 2]
}

fn calls_of_a_round<T>(call: &mut impl FnMut() -> T) -> u32 {
    let mut calls = 1;
    while timed(calls, call) < ROUND {
        calls *= 2;
    }
    calls
}

fn timed<T>(calls: u32, call: &mut impl FnMut() -> T) -> Duration {
    let started = Instant::now();
    for _ in 0..calls {
        black_box(call());
    }
    started.elapsed()
}

/// A time in microseconds, as the tables show it.
pub(crate) fn micros(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1e6)
}
