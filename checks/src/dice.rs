//! Chance that can be repeated: the same seed throws the same numbers on every machine. What tests of chance are told from
//! outside: `FACHWERK_SEED` and `FACHWERK_ROUNDS`.

/// Dice thrown from a seed (SplitMix64).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice of this seed.
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Dice of the seed in `FACHWERK_SEED`, else of this one; the run tells it, so that it can be repeated.
    #[expect(clippy::print_stdout, reason = "tests speak through their output")]
    pub fn of_this_run(seed: u64) -> Self {
        let seed = given("FACHWERK_SEED").unwrap_or(seed);
        println!("FACHWERK_SEED={seed}");
        Self(seed)
    }

    /// The next number.
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        (self.throw() % end.max(1) as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.throw() % (high - low + 1)
    }

    /// A place between two characters of a text.
    pub fn boundary(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
    }
}

/// How many times as long as its short form a run is: `FACHWERK_ROUNDS`, else once.
pub fn rounds() -> u32 {
    let given = given("FACHWERK_ROUNDS").map(u32::try_from);
    given.map_or(1, |rounds| rounds.expect("FACHWERK_ROUNDS is not too large"))
}

/// The number in an environment variable.
pub fn given(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is no number: {text}")))
}
