//! One file per kind of element, with the same verbs: enter, leave, cancel. Here it is only decided whose verb is meant.

pub(crate) mod activity;
pub(crate) mod ad_hoc;
pub(crate) mod boundary;
mod boundary_timer;
pub(crate) mod call_activity;
pub(crate) mod caught;
pub(crate) mod compensation;
pub(crate) mod complex_gateway;
pub(crate) mod condition;
mod end_event;
mod event_gateway;
mod event_sub_process;
mod exclusive_gateway;
pub(crate) mod inclusive_gateway;
pub(crate) mod job_task;
pub(crate) mod legal_clock;
pub(crate) mod looping;
mod message_throw;
pub(crate) mod parallel_gateway;
mod receive;
mod rule_task;
pub(crate) mod scope;
mod script_task;
pub(crate) mod signal;
mod sub_process;
mod subscription;
mod throw_event;
mod timer_catch;
pub(crate) mod user_task;
pub(crate) mod waiting;
pub(crate) mod waiting_gateways;
mod ways;

use crate::effect::Effect;
use crate::event::Event;
use crate::incident::{Cause, Incident};
use crate::instance::{ArmedTimer, OpenSubscription, Wait};
use crate::key::Key;
use crate::program::{FlowIndex, Kind, Node, NodeIndex};
use crate::work::{Token, Work};
use feel::Context;
use values::SubscriptionId;

/// A token enters a node.
pub(crate) fn enter(work: &mut Work<'_>, scope: Key, index: NodeIndex) {
    let node = work.node(index);
    // What only passes comes to rest where it is done several times or can be undone.
    if node.looping.is_some() || compensation::has_handler(work, node) {
        let key = work.rest(scope, node);
        activity::begin(work, key);
        return;
    }
    match &node.kind {
        Kind::Start => caught::go_on(work, scope, node, Context::new()),
        Kind::EventStart(_) | Kind::Boundary(_) | Kind::Parallel => {
            passed(work, node);
            leave_by_all(work, scope, node);
        }
        Kind::Pass | Kind::Inclusive(_) => inclusive_gateway::enter(work, scope, node),
        Kind::Complex(gateway) => complex_gateway::enter(work, scope, node, gateway),
        Kind::Exclusive => exclusive_gateway::enter(work, scope, node),
        Kind::End(end) => end_event::enter(work, scope, node, end),
        Kind::Throw(throw) => throw_event::enter(work, scope, node, throw),
        Kind::Link(target) => {
            passed(work, node);
            work.agenda.push_back(Token { scope, node: *target, via: None });
        }
        Kind::TimerCatch(_)
        | Kind::Receive(_)
        | Kind::SignalCatch(_)
        | Kind::ConditionCatch(_)
        | Kind::EventGateway
        | Kind::Call(_)
        | Kind::User(_)
        | Kind::Job(_)
        | Kind::Rule(_)
        | Kind::Script(_)
        | Kind::SubProcess(_)
        | Kind::Transaction(_)
        | Kind::AdHoc(_)
        | Kind::EventSubProcess(_) => {
            let key = work.rest(scope, node);
            activity::begin(work, key);
        }
    }
}

/// A token went through a node.
fn passed(work: &mut Work<'_>, node: &Node) {
    work.emit(Event::Passed { element: node.id.clone() });
    milestone(work, node);
}

/// The public status that a node stands for.
fn milestone(work: &mut Work<'_>, node: &Node) {
    if let Some(status) = &node.milestone {
        work.emit(Event::MilestoneReached { status: status.clone() });
        work.ask(Effect::Milestone(status.to_string()));
    }
}

/// One token for every outgoing flow; none at a node without.
fn leave_by_all(work: &mut Work<'_>, scope: Key, node: &Node) {
    leave_by(work, scope, node, &node.outgoing);
}

/// One token for each of these outgoing flows.
fn leave_by(work: &mut Work<'_>, scope: Key, node: &Node, flows: &[FlowIndex]) {
    legal_clock::went_through(work, scope, node);
    if flows.is_empty() {
        ad_hoc::token_ended(work, scope, node);
    }
    for flow in flows {
        work.send(scope, *flow);
    }
}

/// A token cannot go through a node: it rests there until a person helps.
fn stuck(work: &mut Work<'_>, scope: Key, node: &Node, cause: Cause) {
    let key = work.rest(scope, node);
    work.raise(key, node.id.clone(), cause);
}

/// The node of a live element.
pub(crate) fn node_of<'p>(work: &Work<'p>, key: Key) -> &'p Node {
    let live = work.state.elements.get(&key).expect("the caller knows that the element is live");
    let index = work.process().node(&live.element).expect("a step begins by checking the release");
    work.node(index)
}

/// What was stuck is tried again.
pub(crate) fn again(work: &mut Work<'_>, incident: Incident) {
    let has_begun = incident.has_begun();
    let Incident { key, answer, .. } = incident;
    let Some(live) = work.state.elements.get(&key).cloned() else { return };
    let node = node_of(work, key);
    match (live.wait, &node.kind) {
        (Wait::Exit, _) if work.state.loops.contains_key(&key) => looping::again(work, key),
        (Wait::Exit, _) => activity::leave_again(work, key, answer),
        (Wait::Choice, _) => ad_hoc::ask(work, key),
        (Wait::Entry, Kind::Job(job)) if has_begun => job_task::again(work, key, node, job),
        (Wait::Entry, _) if has_begun => activity::begin_after_all(work, key),
        (Wait::Entry, Kind::EventSubProcess(_)) => event_sub_process::again(work, key, node),
        (Wait::Entry, kind) if kind.rests() || node.looping.is_some() => activity::begin(work, key),
        (Wait::Entry, _) => {
            let index = work.process().node(&node.id).expect("the node was just found by this id");
            work.emit(Event::Left { key });
            enter(work, live.scope, index);
        }
        (
            Wait::Task(_)
            | Wait::Job(_)
            | Wait::Message
            | Wait::Signal
            | Wait::Condition
            | Wait::Children
            | Wait::Compensation
            | Wait::Reset,
            _,
        ) => {}
        (Wait::Timer | Wait::Event, _) => legal_clock::tell_if_stranded(work, key),
    }
}

/// The answer that could not be kept, whichever of the incidents at a live element is looked at.
pub(crate) fn answer_at(work: &Work<'_>, incident: &Incident) -> Context {
    let mut all = [incident].into_iter().chain(work.state.incidents_of(incident.key));
    all.find(|known| !known.answer.is_empty()).map_or_else(Context::new, |known| known.answer.clone())
}

/// A timer fires.
pub(crate) fn fire(work: &mut Work<'_>, armed: &ArmedTimer) {
    let index = work.process().node(&armed.element).expect("a step begins by checking the release");
    let node = work.node(index);
    match &node.kind {
        Kind::Boundary(_) | Kind::EventStart(_) => {
            boundary_timer::repeat(work, armed);
            happen(work, armed.key, node, Context::new());
        }
        _ if waits_at_gateway(work, armed.key) => {
            event_gateway::happened(work, armed.key, node, Context::new());
        }
        _ => timer_catch::fire(work, armed.key),
    }
}

/// A message or signal comes. What it brings was found acceptable.
pub(crate) fn receive(
    work: &mut Work<'_>,
    open: &OpenSubscription,
    subscription: SubscriptionId,
    variables: Context,
) {
    let index = work.process().node(&open.element).expect("a step begins by checking the release");
    let node = work.node(index);
    match &node.kind {
        Kind::Boundary(_) | Kind::EventStart(_) => happen(work, open.key, node, variables),
        _ if waits_at_gateway(work, open.key) => event_gateway::happened(work, open.key, node, variables),
        _ => {
            work.unsubscribe(subscription);
            receive::receive(work, open.key, variables);
        }
    }
}

/// What an event on a border or at the start of an event sub-process waited for has happened.
fn happen(work: &mut Work<'_>, key: Key, event: &Node, brought: Context) {
    match &event.kind {
        Kind::EventStart(_) => {
            if let Some(opened) = event_sub_process::opened_by(work, key, event) {
                event_sub_process::happen(work, key, opened, brought);
            }
        }
        _ => boundary::happen(work, key, event, brought),
    }
}

fn waits_at_gateway(work: &Work<'_>, key: Key) -> bool {
    work.state.elements.get(&key).is_some_and(|live| live.wait == Wait::Event)
}

/// An element is ended from outside, with everything inside of it.
pub(crate) fn cancel(work: &mut Work<'_>, key: Key) {
    cancel_all(work, key);
    boundary::disarm(work, key);
    match work.state.elements.get(&key).map(|live| live.wait) {
        Some(Wait::Task(task)) => user_task::cancel(work, task),
        Some(Wait::Job(effect)) => job_task::cancel(work, effect),
        Some(Wait::Compensation) => compensation::cancel(work, key),
        Some(Wait::Reset) => complex_gateway::cancel(work, key),
        Some(Wait::Choice) => ad_hoc::cancel(work, key),
        Some(
            Wait::Entry
            | Wait::Exit
            | Wait::Timer
            | Wait::Message
            | Wait::Signal
            | Wait::Condition
            | Wait::Event
            | Wait::Children,
        )
        | None => {}
    }
    work.emit(Event::Cancelled { key });
}

/// Everything directly inside a scope is ended from outside, no token in it moves any more, and what was stuck is not
/// stuck any more.
pub(crate) fn cancel_all(work: &mut Work<'_>, scope: Key) {
    for key in work.state.inside(scope) {
        // One may have taken another with it.
        if work.state.elements.contains_key(&key) {
            compensation::put_back(work, key);
            cancel(work, key);
        }
    }
    work.agenda.retain(|token| token.scope != scope);
    settle(work, scope);
}

/// What was stuck at an element is not stuck any more, because the element is gone.
pub(crate) fn settle(work: &mut Work<'_>, key: Key) {
    let stuck: Vec<_> = work.state.incidents_of(key).map(|incident| incident.id).collect();
    for incident in stuck {
        work.resolve(incident);
    }
}
