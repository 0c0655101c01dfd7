//! Chance that can be repeated: `FACHWERK_SEED` gives the seed, every run tells its own.

use std::time::{SystemTime, UNIX_EPOCH};

/// Dice thrown from a seed (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of this run.
    pub(crate) fn of_this_run() -> Self {
        let given = std::env::var("FACHWERK_SEED").ok();
        let seed = given.map_or_else(by_the_clock, |text| text.parse().expect("FACHWERK_SEED is a number"));
        println!("FACHWERK_SEED={seed}");
        Self(seed)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        low + (mixed ^ (mixed >> 31)) % (high - low + 1)
    }
}

fn by_the_clock() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock stands after 1970");
    since.as_millis() as u64
}

/// How many times as long as the short form a run is: `FACHWERK_ROUNDS`, else once.
pub(crate) fn rounds() -> u32 {
    let given = std::env::var("FACHWERK_ROUNDS").ok();
    given.map_or(1, |text| text.parse().expect("FACHWERK_ROUNDS is a number"))
}
