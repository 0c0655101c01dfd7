//! The dice of a run that is another one each time: `FACHWERK_SEED` repeats one.

use checks::Dice;
use std::time::{SystemTime, UNIX_EPOCH};

/// Dice whose seed is the time, unless one is given.
pub(crate) fn dice() -> Dice {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock stands after 1970");
    Dice::of_this_run(since.as_millis() as u64)
}
