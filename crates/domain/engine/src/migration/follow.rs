//! What changes around the elements that go on: events that are new are waited for, events that are gone are not any
//! more, and open tasks ask what the new program says. Where two programs say the same, nothing happens.

use super::Plan;
use crate::effect::{Effect, OpenTask};
use crate::elements::{self, ad_hoc, user_task, waiting};
use crate::incident::Cause;
use crate::instance::{Instance, Wait};
use crate::key::Key;
use crate::program::{AdHoc, Kind, Node, Program, User};
use crate::rejection::Rejection;
use crate::work::Work;
use std::collections::BTreeSet;
use std::sync::Arc;
use values::{Place, Problem, TaskId};

/// Waits for the events that the new program has and the old one had not, and no longer for those that are gone. An event
/// that hung elsewhere is a new one here.
pub(super) fn events(work: &mut Work<'_>, before: &Work<'_>, plan: &Plan) -> Vec<Problem> {
    let hosts = waiting::hosts(work);
    for host in &hosts {
        let new = waiting::events_of(work, *host);
        close_others(work, *host, &new);
    }
    let mut problems = Vec::new();
    for host in hosts {
        // It is waited for already or has happened.
        let had: BTreeSet<Arc<str>> =
            waiting::events_of(before, host).into_iter().map(|event| plan.new_name(&event.id)).collect();
        for event in waiting::events_of(work, host) {
            if had.contains(&event.id) || waiting::is_open(work, host, &event.id) {
                continue;
            }
            if let Err(cause) = waiting::wait_for(work, host, event) {
                problems.push(unfit(&event.id, &cause));
            }
        }
    }
    problems
}

/// Nothing is waited for that is gone, and what two events had waited for that are one now is waited for once.
fn close_others(work: &mut Work<'_>, host: Key, events: &[&Node]) {
    let stays = |work: &Work<'_>, element: &Arc<str>| {
        events.iter().any(|event| event.id == *element) || work.process().clock(element).is_some()
    };
    let mut seen = BTreeSet::new();
    let mut timers = work.state.timers_of(host);
    timers.sort_by_key(|timer| (work.state.timers[timer].due, *timer));
    for timer in timers {
        let element = work.state.timers[&timer].element.clone();
        if !stays(work, &element) || !seen.insert(element) {
            work.disarm(timer);
        }
    }
    for message in work.state.subscriptions_of(host) {
        let element = work.state.subscriptions[&message].element.clone();
        if !stays(work, &element) || !seen.insert(element) {
            work.unsubscribe(message);
        }
    }
    for open in work.state.conditions_of(host).to_vec() {
        if !stays(work, &open.element) {
            elements::condition::unwatch(work, host, open.element);
        }
    }
}

/// Open tasks ask anew where the programs differ.
pub(super) fn tasks(work: &mut Work<'_>, from: &Program, before: &Instance) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (key, task) in open_tasks(&work.state) {
        let new = elements::node_of(work, key);
        let old = from.process.node(&before.elements[&key].element).map(|index| &from.process.nodes[index]);
        if old.is_some_and(|old| asks_the_same(old, new)) {
            continue;
        }
        match asked(work, key, task) {
            Ok(open) => work.effects.extend(open.map(Effect::ChangeTask)),
            Err(cause) => problems.push(unfit(&new.id, &cause)),
        }
    }
    problems
}

/// What the world is told when the last step is taken back. The state is the one from before already.
pub(super) fn back(work: &mut Work<'_>, migrated: &Instance) -> Result<(), Rejection> {
    for timer in migrated.timers.keys().filter(|id| !work.state.timers.contains_key(id)) {
        work.effects.push(Effect::ClearTimer(*timer));
    }
    for message in migrated.subscriptions.keys().filter(|id| !work.state.subscriptions.contains_key(id)) {
        work.effects.push(Effect::Unsubscribe(*message));
    }
    for (timer, armed) in work.state.timers.iter().filter(|(id, _)| !migrated.timers.contains_key(id)) {
        work.effects.push(Effect::SetTimer { timer: *timer, due: armed.due });
    }
    let closed = work.state.subscriptions.clone();
    for (id, open) in closed.iter().filter(|(id, _)| !migrated.subscriptions.contains_key(id)) {
        let index = work.process().node(&open.element);
        let event = work.node(index.ok_or(Rejection::OtherRelease { element: open.element.to_string() })?);
        let planned = waiting::plan(work, open.key, event).map_err(|_| Rejection::NothingToUndo)?;
        for planned in planned.into_messages() {
            work.ask(Effect::Subscribe(crate::Subscription { id: *id, ..planned }));
        }
    }
    for incident in migrated.incidents.keys().filter(|id| !work.state.incidents.contains_key(id)) {
        work.effects.push(Effect::ResolveIncident(*incident));
    }
    let settled = work.state.incidents.iter().filter(|(id, _)| !migrated.incidents.contains_key(id));
    work.effects.extend(settled.map(|(_, incident)| Effect::RaiseIncident(incident.clone())));
    for (key, task) in open_tasks(&work.state) {
        let open = asked(work, key, task).map_err(|_| Rejection::NothingToUndo)?;
        work.effects.extend(open.map(Effect::ChangeTask));
    }
    Ok(())
}

fn open_tasks(state: &Instance) -> Vec<(Key, TaskId)> {
    let task = |(key, live): (&Key, &crate::LiveElement)| match live.wait {
        Wait::Task(task) => Some((*key, task)),
        Wait::Choice => Some((*key, ad_hoc::task_at(state, *key))),
        _ => None,
    };
    state.elements.iter().filter_map(task).collect()
}

fn asked(work: &Work<'_>, key: Key, id: TaskId) -> Result<Option<OpenTask>, Cause> {
    let node = elements::node_of(work, key);
    match &node.kind {
        Kind::User(task) => user_task::asks(work, key, node, task, id).map(Some),
        Kind::AdHoc(ad_hoc) => ad_hoc::asks(work, key, node, ad_hoc),
        _ => Ok(None),
    }
}

fn asks_the_same(old: &Node, new: &Node) -> bool {
    let says_the_same = match (&old.kind, &new.kind) {
        (Kind::User(one), Kind::User(other)) => formulas(one) == formulas(other),
        (Kind::AdHoc(one), Kind::AdHoc(other)) => groups(one) == groups(other),
        _ => false,
    };
    old.id == new.id && old.name == new.name && says_the_same
}

fn groups(ad_hoc: &AdHoc) -> Option<String> {
    ad_hoc.candidate_groups.as_ref().map(crate::formula::Formula::text)
}

fn formulas(task: &User) -> (&str, Vec<&Arc<str>>, [Option<String>; 4]) {
    let texts = [&task.assignee, &task.candidate_groups, &task.due, &task.follow_up];
    let four_eyes = task.four_eyes.iter().map(|looked_at| &looked_at.task).collect();
    (&task.form, four_eyes, texts.map(|formula| formula.as_ref().map(crate::formula::Formula::text)))
}

fn unfit(element: &str, cause: &Cause) -> Problem {
    let problem = Problem::new(Place::Whole, "migration-unfit").with("element", element);
    problem.with("cause", cause.text_key())
}
