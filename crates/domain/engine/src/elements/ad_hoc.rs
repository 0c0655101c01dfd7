//! The ad-hoc sub-process (BPMN 2.0 §13.3.5): people begin what is inside, in any order and any number of times, until
//! its condition is true or a person says that it is done. Those who choose are asked by a task of its own, which is open as
//! long as there is something to choose. The condition is asked when nothing moves any more and a token
//! inside has ended; without one, what began by itself ends the whole when all of it is done.

use super::{activity, cancel_all, condition, node_of, scope, user_task};
use crate::effect::{Effect, OpenTask};
use crate::event::Event;
use crate::formula;
use crate::incident::Cause;
use crate::instance::{Instance, Wait};
use crate::key::Key;
use crate::program::{AdHoc, Kind, Node, NodeIndex, Process};
use crate::rejection::Rejection;
use crate::work::{Token, Work};
use bpmn::{Interrupting, Order, Remaining};
use feel::{Context, Expression, Value};
use values::TaskId;

/// It begins, and what is to begin with it.
pub(super) fn enter(work: &mut Work<'_>, key: Key, ad_hoc: &AdHoc) -> Result<(), Cause> {
    let begun = match &ad_hoc.active {
        Some(list) => listed(work, key, ad_hoc, list)?,
        None => Vec::new(),
    };
    let asked = asks(work, key, node_of(work, key), ad_hoc)?;
    work.wait(key, Wait::Choice);
    if let Some(asked) = asked {
        work.ask(Effect::OpenTask(asked));
    }
    scope::declare(work, key, &ad_hoc.scope);
    scope::arm(work, key, &ad_hoc.scope);
    work.agenda.extend(begun.into_iter().map(|node| Token { scope: key, node, via: None }));
    Ok(())
}

/// The task by which people are asked what is to be done. It is known by what it belongs to, so that no state keeps it.
pub(crate) fn task_at(state: &Instance, key: Key) -> TaskId {
    TaskId::derived(&[b"choice", state.case.as_bytes(), &key.0.to_be_bytes()])
}

/// What people are asked; nothing where it ends by itself.
pub(crate) fn asks(
    work: &Work<'_>,
    key: Key,
    node: &Node,
    ad_hoc: &AdHoc,
) -> Result<Option<OpenTask>, Cause> {
    if !ad_hoc.asks_people {
        return Ok(None);
    }
    Ok(Some(OpenTask {
        id: task_at(&work.state, key),
        element: node.id.to_string(),
        name: node.name.clone(),
        form: String::new(),
        candidate_groups: user_task::groups(work, key, ad_hoc.candidate_groups.as_ref())?,
        assignee: None,
        due: None,
        follow_up: None,
        not_by: Vec::new(),
    }))
}

/// Where people are asked what is to be done.
pub(crate) fn asking(process: &Process, state: &Instance) -> impl Iterator<Item = Key> {
    let asks = |key: &Key| of(process, state, *key).is_some_and(|ad_hoc| ad_hoc.asks_people);
    state.elements().keys().copied().filter(asks)
}

/// Nobody is asked any more.
pub(super) fn cancel(work: &mut Work<'_>, key: Key) {
    if of(work.process(), &work.state, key).is_some_and(|ad_hoc| ad_hoc.asks_people) {
        work.ask(Effect::CloseTask(task_at(&work.state, key)));
    }
}

/// The elements that an expression lists by their ids; in a called process they are known by its id, too.
fn listed(work: &Work<'_>, key: Key, ad_hoc: &AdHoc, list: &Expression) -> Result<Vec<NodeIndex>, Cause> {
    let value = formula::evaluate(work, key, list)?;
    let process = work.process();
    let found = |id: &Value| {
        let id = id.as_text()?;
        let is_meant = |index: &NodeIndex| process.nodes[*index].id.rsplit('/').next() == Some(id);
        process.startable_in(&ad_hoc.scope).find(is_meant)
    };
    let nodes = match &value {
        Value::List(ids) => ids.iter().map(found).collect(),
        _ => None,
    };
    nodes.ok_or_else(|| formula::unfit(list.text(), "elements", &value))
}

/// A token has ended in a scope. One that an interrupting event brought was the last.
pub(crate) fn token_ended(work: &mut Work<'_>, scope: Key, node: &Node) {
    if of(work.process(), &work.state, scope).is_some() {
        let interrupts = match &node.kind {
            Kind::EventSubProcess(inside) => work.node(inside.start).kind.event(),
            _ => None,
        };
        let is_last = interrupts.is_some_and(|event| event.interrupting == Interrupting::Yes);
        *work.choices.entry(scope).or_default() |= is_last;
    }
}

/// Something in a scope is not there any more, though no token of it has come to an end.
pub(crate) fn look_again(work: &mut Work<'_>, scope: Key) {
    work.choices.entry(scope).or_default();
}

/// Nothing moves any more: whether the next one of those in which a token has ended is over. False when there is none.
pub(crate) fn ask_next(work: &mut Work<'_>) -> bool {
    let Some((key, is_last)) = work.choices.pop_first() else { return false };
    if is_last && of(work.process(), &work.state, key).is_some() {
        end(work, key);
    } else {
        ask(work, key);
    }
    true
}

/// Whether it is over. What is neither true nor false is an incident; the choice stays open then.
pub(super) fn ask(work: &mut Work<'_>, key: Key) {
    let Some(ad_hoc) = of(work.process(), &work.state, key) else { return };
    let element = node_of(work, key).id.clone();
    condition::settle(work, key, &element);
    match is_over(work, key, ad_hoc) {
        Ok(true) => end(work, key),
        Ok(false) => {}
        Err(cause) => work.raise(key, element, cause),
    }
}

fn is_over(work: &Work<'_>, key: Key, ad_hoc: &AdHoc) -> Result<bool, Cause> {
    let is_enough = match &ad_hoc.completion {
        Some(condition) => formula::holds(work, key, condition, &Context::new())?,
        None => ad_hoc.active.is_some() && is_idle(&work.state, key),
    };
    Ok(is_enough && (ad_hoc.remaining == Remaining::Cancelled || is_idle(&work.state, key)))
}

fn is_idle(state: &Instance, key: Key) -> bool {
    state.inside(key).is_empty() && state.gathered_in(key).is_empty()
}

fn end(work: &mut Work<'_>, key: Key) {
    if !is_idle(&work.state, key) {
        cancel_all(work, key);
        work.emit(Event::Terminated { scope: key });
    }
    cancel(work, key);
    activity::finish(work, key, Context::new());
}

/// A person begins something inside.
pub(crate) fn activate(work: &mut Work<'_>, within: Key, element: &str) -> Result<(), Rejection> {
    let of_it = startable(work.process(), &work.state);
    let found = of_it.into_iter().find(|(key, node)| *key == within && *work.node(*node).id == *element);
    let (_, node) = found.ok_or_else(|| Rejection::NotStartable { element: element.to_owned() })?;
    work.emit(Event::Activated { scope: within, element: work.node(node).id.clone() });
    work.agenda.push_back(Token { scope: within, node, via: None });
    Ok(())
}

/// A person says that everything is done. What is open is cancelled only where the model says so.
pub(crate) fn finish(work: &mut Work<'_>, key: Key) -> Result<(), Rejection> {
    let ad_hoc = of(work.process(), &work.state, key).ok_or(Rejection::NoChoice(key))?;
    if ad_hoc.remaining == Remaining::Awaited && !is_idle(&work.state, key) {
        return Err(Rejection::StillOpen { element: node_of(work, key).id.to_string() });
    }
    end(work, key);
    Ok(())
}

/// What may be begun: nothing beside another where one is done after the other, nor beside what an event has begun that
/// interrupts.
pub(crate) fn startable(process: &Process, state: &Instance) -> Vec<(Key, NodeIndex)> {
    let mut found = Vec::new();
    for key in state.elements().keys() {
        let Some(ad_hoc) = of(process, state, *key) else { continue };
        // A token that waits at a join is no reason to wait: the other one has still to be begun.
        let is_taken = ad_hoc.order == Order::Sequential && !state.inside(*key).is_empty();
        if !is_taken && !is_interrupted(process, state, *key) {
            found.extend(process.startable_in(&ad_hoc.scope).map(|node| (*key, node)));
        }
    }
    found
}

fn is_interrupted(process: &Process, state: &Instance, key: Key) -> bool {
    let opened = |inner: Key| {
        let live = state.elements().get(&inner).filter(|live| live.wait == Wait::Children)?;
        match &process.nodes[process.node(&live.element)?].kind {
            Kind::EventSubProcess(inside) => process.nodes[inside.start].kind.event(),
            _ => None,
        }
    };
    let mut events = state.inside(key).into_iter().filter_map(opened);
    events.any(|event| event.interrupting == Interrupting::Yes)
}

/// The ad-hoc sub-process that waits for a choice there.
fn of<'p>(process: &'p Process, state: &Instance, key: Key) -> Option<&'p AdHoc> {
    let live = state.elements().get(&key).filter(|live| live.wait == Wait::Choice)?;
    match &process.nodes[process.node(&live.element)?].kind {
        Kind::AdHoc(ad_hoc) => Some(ad_hoc),
        _ => None,
    }
}
