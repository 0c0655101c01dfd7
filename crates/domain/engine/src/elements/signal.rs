//! Signals: a throw reaches every event of its own instance that waits for the name at that moment, at once and in the
//! order in which they began to wait; the other cases of the tenant are told by the world.

use super::{activity, leave_by_all, passed, subscription};
use crate::effect::{Broadcast, Effect, SubscribedTo, Subscription};
use crate::formula::Formula;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::Node;
use crate::work::Work;
use feel::{Context, Value};
use values::SubscriptionId;

/// The longest name, in bytes: whoever carries a signal keeps its name in an index.
const LONGEST_NAME: usize = 1_000;

/// A token waits for the signal.
pub(super) fn enter(work: &mut Work<'_>, key: Key, node: &Node, name: &Formula) -> Result<(), Cause> {
    let planned = plan(work, key, node, name)?;
    work.wait(key, Wait::Signal);
    subscription::open(work, key, vec![planned]);
    Ok(())
}

/// Computes which signal an event waits for.
pub(super) fn plan(
    work: &mut Work<'_>,
    scope: Key,
    node: &Node,
    name: &Formula,
) -> Result<Subscription, Cause> {
    let (element, message) = (node.id.to_string(), text(work, scope, name)?);
    let to = SubscribedTo::Signal;
    Ok(Subscription { id: work.subscription_id(), element, to, message, key: String::new() })
}

fn text(work: &Work<'_>, scope: Key, name: &Formula) -> Result<String, Cause> {
    match name.value(work, scope)? {
        Value::Text(text) if text.len() <= LONGEST_NAME => Ok(text.to_string()),
        other => Err(name.unfit("text", &other)),
    }
}

/// A token throws the signal and goes on; what catches it may end it before it gets any further.
pub(super) fn throw(work: &mut Work<'_>, scope: Key, node: &Node, name: &Formula) -> Result<(), Cause> {
    let (chain, signal) = (work.next_in_chain()?, text(work, scope, name)?);
    let variables = activity::computed(work, scope, &node.inputs)?;
    passed(work, node);
    leave_by_all(work, scope, node);
    let id = work.effect_id();
    let (name, brought) = (signal.clone(), variables.clone());
    work.ask(Effect::Broadcast(Broadcast { id, signal: name, variables: brought, chain }));
    receive(work, &signal, &variables);
    Ok(())
}

/// The events that wait for a signal, in the order in which they began to wait.
pub(crate) fn waiting(work: &Work<'_>, signal: &str) -> Vec<SubscriptionId> {
    let open = work.state.subscriptions.iter();
    let mut fitting: Vec<_> = open.filter(|(_, open)| open.signal.as_deref() == Some(signal)).collect();
    fitting.sort_by_key(|(_, open)| (open.key, open.element.clone()));
    fitting.into_iter().map(|(id, _)| *id).collect()
}

/// The signal reaches every event that waits for it. One that another has ended meanwhile does not happen any more.
pub(crate) fn receive(work: &mut Work<'_>, signal: &str, variables: &Context) {
    for subscription in waiting(work, signal) {
        if let Some(open) = work.state.subscriptions.get(&subscription).cloned() {
            work.activations += 1;
            super::receive(work, &open, subscription, variables.clone());
        }
    }
}
