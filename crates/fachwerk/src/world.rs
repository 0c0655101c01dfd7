//! The real clock and the real dice: the only place where either is read.

use casework::World;
use values::Moment;

/// The world as it is.
pub(crate) fn real() -> World {
    World::new(now, fill)
}

/// The moment it is.
pub(crate) fn now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let micros = since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX));
    Moment::from_micros(micros)
}

fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}
