//! Clock and dice. Both are made in the binary (or in a test) and handed in, so that a decision can be repeated.

use std::fmt;
use std::sync::Arc;
use values::Moment;

/// Fills a whole slice with unguessable bytes.
type Dice = dyn Fn(&mut [u8]) + Send + Sync;

/// What a decision may ask of the world before it is made: what time it is, and bytes nobody can guess.
#[derive(Clone)]
pub struct World {
    now: Arc<dyn Fn() -> Moment + Send + Sync>,
    fill: Arc<Dice>,
}

impl World {
    /// A world with this clock and these dice. `fill` must fill the whole slice with unguessable bytes.
    pub fn new(
        now: impl Fn() -> Moment + Send + Sync + 'static,
        fill: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Self {
        Self { now: Arc::new(now), fill: Arc::new(fill) }
    }

    /// The moment it is.
    pub fn now(&self) -> Moment {
        (self.now)()
    }

    /// Unguessable bytes.
    pub fn random<const LENGTH: usize>(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        (self.fill)(&mut bytes);
        bytes
    }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("World")
    }
}
