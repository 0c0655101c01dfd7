//! Waiting for a condition, never for a time: the condition is asked again until it holds or patience is at its end.

use checks::rounds;
use std::time::{Duration, Instant};

/// So long a busy machine may take for anything a test in its short form waits for.
const PATIENCE: Duration = Duration::from_secs(90);
/// Between two questions.
const PAUSE: Duration = Duration::from_millis(20);

/// Asks until there is an answer.
pub(crate) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let (begin, patience) = (Instant::now(), PATIENCE * rounds());
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begin.elapsed() < patience, "never came: {what}");
        std::thread::sleep(PAUSE);
    }
}
