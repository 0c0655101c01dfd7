//! What all resting elements share: inputs on the way in, outputs on the way out, and being stuck on either.

use super::{ad_hoc, receive};
use super::{
    boundary, call_activity, compensation, condition, event_gateway, job_task, leave_by, legal_clock,
    looping, milestone, node_of,
};
use super::{rule_task, script_task, settle, signal, sub_process, timer_catch, user_task, ways};
use crate::event::Event;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Assignment, Kind, Node};
use crate::variables;
use crate::work::{Mark, Work};
use feel::Context;

/// An element is entered, or entering it is tried again.
pub(crate) fn begin(work: &mut Work<'_>, key: Key) {
    let node = node_of(work, key);
    let of = work.state.looped_by(key);
    let entered = match (&node.looping, of) {
        (Some(looping), None) => looping::begin(work, key, node, looping),
        _ => enter(work, key, node, of),
    };
    match entered {
        Ok(()) => begun(work, key, node, of),
        Err(cause) => work.raise(key, node.id.clone(), cause),
    }
}

fn begun(work: &mut Work<'_>, key: Key, node: &Node, of: Option<Key>) {
    if of.is_none() && !is_put_off(work, key) {
        milestone(work, node);
        legal_clock::begin(work, key);
    }
}

/// What was put off begins, or that is tried again. What is heard on the way in was heard when it was put off.
pub(crate) fn begin_after_all(work: &mut Work<'_>, key: Key) {
    let node = node_of(work, key);
    let of = work.state.looped_by(key);
    if node.looping.is_some() && of.is_none() {
        return begin(work, key);
    }
    match take_in(work, key, node, of).and_then(|()| open(work, key, node)) {
        Ok(()) => begun(work, key, node, of),
        Err(cause) => work.raise_begun(key, node.id.clone(), cause),
    }
}

/// Whether a live element was not begun, because a condition on its border will end it.
pub(super) fn is_put_off(work: &Work<'_>, key: Key) -> bool {
    work.state.elements.get(&key).is_some_and(|live| live.wait == Wait::Entry)
}

/// Everything that can fail is computed before the world is asked for anything.
fn enter(work: &mut Work<'_>, key: Key, node: &Node, of: Option<Key>) -> Result<(), Cause> {
    take_in(work, key, node, of)?;
    if node.listeners.entering.is_empty() {
        return open(work, key, node);
    }
    let before = Mark::of(work);
    let opened = hear(work, key, node).and_then(|()| open(work, key, node));
    if opened.is_err() {
        before.go_back(work);
    }
    opened
}

/// The inputs are computed anew. They are seen from outside, so that trying again does not start from what was mapped
/// before.
pub(super) fn take_in(work: &mut Work<'_>, key: Key, node: &Node, of: Option<Key>) -> Result<(), Cause> {
    let around = work.state.elements[&key].scope;
    let seed =
        if of.is_some() && !node.inputs.is_empty() { looping::seed(work, key, node) } else { Context::new() };
    let seen = computed_over(work, around, &node.inputs, seed)?;
    let is_mapped = |name: &str| node.inputs.iter().any(|input| *input.target == *name);
    let inputs = seen.into_iter().filter(|(name, _)| is_mapped(name)).collect();
    variables::set_local(work, key, inputs)
}

/// What is heard on the way in is set before anything else is computed. Where that fails it is taken back: it may count
/// how often something was entered, and trying again must not count twice.
fn hear(work: &mut Work<'_>, key: Key, node: &Node) -> Result<(), Cause> {
    let heard = computed(work, key, &node.listeners.entering)?;
    variables::propagate(work, key, heard)
}

/// The element begins with all that it waits for.
fn open(work: &mut Work<'_>, key: Key, node: &Node) -> Result<(), Cause> {
    let planned = boundary::plan(work, key)?;
    if condition::ends_at_once(work, key, &planned) {
        boundary::arm(work, key, planned);
        return Ok(());
    }
    match &node.kind {
        Kind::User(task) => user_task::enter(work, key, node, task)?,
        Kind::Job(job) => job_task::enter(work, key, node, job),
        Kind::TimerCatch(timer) => timer_catch::enter(work, key, node, timer)?,
        Kind::Receive(message) => receive::enter(work, key, node, message)?,
        Kind::SignalCatch(name) => signal::enter(work, key, node, name)?,
        Kind::ConditionCatch(_) => condition::enter(work, key, node),
        Kind::EventGateway => event_gateway::enter(work, key, node)?,
        Kind::SubProcess(scope) | Kind::Transaction(scope) => sub_process::enter(work, key, scope),
        Kind::AdHoc(inside) => ad_hoc::enter(work, key, inside)?,
        Kind::Call(call) => call_activity::enter(work, key, call),
        Kind::Rule(rule) => return rule_task::enter(work, key, node, rule),
        Kind::Script(script) => return script_task::enter(work, key, script),
        Kind::Pass => {
            finish(work, key, Context::new());
            return Ok(());
        }
        Kind::Start
        | Kind::EventStart(_)
        | Kind::End(_)
        | Kind::Exclusive
        | Kind::Parallel
        | Kind::Inclusive(_)
        | Kind::Complex(_)
        | Kind::Boundary(_)
        | Kind::Throw(_)
        | Kind::Link(_)
        | Kind::EventSubProcess(_) => {}
    }
    boundary::arm(work, key, planned);
    Ok(())
}

/// The values of mappings, each seeing those before it.
pub(super) fn computed(work: &Work<'_>, scope: Key, assignments: &[Assignment]) -> Result<Context, Cause> {
    computed_over(work, scope, assignments, Context::new())
}

/// The same, seeing these values too and keeping them.
fn computed_over(
    work: &Work<'_>,
    scope: Key,
    assignments: &[Assignment],
    mut values: Context,
) -> Result<Context, Cause> {
    for assignment in assignments {
        let value = assignment.source.value_over(work, scope, &values)?;
        let value = variables::put(values.get(&assignment.target), &assignment.path, value);
        values.insert(assignment.target.clone(), value);
    }
    Ok(values)
}

/// An element has ended as intended, with these results. Nothing that a person or the world has answered is lost where it
/// cannot be kept: it waits with the incident. What a called process has set lies in its scope still.
pub(crate) fn finish(work: &mut Work<'_>, key: Key, results: Context) {
    let node = node_of(work, key);
    match take_over(work, key, node, results.clone()) {
        Ok(()) => exit(work, key),
        Err(cause) if matches!(node.kind, Kind::Call(_)) => {
            stuck_on_exit(work, key, node, (cause, Context::new()));
        }
        Err(cause) => stuck_on_exit(work, key, node, (cause, results)),
    }
}

/// An element has ended with what was computed inside of the step.
///
/// # Errors
/// When that cannot be kept; it is computed anew when the element is entered again.
pub(super) fn finish_computed(work: &mut Work<'_>, key: Key, results: Context) -> Result<(), Cause> {
    take_over(work, key, node_of(work, key), results)?;
    exit(work, key);
    Ok(())
}

fn take_over(work: &mut Work<'_>, key: Key, node: &Node, results: Context) -> Result<(), Cause> {
    if node.outputs.is_empty() {
        hand_out(work, key, node, results)
    } else {
        variables::set_local(work, key, results)
    }
}

/// Leaving is tried again, with the answer that had to wait.
pub(super) fn leave_again(work: &mut Work<'_>, key: Key, answer: Context) {
    let node = node_of(work, key);
    match &node.kind {
        Kind::Call(call) => finish(work, key, call_activity::results(work, key, node, call)),
        _ if answer.is_empty() => exit(work, key),
        _ => finish(work, key, answer),
    }
}

/// Results go to what surrounds the element, but for what one of several times has for itself.
fn hand_out(work: &mut Work<'_>, key: Key, node: &Node, results: Context) -> Result<(), Cause> {
    let around = work.state.elements[&key].scope;
    if work.state.looped_by(key).is_none() {
        return keep(work, around, node, results);
    }
    let (mut own, mut others) = (Context::new(), Context::new());
    let names = looping::own_names(node);
    for (name, value) in results {
        let target = if names.contains(&&*name) { &mut own } else { &mut others };
        target.insert(name, value);
    }
    variables::set_local(work, key, own)?;
    variables::propagate(work, around, others)
}

/// The results are kept: outputs are mapped and the element is left. Tried again after an incident.
fn exit(work: &mut Work<'_>, key: Key) {
    let node = node_of(work, key);
    let listeners = &node.listeners;
    let computes =
        [&node.outputs, &listeners.completing, &listeners.leaving].iter().any(|some| !some.is_empty());
    let before = computes.then(|| Mark::of(work));
    let mapped = handed_out(work, key, node).and_then(|values| hand_out(work, key, node, values));
    let left = mapped.and_then(|()| match work.state.looped_by(key) {
        Some(of) => looping::done(work, key, of, node),
        None => leave(work, key, node),
    });
    if let Err(cause) = left {
        // As on the way in: what is computed may count how often, and trying again must not count twice.
        if let Some(before) = before {
            before.go_back(work);
        }
        stuck_on_exit(work, key, node, (cause, Context::new()));
    }
}

/// What an element yields in the end: what is heard when it is completed, its outputs, what is heard when it is left;
/// each sees what was computed before, and nothing is set before all is computed.
fn handed_out(work: &Work<'_>, key: Key, node: &Node) -> Result<Context, Cause> {
    let heard = computed(work, key, &node.listeners.completing)?;
    // What is put inside of a variable leaves the rest of it as it is.
    let parts = node.outputs.iter().filter(|output| !output.path.is_empty());
    let mut known = variables::visible(work, key, parts.map(|output| &output.target));
    known.extend(heard);
    let mapped = computed_over(work, key, &node.outputs, known)?;
    computed_over(work, key, &node.listeners.leaving, mapped)
}

/// What an element hands to the scope around it: each variable is set where it is found. What starts an event
/// sub-process stays inside of it, because several may run at once.
pub(super) fn keep(work: &mut Work<'_>, around: Key, node: &Node, values: Context) -> Result<(), Cause> {
    match node.kind {
        Kind::EventStart(_) => variables::set_local(work, around, values),
        _ => variables::propagate(work, around, values),
    }
}

fn stuck_on_exit(work: &mut Work<'_>, key: Key, node: &Node, why: (Cause, Context)) {
    boundary::disarm(work, key);
    work.wait(key, Wait::Exit);
    work.raise_with(key, node.id.clone(), why);
}

/// An element is left by the flows whose conditions are true.
pub(super) fn leave(work: &mut Work<'_>, key: Key, node: &Node) -> Result<(), Cause> {
    let around = work.state.elements[&key].scope;
    let flows = ways::on(work, around, node, &Context::new())?;
    boundary::disarm(work, key);
    settle(work, key);
    compensation::remember(work, key, node);
    work.emit(Event::Left { key });
    leave_by(work, around, node, &flows);
    Ok(())
}
