//! The intermediate timer catch event: a token waits until its moment has come.

use super::boundary_timer::{self, Planned};
use super::{activity, legal_clock};
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Node, Timer};
use crate::timing;
use crate::work::Work;
use feel::Context;

/// Arms the timer.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, node: &Node, timer: &Timer) -> Result<(), Cause> {
    let due = timing::due(work, key, timer)?;
    work.wait(key, Wait::Timer);
    let planned = due.map(|(due, _)| Planned { element: node.id.clone(), due, repetition: None });
    boundary_timer::arm(work, key, planned.into_iter().collect());
    legal_clock::tell_if_stranded(work, key);
    Ok(())
}

/// The moment has come.
pub(crate) fn fire(work: &mut Work<'_>, key: Key) {
    activity::finish(work, key, Context::new());
}
