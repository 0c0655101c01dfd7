//! The multi-instance activity: for each item of a list or a number of times, all at once or one after the other.

use super::{Next, once, own_variables};
use crate::event::Event;
use crate::formula::{self, holds};
use crate::incident::Cause;
use crate::instance::{Wait, weight_of_all, weight_of_value};
use crate::key::Key;
use crate::program::{Collected, MultiInstance, Node, Over};
use crate::variables;
use crate::work::Work;
use bpmn::Order;
use feel::{Context, Expression, Value};

/// For what the activity is done.
enum Items {
    Of(Vec<Value>),
    Times(usize),
}

impl Items {
    fn count(&self) -> usize {
        match self {
            Self::Of(items) => items.len(),
            Self::Times(times) => *times,
        }
    }

    fn weight(&self) -> usize {
        match self {
            Self::Of(items) => items.iter().map(|item| weight_of_value(item) + 1).sum(),
            Self::Times(_) => 0,
        }
    }
}

/// All begin, or it is kept for what each one will begin.
pub(super) fn begin(work: &mut Work<'_>, key: Key, node: &Node, each: &MultiInstance) -> Result<(), Cause> {
    let items = items(work, key, each)?;
    let total = u32::try_from(items.count()).ok();
    variables::fits(work, items.weight())?;
    match each.order {
        Order::Sequential => {
            let inputs = match items {
                Items::Of(items) => Some(Value::from(items)),
                Items::Times(_) => None,
            };
            work.wait(key, Wait::Children);
            work.emit(Event::LoopBegan { key, total, inputs });
        }
        Order::Parallel => {
            has_room(work, items.count())?;
            work.wait(key, Wait::Children);
            work.emit(Event::LoopBegan { key, total, inputs: None });
            all_at_once(work, key, node, items);
        }
    }
    Ok(())
}

fn all_at_once(work: &mut Work<'_>, key: Key, node: &Node, items: Items) {
    let items: Vec<Option<Value>> = match items {
        Items::Of(items) => items.into_iter().map(Some).collect(),
        Items::Times(times) => vec![None; times],
    };
    for item in items {
        // The activity may be satisfied by the first that are done at once.
        if work.state.loops.get(&key).is_none_or(|known| known.satisfied) {
            return;
        }
        let own = own_variables(work, key, node, item);
        once(work, key, node, own);
    }
}

fn items(work: &Work<'_>, key: Key, each: &MultiInstance) -> Result<Items, Cause> {
    let items = match &each.over {
        Over::Collection(expression) => match formula::evaluate(work, key, expression)? {
            Value::List(items) => Items::Of(items.iter().cloned().collect()),
            other => return Err(formula::unfit(expression.text(), "list", &other)),
        },
        Over::Times(formula) => {
            let value = formula.value(work, key)?;
            let times = match &value {
                Value::Number(number) => number.to_string().parse().ok(),
                _ => None,
            };
            Items::Times(times.ok_or_else(|| formula.unfit("count", &value))?)
        }
    };
    let (found, limit) = (items.count(), work.program.limits.children);
    if found > limit { Err(Cause::TooManyChildren { found, limit }) } else { Ok(items) }
}

/// Whether so many more may be live, and begin in this command.
fn has_room(work: &mut Work<'_>, count: usize) -> Result<(), Cause> {
    let limits = &work.program.limits;
    if work.state.elements.size() + count > limits.elements {
        return Err(Cause::TooManyElements { limit: limits.elements });
    }
    let activations = work.activations.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
    if activations > limits.activations {
        return Err(Cause::TooManySteps { limit: limits.activations });
    }
    work.activations = activations;
    Ok(())
}

/// The next in order, when one is done after the other. That goes on so where the process says by now that all are done at
/// once: whoever has not had a turn yet is not left out.
pub(super) fn next(work: &Work<'_>, key: Key) -> Next {
    let Some(known) = work.state.loops.get(&key) else { return Next::Over };
    if Some(known.begun) >= known.total {
        return Next::Over;
    }
    let item = match work.state.inputs.get(&key) {
        Some(Value::List(items)) => items.get(known.begun as usize).cloned(),
        _ => None,
    };
    Next::Once(item)
}

/// Whether no more need be done, seen when this one is counted as done and what it yields stands in the list.
pub(super) fn is_enough(
    work: &Work<'_>,
    (each, of): (Key, Key),
    condition: &Expression,
    yields: Option<(&Collected, &Value)>,
) -> Result<bool, Cause> {
    let Some(known) = work.state.loops.get(&of) else { return Ok(false) };
    let mut over = Context::new()
        .with("numberOfActiveInstances", i64::from(known.active()) - 1)
        .with("numberOfCompletedInstances", i64::from(known.completed) + 1);
    if let Some((collected, value)) = yields
        && condition.names_used().any(|name| *name == *collected.into)
    {
        let index = super::index_of(work, each) as usize;
        over.insert(collected.into.clone(), list(work, of, Some((index, value))));
    }
    holds(work, each, condition, &over)
}

/// Whether what one time yields can be kept.
pub(super) fn check(work: &Work<'_>, collected: &Collected, value: &Value) -> Result<(), Cause> {
    if value.check_storable().is_err() {
        return Err(Cause::NotStorable { name: collected.into.to_string() });
    }
    let item = Context::new().with(collected.into.clone(), value.clone());
    variables::fits(work, weight_of_all(&item))
}

/// What was yielded, in the order of what it was done for; null where nothing was.
pub(super) fn collect(work: &Work<'_>, key: Key) -> Value {
    list(work, key, None)
}

/// What was yielded, with what is about to be at its place.
fn list(work: &Work<'_>, key: Key, next: Option<(usize, &Value)>) -> Value {
    let total = work.state.loops.get(&key).and_then(|known| known.total).unwrap_or(0);
    let mut list = vec![Value::Null; total as usize];
    let yields = work.state.yields_of(key);
    let kept = yields.iter().filter_map(|each| work.state.yields.get(each));
    for (index, value) in kept.map(|kept| (kept.index as usize, &kept.value)).chain(next) {
        if let Some(place) = list.get_mut(index) {
            *place = value.clone();
        }
    }
    Value::from(list)
}
