//! Events that publish a message within the tenant. Who receives it, and when, is the business of the world.

use super::{activity, leave_by_all, passed, subscription};
use crate::effect::{Effect, Publication};
use crate::incident::Cause;
use crate::key::Key;
use crate::program::{Message, Node};
use crate::work::Work;

/// A token publishes the message and goes on.
pub(super) fn throw(work: &mut Work<'_>, scope: Key, node: &Node, message: &Message) -> Result<(), Cause> {
    let (chain, key) = (work.next_in_chain()?, subscription::correlation(work, scope, message)?);
    let variables = activity::computed(work, scope, &node.inputs)?;
    passed(work, node);
    let (id, message) = (work.effect_id(), message.name.to_string());
    work.ask(Effect::Publish(Publication { id, message, key, variables, chain }));
    leave_by_all(work, scope, node);
    Ok(())
}
