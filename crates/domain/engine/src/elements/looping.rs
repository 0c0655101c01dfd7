//! Activities that are done more than once: the activity is a live element of its own, and each time it is done is one
//! inside of it. Events on the border, milestone and clock belong to the activity, mappings to each time.

mod multi_instance;
mod standard_loop;

use super::{activity, boundary, cancel_all, compensation, condition, settle as settle_incidents};
use crate::event::Event;
use crate::flow;
use crate::formula;
use crate::incident::Cause;
use crate::instance::{Wait, weight_of_all};
use crate::key::Key;
use crate::program::{Looping, MultiInstance, Node};
use crate::variables;
use crate::work::Work;
use feel::{Context, Value};

/// Name of the count of times, from 1, inside of each.
const COUNTER: &str = "loopCounter";

/// What is to be done when nothing of an activity is being done.
enum Next {
    /// It is done once more, for this.
    Once(Option<Value>),
    /// It is over.
    Over,
}

/// The activity begins, or beginning is tried again.
pub(super) fn begin(work: &mut Work<'_>, key: Key, node: &Node, looping: &Looping) -> Result<(), Cause> {
    let planned = boundary::plan(work, key)?;
    if condition::ends_at_once(work, key, &planned) {
        boundary::arm(work, key, planned);
        return Ok(());
    }
    match looping {
        Looping::Each(each) => multi_instance::begin(work, key, node, each)?,
        Looping::While(_) => standard_loop::begin(work, key),
    }
    boundary::arm(work, key, planned);
    Ok(())
}

/// Nothing of the activity is being done: the next one begins, or it is over.
pub(crate) fn settle(work: &mut Work<'_>, key: Key) {
    let node = super::node_of(work, key);
    let Some(looping) = node.looping.as_deref() else { return };
    let done = next(work, key, looping).and_then(|next| match next {
        Next::Once(item) => once_more(work, key, node, item),
        Next::Over => finish(work, key, node),
    });
    if let Err(cause) = done {
        work.wait(key, Wait::Exit);
        work.raise(key, node.id.clone(), cause);
    }
}

/// A person has helped where the activity could not go on.
pub(super) fn again(work: &mut Work<'_>, key: Key) {
    // It is then settled with everything else in which nothing is live.
    work.wait(key, Wait::Children);
}

fn next(work: &Work<'_>, key: Key, looping: &Looping) -> Result<Next, Cause> {
    if work.state.loops.get(&key).is_none_or(|known| known.satisfied) {
        return Ok(Next::Over);
    }
    match looping {
        Looping::Each(_) => Ok(multi_instance::next(work, key)),
        Looping::While(again) => standard_loop::next(work, key, again),
    }
}

fn once_more(work: &mut Work<'_>, key: Key, node: &Node, item: Option<Value>) -> Result<(), Cause> {
    work.activations += 1;
    if let Some(cause) = flow::exhausted(work) {
        return Err(cause);
    }
    let own = own_variables(work, key, node, item);
    variables::fits(work, weight_of_all(&own))?;
    once(work, key, node, own);
    Ok(())
}

/// Whether a live element stands for all times together that an activity is done.
pub(super) fn is_all_times(work: &Work<'_>, key: Key) -> bool {
    let live = &work.state.elements[&key];
    let around = work.state.elements.get(&live.scope);
    let is_one_of_them = around.is_some_and(|around| around.element == live.element);
    !is_one_of_them && super::node_of(work, key).looping.is_some()
}

/// The activity is done once more with these variables of its own.
fn once(work: &mut Work<'_>, key: Key, node: &Node, own: Context) {
    let each = work.rest(key, node);
    work.emit(Event::Set { scope: each, variables: own });
    activity::begin(work, each);
}

/// What each time has for itself: which time it is, for what it is done, and the variable it is asked for in the end.
fn own_variables(work: &Work<'_>, key: Key, node: &Node, item: Option<Value>) -> Context {
    let begun = work.state.loops.get(&key).map_or(0, |known| known.begun);
    let mut own = Context::new();
    if let Some(each) = multi_instance_of(node) {
        if let Some(name) = each.collected.as_ref().and_then(|collected| collected.own.clone()) {
            own.insert(name, Value::Null);
        }
        if let (Some(name), Some(item)) = (each.element.clone(), item) {
            own.insert(name, item);
        }
    }
    own.insert(COUNTER, i64::from(begun) + 1);
    own
}

fn multi_instance_of(node: &Node) -> Option<&MultiInstance> {
    match node.looping.as_deref()? {
        Looping::Each(each) => Some(each),
        Looping::While(_) => None,
    }
}

/// The variables by which one time differs from another: mappings see them, and nobody else ever does.
pub(super) fn seed(work: &Work<'_>, each: Key, node: &Node) -> Context {
    let known = work.state.local_variables(each);
    let mut seed = Context::new();
    for name in own_names(node) {
        if let Some(value) = known.get(name) {
            seed.insert(name, value.clone());
        }
    }
    seed
}

/// The names of what each time has for itself.
pub(super) fn own_names(node: &Node) -> Vec<&str> {
    let each = multi_instance_of(node);
    let element = each.and_then(|each| each.element.as_deref());
    let own = each.and_then(|each| each.collected.as_ref()?.own.as_deref());
    [Some(COUNTER), element, own].into_iter().flatten().collect()
}

/// One time is done: what it yields is kept, and perhaps that was enough.
pub(super) fn done(work: &mut Work<'_>, each: Key, of: Key, node: &Node) -> Result<(), Cause> {
    let (mut yielded, mut enough) = (None, false);
    if let Some(looping) = multi_instance_of(node) {
        if let Some(collected) = &looping.collected {
            let value = formula::evaluate(work, each, &collected.item)?;
            multi_instance::check(work, collected, &value)?;
            yielded = Some(value);
        }
        enough = match &looping.completion {
            Some(condition) => {
                let yields = looping.collected.as_ref().zip(yielded.as_ref());
                multi_instance::is_enough(work, (each, of), condition, yields)?
            }
            None => false,
        };
    }
    boundary::disarm(work, each);
    settle_incidents(work, each);
    if let Some(value) = yielded {
        let index = index_of(work, each);
        work.emit(Event::Yielded { of, key: each, index, value });
    }
    compensation::remember(work, each, node);
    work.emit(Event::Left { key: each });
    if enough {
        work.emit(Event::LoopSatisfied { key: of });
        cancel_all(work, of);
    }
    Ok(())
}

/// Which time it is, from 0.
fn index_of(work: &Work<'_>, each: Key) -> u32 {
    let counter = work.state.variables.get(&each).and_then(|known| known.get(COUNTER).cloned());
    let counter = match counter {
        Some(Value::Number(number)) => number.to_string().parse::<u32>().ok(),
        _ => None,
    };
    counter.unwrap_or(1).saturating_sub(1)
}

/// What is over has no border any more, even where it is stuck on its way out.
fn finish(work: &mut Work<'_>, key: Key, node: &Node) -> Result<(), Cause> {
    let left = hand_over(work, key, node);
    if left.is_err() {
        boundary::disarm(work, key);
    }
    left
}

fn hand_over(work: &mut Work<'_>, key: Key, node: &Node) -> Result<(), Cause> {
    if let Some(collected) = multi_instance_of(node).and_then(|each| each.collected.as_ref()) {
        let list = multi_instance::collect(work, key);
        let around = work.state.elements[&key].scope;
        variables::propagate(work, around, Context::new().with(collected.into.clone(), list))?;
    }
    activity::leave(work, key, node)
}
