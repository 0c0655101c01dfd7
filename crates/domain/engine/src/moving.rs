//! A person takes a token from where it rests, and either sends it on from elsewhere or lets it end. Nothing is left
//! behind: what was open at the old place is closed. How a token goes on from the new place is the element's business.

use crate::command::Resting;
use crate::elements;
use crate::event::Event;
use crate::incident::Cause;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{End, FlowIndex, Kind, NodeIndex, Process};
use crate::rejection::Rejection;
use crate::work::{Token, Work};
use std::collections::BTreeSet;
use std::sync::Arc;
use values::IncidentId;

/// Where a token was found.
enum Found {
    /// On a live element.
    On(Key),
    /// At a joining gateway that no other token will reach, as this incident says.
    Gathered { scope: Key, gateway: Arc<str>, incident: IncidentId },
}

impl Found {
    /// What surrounds the token.
    fn scope(&self, work: &Work<'_>) -> Key {
        match self {
            Self::On(key) => work.state.elements[key].scope,
            Self::Gathered { scope, .. } => *scope,
        }
    }

    fn element(&self, work: &Work<'_>) -> Arc<str> {
        match self {
            Self::On(key) => work.state.elements[key].element.clone(),
            Self::Gathered { gateway, .. } => gateway.clone(),
        }
    }
}

/// Sends the token on from another element: of the same scope, or of one around it, which ends everything that lies
/// between as an interrupting event would.
pub(crate) fn move_token(work: &mut Work<'_>, resting: Resting, to: &str) -> Result<(), Rejection> {
    let found = waits_for(work, find(work, resting)?);
    has_token(work, &found)?;
    let (from, to_owned) = (found.element(work), || to.to_owned());
    let target = work.process().node(to).ok_or_else(|| Rejection::NoSuchTarget { to: to_owned() })?;
    if !takes_tokens(work, target) {
        return Err(Rejection::TakesNoToken { to: to_owned() });
    }
    let inner = found.scope(work);
    let scope = scope_of(work, inner, target)
        .ok_or_else(|| Rejection::OutOfReach { from: from.to_string(), to: to_owned() })?;
    work.emit(Event::Moved { from, to: work.node(target).id.clone() });
    let taken = child_of(work, scope, inner).map_or(found, Found::On);
    let source = work.process().node(&taken.element(work));
    take(work, &taken);
    let via = source.and_then(|source| missing(work, scope, source, target));
    work.agenda.push_back(Token { scope, node: target, via });
    Ok(())
}

/// Lets the token end where it is, as at an end event.
pub(crate) fn drop_token(work: &mut Work<'_>, resting: Resting) -> Result<(), Rejection> {
    let found = find(work, resting)?;
    // An ad-hoc sub-process is asked whether it is over, as when the token had come to its end.
    let scope = found.scope(work);
    match &found {
        Found::On(key) if work.state.elements[key].wait != Wait::Entry => {
            let node = elements::node_of(work, *key);
            elements::ad_hoc::token_ended(work, scope, node);
        }
        _ => elements::ad_hoc::look_again(work, scope),
    }
    take(work, &found);
    Ok(())
}

/// Who undoes something for another, or is called off with others, has no way on of its own: what moves is the token that
/// waits for it.
fn waits_for(work: &Work<'_>, found: Found) -> Found {
    let Found::On(key) = found else { return found };
    let next = |key: &Key| match work.state.undoes_for(*key) {
        Some(by) => Some(by).filter(|by| work.state.elements.contains_key(by)),
        None if elements::compensation::is_called_off_with_others(work, *key) => {
            Some(work.state.elements[key].scope)
        }
        None => None,
    };
    Found::On(std::iter::successors(Some(key), next).last().unwrap_or(key))
}

/// An event that waits for nobody has sent its token on already: sending another would make two of one.
fn has_token(work: &Work<'_>, found: &Found) -> Result<(), Rejection> {
    let Found::On(key) = found else { return Ok(()) };
    match &elements::node_of(work, *key).kind {
        Kind::Throw(throw) | Kind::End(End::Throw(throw))
            if work.state.elements[key].wait == Wait::Compensation
                && !elements::compensation::is_awaited(throw) =>
        {
            Err(Rejection::NotLive(*key))
        }
        // So has a complex gateway that waits for the rest.
        Kind::Complex(_) if work.state.elements[key].wait == Wait::Reset => Err(Rejection::NotLive(*key)),
        // And none has come yet to what could not even wait for its start.
        Kind::EventSubProcess(_) if work.state.elements[key].wait == Wait::Entry => {
            Err(Rejection::NotLive(*key))
        }
        _ => Ok(()),
    }
}

fn find(work: &Work<'_>, resting: Resting) -> Result<Found, Rejection> {
    match resting {
        Resting::On(key) if work.state.elements.contains_key(&key) => Ok(Found::On(key)),
        Resting::On(key) => Err(Rejection::NotLive(key)),
        Resting::Stuck(id) => {
            let incident = work.state.incidents.get(&id).ok_or(Rejection::UnknownIncident(id))?;
            Ok(match incident.cause {
                Cause::DeadEnd => {
                    Found::Gathered { scope: incident.key, gateway: incident.element.clone(), incident: id }
                }
                // The process itself may be stuck, when too much would start beside it.
                _ if incident.key == Key::ROOT => return Err(Rejection::NotLive(incident.key)),
                _ => Found::On(incident.key),
            })
        }
    }
}

/// A token comes there by a flow or from the start of its scope; never by itself to a boundary event.
fn takes_tokens(work: &Work<'_>, target: NodeIndex) -> bool {
    let node = work.node(target);
    let is_start = node.body == target && matches!(node.kind, Kind::Start | Kind::EventStart(_));
    !node.incoming.is_empty() || is_start || work.process().startable.contains(&target)
}

/// The nearest scope, from this one outwards, whose body holds the node.
fn scope_of(work: &Work<'_>, inner: Key, target: NodeIndex) -> Option<Key> {
    let body = work.node(target).body;
    work.outwards(inner).find(|scope| body_of(work, *scope) == Some(body))
}

/// The start of what runs in a scope.
fn body_of(work: &Work<'_>, scope: Key) -> Option<NodeIndex> {
    if work.state.loops.contains_key(&scope) {
        return None;
    }
    let inside = match scope {
        Key::ROOT => Some(&work.process().scope),
        _ => elements::node_of(work, scope).kind.scope(),
    };
    inside.map(|scope| scope.start)
}

/// The live element directly inside `scope` that surrounds `inner`; none when they are the same.
fn child_of(work: &Work<'_>, scope: Key, inner: Key) -> Option<Key> {
    work.outwards(inner).take_while(|key| *key != scope).last()
}

/// Everything of the token is closed at its old place.
fn take(work: &mut Work<'_>, found: &Found) {
    match found {
        Found::On(key) => {
            // A complex gateway that cannot decide keeps its tokens: they are taken together.
            let (scope, node) = (work.state.elements[key].scope, elements::node_of(work, *key));
            if matches!(node.kind, Kind::Complex(_)) && work.state.elements[key].wait == Wait::Entry {
                work.emit(Event::Withdrawn { scope, gateway: node.id.clone() });
            }
            elements::cancel(work, *key);
        }
        Found::Gathered { scope, gateway, incident } => {
            work.emit(Event::Withdrawn { scope: *scope, gateway: gateway.clone() });
            work.resolve(*incident);
        }
    }
}

/// At a joining gateway the token stands for a flow by which none has come yet; for one that leads there from where it
/// rested, when there is one.
fn missing(work: &Work<'_>, scope: Key, from: NodeIndex, target: NodeIndex) -> Option<FlowIndex> {
    let node = work.node(target);
    if !matches!(node.kind, Kind::Parallel) && node.kind.upstream().is_none() {
        return None;
    }
    let is_missing = |flow: &FlowIndex| {
        let id = &work.process().flows[*flow].id;
        let mut gathered = work.state.gathered_in(scope).iter();
        !gathered.any(|known| known.gateway == node.id && known.flow == *id)
    };
    let ahead = flows_from(work.process(), from, target);
    let mut on_its_way = node.incoming.iter().copied().filter(|flow| ahead.contains(flow));
    let missing = on_its_way.find(is_missing).or_else(|| node.incoming.iter().copied().find(is_missing));
    // A complex gateway may have one by each flow and not be satisfied: then it is one more.
    missing.or_else(|| node.incoming.first().copied().filter(|_| matches!(node.kind, Kind::Complex(_))))
}

/// The flows that a token can take from a node until it reaches the target.
fn flows_from(process: &Process, from: NodeIndex, target: NodeIndex) -> BTreeSet<FlowIndex> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == target {
            continue;
        }
        let further = process.nodes[node].outgoing.iter().filter(|flow| seen.insert(**flow));
        open.extend(further.map(|flow| process.flows[*flow].target));
    }
    seen
}
