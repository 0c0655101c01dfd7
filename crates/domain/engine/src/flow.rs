//! Tokens on their way: one after the other in the order in which they were sent, then the scopes that have become
//! empty, until nothing moves.

use crate::effect::Effect;
use crate::elements;
use crate::event::Event;
use crate::incident::Cause;
use crate::instance::Phase;
use crate::key::Key;
use crate::program::{Kind, NodeIndex};
use crate::work::{Token, Work};
use feel::Context;

/// Lets every token go as far as it can.
pub(crate) fn drain(work: &mut Work<'_>) {
    loop {
        while let Some(token) = next(work) {
            arrive(work, token);
        }
        if work.state.phase != Phase::Running {
            return;
        }
        if elements::compensation::go_on(work) {
            continue;
        }
        elements::legal_clock::follow(work);
        if !work.unsure.is_empty() {
            continue;
        }
        if let Some((scope, gateway)) = elements::waiting_gateways::ready(work) {
            go_on(work, scope, gateway);
            continue;
        }
        if elements::ad_hoc::ask_next(work) {
            continue;
        }
        match work.state.empty_scope() {
            None => return,
            Some(scope) => settle(work, scope),
        }
    }
}

/// The token that goes next. Events whose condition has become true by then come first: they may end it.
fn next(work: &mut Work<'_>) -> Option<Token> {
    elements::condition::look(work);
    work.agenda.pop_front()
}

/// A token reaches a node. Joining comes first, so that a token is never counted twice when the limit is reached.
fn arrive(work: &mut Work<'_>, token: Token) {
    let node = work.node(token.node);
    if node.incoming.len() > 1 {
        match node.kind {
            Kind::Parallel if !elements::parallel_gateway::joins(work, token) => return,
            Kind::Inclusive(_) if token.via.is_some() => {
                return elements::inclusive_gateway::gather(work, token);
            }
            Kind::Complex(_) => elements::inclusive_gateway::gather(work, token),
            _ => {}
        }
    }
    if can_go_on(work, token.scope, token.node) {
        elements::enter(work, token.scope, token.node);
    }
}

/// A gateway goes on that had waited for others. Taking its tokens comes first, as at every join.
fn go_on(work: &mut Work<'_>, scope: Key, index: NodeIndex) {
    let node = work.node(index);
    elements::parallel_gateway::joined(work, scope, node.id.clone());
    match &node.kind {
        Kind::Complex(gateway) => elements::complex_gateway::reset(work, scope, node, gateway),
        _ if can_go_on(work, scope, index) => elements::enter(work, scope, index),
        _ => {}
    }
}

/// Whether the command may go through one more element; otherwise the token rests in front of it.
fn can_go_on(work: &mut Work<'_>, scope: Key, index: NodeIndex) -> bool {
    let node = work.node(index);
    work.activations += 1;
    if let Some(cause) = exhausted(work) {
        let key = work.rest(scope, node);
        work.raise(key, node.id.clone(), cause);
        return false;
    }
    true
}

/// What one command or one instance may use is used up.
pub(crate) fn exhausted(work: &Work<'_>) -> Option<Cause> {
    let limits = &work.program.limits;
    if work.activations > limits.activations {
        return Some(Cause::TooManySteps { limit: limits.activations });
    }
    if work.state.elements.size() >= limits.elements {
        return Some(Cause::TooManyElements { limit: limits.elements });
    }
    (work.state.bytes() >= limits.bytes).then_some(Cause::TooLarge { limit: limits.bytes })
}

/// Nothing is live in the scope: it has ended, or tokens wait at a join that no other will reach.
fn settle(work: &mut Work<'_>, scope: Key) {
    if let Some(gathered) = work.state.gathered_in(scope).first() {
        let gateway = gathered.gateway.clone();
        work.raise(scope, gateway, Cause::DeadEnd);
    } else if work.state.loops.contains_key(&scope) {
        elements::looping::settle(work, scope);
    } else if scope == Key::ROOT {
        elements::boundary::disarm(work, scope);
        elements::settle(work, scope);
        work.emit(Event::Ended);
        work.ask(Effect::End);
    } else {
        let node = elements::node_of(work, scope);
        let results = match &node.kind {
            Kind::Call(call) => elements::call_activity::results(work, scope, node, call),
            _ => Context::new(),
        };
        elements::activity::finish(work, scope, results);
    }
}
