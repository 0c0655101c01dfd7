//! Waiting for a message: opening and closing subscriptions. Who publishes, and which message fits, is not decided here.

use crate::effect::{Effect, Subscription};
use crate::event::Event;
use crate::incident::Cause;
use crate::key::Key;
use crate::program::{Message, Node};
use crate::work::Work;
use feel::Value;

/// Computes what a node subscribes to.
pub(crate) fn plan(
    work: &mut Work<'_>,
    scope: Key,
    node: &Node,
    message: &Message,
) -> Result<Subscription, Cause> {
    let key = match &message.key {
        None => String::new(),
        Some(formula) => match formula.value(work, scope)? {
            Value::Text(text) => text.to_string(),
            Value::Number(number) => number.to_string(),
            other => return Err(formula.unfit("text", &other)),
        },
    };
    let (element, message) = (node.id.to_string(), message.name.to_string());
    Ok(Subscription { id: work.subscription_id(), element, message, key })
}

/// From now on the messages are waited for.
pub(crate) fn open(work: &mut Work<'_>, key: Key, planned: Vec<Subscription>) {
    for subscription in planned {
        let element = subscription.element.as_str().into();
        work.emit(Event::Subscribed { key, subscription: subscription.id, element });
        work.ask(Effect::Subscribe(subscription));
    }
}

/// No message is waited for any more at a live element.
pub(crate) fn close_all(work: &mut Work<'_>, key: Key) {
    for id in work.state.subscriptions_of(key) {
        work.unsubscribe(id);
    }
}
