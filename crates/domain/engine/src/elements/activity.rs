//! What all resting elements share: inputs on the way in, outputs on the way out, and being stuck on either.

use super::receive;
use super::{
    boundary, call_activity, event_gateway, job_task, leave_by_all, legal_clock, milestone, node_of,
};
use super::{rule_task, script_task, settle, sub_process, timer_catch, user_task};
use crate::event::Event;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{Assignment, Kind, Node};
use crate::variables;
use crate::work::Work;
use feel::Context;

/// An element is entered, or entering it is tried again.
pub(crate) fn begin(work: &mut Work<'_>, key: Key) {
    let node = node_of(work, key);
    match enter(work, key, node) {
        Ok(()) => {
            milestone(work, node);
            legal_clock::begin(work, key);
        }
        Err(cause) => work.raise(key, node.id.clone(), cause),
    }
}

/// Everything that can fail is computed before the world is asked for anything.
fn enter(work: &mut Work<'_>, key: Key, node: &Node) -> Result<(), Cause> {
    // Seen from outside, so that trying again does not start from what was mapped before.
    let around = work.state.elements[&key].scope;
    let inputs = computed(work, around, &node.inputs)?;
    variables::set_local(work, key, inputs)?;
    let planned = boundary::plan(work, key, node)?;
    match &node.kind {
        Kind::User(task) => user_task::enter(work, key, node, task)?,
        Kind::Job(job) => job_task::enter(work, key, node, job),
        Kind::TimerCatch(timer) => timer_catch::enter(work, key, node, timer)?,
        Kind::Receive(message) => receive::enter(work, key, node, message)?,
        Kind::EventGateway => event_gateway::enter(work, key, node)?,
        Kind::SubProcess(scope) => sub_process::enter(work, key, scope),
        Kind::Call(scope) => call_activity::enter(work, key, scope),
        Kind::Rule(rule) => return rule_task::enter(work, key, node, rule),
        Kind::Script(script) => return script_task::enter(work, key, script),
        Kind::Start
        | Kind::EventStart(_)
        | Kind::End(_)
        | Kind::Pass
        | Kind::Exclusive
        | Kind::Parallel
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
    let mut values = Context::new();
    for assignment in assignments {
        let value = assignment.source.value_over(work, scope, &values)?;
        values.insert(assignment.target.clone(), value);
    }
    Ok(values)
}

/// An element has ended as intended, with these results.
pub(crate) fn finish(work: &mut Work<'_>, key: Key, results: Context) {
    let node = node_of(work, key);
    let kept = if node.outputs.is_empty() {
        let around = work.state.elements[&key].scope;
        keep(work, around, node, results)
    } else {
        variables::set_local(work, key, results)
    };
    match kept {
        Ok(()) => exit(work, key),
        Err(cause) => stuck_on_exit(work, key, node, cause),
    }
}

/// The results are kept: outputs are mapped and the element is left. Tried again after an incident.
pub(crate) fn exit(work: &mut Work<'_>, key: Key) {
    let node = node_of(work, key);
    let around = work.state.elements[&key].scope;
    let mapped = computed(work, key, &node.outputs).and_then(|outputs| keep(work, around, node, outputs));
    match mapped {
        Ok(()) => leave(work, key, node),
        Err(cause) => stuck_on_exit(work, key, node, cause),
    }
}

/// What an element hands to the scope around it: each variable is set where it is found. What starts an event
/// sub-process stays inside of it, because several may run at once.
pub(super) fn keep(work: &mut Work<'_>, around: Key, node: &Node, values: Context) -> Result<(), Cause> {
    match node.kind {
        Kind::EventStart(_) => variables::set_local(work, around, values),
        _ => variables::propagate(work, around, values),
    }
}

fn stuck_on_exit(work: &mut Work<'_>, key: Key, node: &Node, cause: Cause) {
    boundary::disarm(work, key);
    work.wait(key, Wait::Exit);
    work.raise(key, node.id.clone(), cause);
}

fn leave(work: &mut Work<'_>, key: Key, node: &Node) {
    boundary::disarm(work, key);
    settle(work, key);
    let around = work.state.elements[&key].scope;
    work.emit(Event::Left { key });
    leave_by_all(work, around, node);
}
