//! Message catch events and receive tasks: a token waits until the message comes.

use super::{activity, subscription};
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Message, Node};
use crate::work::Work;
use feel::Context;

/// Subscribes to the message.
pub(crate) fn enter(work: &mut Work<'_>, key: Key, node: &Node, message: &Message) -> Result<(), Cause> {
    let planned = subscription::plan(work, key, node, message)?;
    work.wait(key, Wait::Message);
    subscription::open(work, key, vec![planned]);
    Ok(())
}

/// The message has come.
pub(crate) fn receive(work: &mut Work<'_>, key: Key, variables: Context) {
    activity::finish(work, key, variables);
}
