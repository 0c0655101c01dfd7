//! Compensation: what has ended is undone in the reverse order, one after the other, and who wants it waits until all is
//! done. A sub-process without a handler on its border is undone by what had ended inside of it, or by its event
//! sub-process for compensation, with the variables that it knew when it ended. What was done for several at once is
//! undone for all of them at once (BPMN 2.0 §13.5.5).

use super::{
    activity, ad_hoc, boundary, cancel_all, event_sub_process, leave_by_all, milestone, node_of, passed,
};
use crate::event::Event;
use crate::flow;
use crate::instance::Wait;
use crate::key::Key;
use crate::program::{self, Compensation, End, Kind, Looping, Node, Throw, Trigger};
use crate::work::Work;
use bpmn::{Completion, Order};
use feel::Context;
use std::sync::Arc;

/// The event on the border of an activity that says how it is undone, and the activity that does it.
fn handler<'p>(work: &Work<'p>, node: &Node) -> Option<(&'p Node, &'p Node)> {
    boundary::border_of(work, node).into_iter().find_map(|event| match &event.kind {
        Kind::Boundary(program::Event { trigger: Trigger::Compensation(Some(handler)), .. }) => {
            Some((event, work.node(work.process().node(handler)?)))
        }
        _ => None,
    })
}

/// Whether an event on the border says how the activity is undone.
pub(super) fn has_handler(work: &Work<'_>, node: &Node) -> bool {
    handler(work, node).is_some()
}

/// The event sub-process that undoes the sub-process around it.
fn undoing_itself<'p>(work: &Work<'p>, node: &Node) -> Option<&'p Node> {
    let mut inside = node.kind.scope()?.event_sub_processes.iter().map(|index| work.node(*index));
    let is_for_compensation = |inner: &&Node| {
        let start = event_sub_process::start_of(work, inner);
        start.is_some_and(|(_, event)| matches!(event.trigger, Trigger::Compensation(_)))
    };
    inside.find(is_for_compensation)
}

/// An activity is about to be left as intended: from now on it can be undone. What undoes something cannot.
pub(super) fn remember(work: &mut Work<'_>, key: Key, node: &Node) {
    if work.state.undoes_for(key).is_some() {
        return;
    }
    let (scope, element) = (work.state.elements[&key].scope, node.id.clone());
    let is_one_of_several = work.state.looped_by(key).is_some();
    if has_handler(work, node) {
        // It belongs to all times together, like everything on the border.
        if !is_one_of_several {
            work.emit(Event::Compensable { scope, element, key: None, variables: Context::new() });
        }
        return;
    }
    let has_inside = work.state.compensable_in(key).next().is_some();
    if work.state.loops.contains_key(&key) {
        if has_inside {
            work.emit(Event::CompensableEach { scope, of: key });
        }
    } else if has_inside || undoing_itself(work, node).is_some() {
        let variables = work.state.local_variables(key);
        work.emit(Event::Compensable { scope, element, key: Some(key), variables });
    }
}

/// A token wants an activity undone, or all that has ended in its scope.
pub(super) fn throw(work: &mut Work<'_>, scope: Key, node: &Node, wanted: &Compensation) {
    let is_meant = |key: &Key| {
        let mut known = work.state.compensable_in(*key).filter(|one| one.by.is_none());
        known.any(|one| wanted.activity.as_ref().is_none_or(|activity| *activity == one.element))
    };
    let scopes: Vec<Key> = seen(work, scope, wanted).into_iter().filter(is_meant).collect();
    if scopes.is_empty() {
        passed(work, node);
        return leave_by_all(work, scope, node);
    }
    let by = work.rest(scope, node);
    milestone(work, node);
    work.wait(by, Wait::Compensation);
    for scope in scopes {
        work.emit(Event::Compensating { by, scope, element: wanted.activity.clone() });
    }
    if wanted.completion == Completion::NotAwaited {
        leave_by_all(work, scope, node);
    }
}

/// The scopes in which a throw looks: its own, from an event sub-process also the one around it; for an activity that it
/// names every one further out of the same process.
fn seen(work: &Work<'_>, scope: Key, wanted: &Compensation) -> Vec<Key> {
    let mut seen = Vec::new();
    for key in work.outwards(scope) {
        seen.push(key);
        let goes_on = key != Key::ROOT
            && match node_of(work, key).kind {
                Kind::EventSubProcess(_) => true,
                Kind::Call(_) => false,
                _ => wanted.activity.is_some(),
            };
        if !goes_on {
            break;
        }
    }
    seen
}

/// A token calls off the transaction around it: nothing goes on in there, and what has ended is undone. Where it is done
/// for several, all of them are called off.
pub(super) fn call_off(work: &mut Work<'_>, scope: Key, node: &Node) {
    passed(work, node);
    let whole = work.state.looped_by(scope).unwrap_or(scope);
    let times = if whole == scope { Vec::new() } else { work.state.inside(whole) };
    for each in times.into_iter().chain((whole == scope).then_some(whole)) {
        cancel_all(work, each);
        work.emit(Event::Terminated { scope: each });
        undo_all(work, each);
    }
    if whole != scope {
        undo_all(work, whole);
    }
}

fn undo_all(work: &mut Work<'_>, key: Key) {
    boundary::disarm(work, key);
    work.wait(key, Wait::Compensation);
    work.emit(Event::Compensating { by: key, scope: key, element: None });
}

/// Who waits for others to undo something goes no further, and neither do they.
pub(super) fn cancel(work: &mut Work<'_>, by: Key) {
    for key in work.state.undoers_for(by) {
        put_back(work, key);
        super::cancel(work, key);
    }
}

/// What undoes something is about to be ended together with others: what it has not undone can still be undone.
pub(super) fn put_back(work: &mut Work<'_>, key: Key) {
    if work.state.undoes_for(key).is_none() {
        return;
    }
    let (scope, node) = (work.state.elements[&key].scope, node_of(work, key));
    if work.state.is_reopened(key) {
        cancel_all(work, key);
        let (element, variables) = (node.id.clone(), work.state.local_variables(key));
        work.emit(Event::Compensable { scope, element, key: Some(key), variables });
    } else if let Some(element) = undone_by(work, node) {
        work.emit(Event::Compensable { scope, element, key: None, variables: Context::new() });
    }
}

/// The activity that is undone by this one.
fn undone_by(work: &Work<'_>, node: &Node) -> Option<Arc<str>> {
    let undone = |activity: &&Node| handler(work, activity).is_some_and(|(_, found)| found.id == node.id);
    work.process().nodes.iter().find(undone).map(|activity| activity.id.clone())
}

/// What comes next is undone for the innermost that waits for nothing else; whether there was one.
pub(crate) fn go_on(work: &mut Work<'_>) -> bool {
    let Some(by) = work.state.undoes_next() else { return false };
    let Some((_, first)) = work.state.undone_next(by) else {
        finish(work, by);
        return true;
    };
    let together = first.of.filter(|_| is_at_once(work, &first.element));
    undo(work, by);
    while together.is_some() && goes_on_with(work, by, together) {
        undo(work, by);
    }
    true
}

/// Whether the next one is undone together with those before. Who is stuck begins nothing more.
fn goes_on_with(work: &Work<'_>, by: Key, together: Option<Key>) -> bool {
    let is_stuck = work.state.incidents_of(by).next().is_some();
    !is_stuck && work.state.undone_next(by).is_some_and(|(_, next)| next.of == together)
}

/// Whether an activity is done for several at once.
fn is_at_once(work: &Work<'_>, element: &str) -> bool {
    let node = work.process().node(element).map(|index| work.node(index));
    let looping = node.and_then(|node| node.looping.as_deref());
    matches!(looping, Some(Looping::Each(each)) if each.order == Order::Parallel)
}

/// What ended last of what this one wants undone is undone now.
fn undo(work: &mut Work<'_>, by: Key) {
    let Some((scope, known)) = work.state.undone_next(by) else { return };
    let index = work.process().node(&known.element).expect("a step begins by checking the release");
    let node = work.node(index);
    work.activations += 1;
    if let Some(cause) = flow::exhausted(work) {
        let element = node_of(work, by).id.clone();
        return work.raise(by, element, cause);
    }
    match handler(work, node) {
        Some((event, handler)) => {
            passed(work, event);
            let key = work.rest(scope, handler);
            work.emit(Event::Undoing { by, scope, key });
            activity::begin(work, key);
        }
        None => reopen(work, by, scope, node),
    }
}

/// A sub-process is there again, for as long as what had ended inside of it is undone.
fn reopen(work: &mut Work<'_>, by: Key, scope: Key, node: &Node) {
    let key = work.rest(scope, node);
    work.emit(Event::Undoing { by, scope, key });
    work.wait(key, Wait::Compensation);
    match undoing_itself(work, node) {
        Some(inner) => event_sub_process::open(work, key, inner, Context::new()),
        None => work.emit(Event::Compensating { by: key, scope: key, element: None }),
    }
}

/// Everything is undone.
fn finish(work: &mut Work<'_>, by: Key) {
    let node = node_of(work, by);
    match &node.kind {
        _ if work.state.undoes_for(by).is_some() => end(work, by),
        Kind::Throw(throw) | Kind::End(End::Throw(throw)) if !is_awaited(throw) => end(work, by),
        Kind::Transaction(_) if is_called_off_with_others(work, by) => end(work, by),
        Kind::Transaction(_) => leave_called_off(work, by, node),
        _ => activity::finish(work, by, Context::new()),
    }
}

/// What nobody waits for ends without a token that would go on. An ad-hoc sub-process around it may be over then.
fn end(work: &mut Work<'_>, key: Key) {
    let (scope, node) = (work.state.elements[&key].scope, node_of(work, key));
    super::settle(work, key);
    work.emit(Event::Left { key });
    ad_hoc::token_ended(work, scope, node);
}

/// Whether a token waits at the event until everything is undone.
pub(crate) fn is_awaited(throw: &Throw) -> bool {
    !matches!(throw, Throw::Compensation(wanted) if wanted.completion == Completion::NotAwaited)
}

/// Whether it is one of several times that a transaction was done, all of which were called off.
pub(crate) fn is_called_off_with_others(work: &Work<'_>, key: Key) -> bool {
    let live = &work.state.elements[&key];
    let around = work.state.elements.get(&live.scope);
    around.is_some_and(|around| around.wait == Wait::Compensation && around.element == live.element)
}

/// The transaction is left by its event for that.
fn leave_called_off(work: &mut Work<'_>, key: Key, node: &Node) {
    let is_cancel =
        |event: &&Node| event.kind.event().is_some_and(|event| matches!(event.trigger, Trigger::Cancel));
    match boundary::border_of(work, node).into_iter().find(is_cancel) {
        Some(event) => boundary::happen(work, key, event, Context::new()),
        None => super::cancel(work, key),
    }
}
