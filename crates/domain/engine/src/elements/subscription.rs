//! Waiting for a message or signal: opening and closing subscriptions. Who publishes, and which message fits, is not decided here.

use crate::effect::{Effect, SubscribedTo, Subscription};
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
    let key = correlation(work, scope, message)?;
    let (element, message) = (node.id.to_string(), message.name.to_string());
    Ok(Subscription { id: work.subscription_id(), element, to: SubscribedTo::Message, message, key })
}

/// Which of several messages of its name is meant; empty for any.
pub(super) fn correlation(work: &Work<'_>, scope: Key, message: &Message) -> Result<String, Cause> {
    let Some(formula) = &message.key else { return Ok(String::new()) };
    match formula.value(work, scope)? {
        Value::Text(text) => Ok(text.to_string()),
        Value::Number(number) => Ok(number.to_string()),
        other => Err(formula.unfit("text", &other)),
    }
}

/// From now on the messages are waited for.
pub(crate) fn open(work: &mut Work<'_>, key: Key, planned: Vec<Subscription>) {
    for subscription in planned {
        let element = subscription.element.as_str().into();
        let signal = match subscription.to {
            SubscribedTo::Message => None,
            SubscribedTo::Signal => Some(subscription.message.as_str().into()),
        };
        work.emit(Event::Subscribed { key, subscription: subscription.id, element, signal });
        work.ask(Effect::Subscribe(subscription));
    }
}

/// No message is waited for any more at a live element.
pub(crate) fn close_all(work: &mut Work<'_>, key: Key) {
    for id in work.state.subscriptions_of(key) {
        work.unsubscribe(id);
    }
}
