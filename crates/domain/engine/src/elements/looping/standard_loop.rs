//! The standard loop: as long as its condition is true, asked before or after each time, and at most so often.

use super::{COUNTER, Next};
use crate::event::Event;
use crate::formula::holds;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::StandardLoop;
use crate::work::Work;
use bpmn::Test;
use feel::Context;

/// Begins; whether it is done at all is asked when nothing moves any more.
pub(super) fn begin(work: &mut Work<'_>, key: Key) {
    work.wait(key, Wait::Children);
    work.emit(Event::LoopBegan { key, total: None, inputs: None });
}

/// Whether to go on.
pub(super) fn next(work: &Work<'_>, key: Key, again: &StandardLoop) -> Result<Next, Cause> {
    let begun = work.state.loops.get(&key).map_or(0, |known| known.begun);
    if again.maximum.is_some_and(|maximum| begun >= maximum) {
        return Ok(Next::Over);
    }
    let is_asked = begun > 0 || again.test == Test::Before;
    let goes_on = match &again.condition {
        Some(condition) if is_asked => {
            holds(work, key, condition, &Context::new().with(COUNTER, i64::from(begun)))?
        }
        _ => true,
    };
    Ok(if goes_on { Next::Once(None) } else { Next::Over })
}
