//! Chance that can be repeated: the same seed throws the same numbers on every machine.

use std::sync::Mutex;

/// Dice thrown from a seed (SplitMix64). Shared by everybody who takes part, so the order of throws is part of the run.
pub(crate) struct Dice(Mutex<u64>);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        // Neighbouring seeds begin far from each other.
        Self(Mutex::new(mixed(seed ^ 0x5EED_0F0A_17C0_FFEE)))
    }

    pub(crate) fn throw(&self) -> u64 {
        let mut state = self.0.lock().expect("nobody panics while throwing");
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(*state)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&self, end: usize) -> usize {
        (self.throw() % end as u64) as usize
    }

    /// Whether it happens that happens once in so many times.
    pub(crate) fn once_in(&self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these; nothing of none.
    pub(crate) fn pick<'a, T>(&self, of: &'a [T]) -> Option<&'a T> {
        (!of.is_empty()).then(|| &of[self.below(of.len())])
    }

    /// Bytes for whoever needs some that nobody can guess.
    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let throw = self.throw().to_be_bytes();
            chunk.copy_from_slice(&throw[..chunk.len()]);
        }
    }
}

fn mixed(mut state: u64) -> u64 {
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}
