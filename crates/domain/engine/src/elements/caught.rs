//! Who catches what is thrown. It is looked for from the inside out, across called processes: in each scope first among
//! its event sub-processes, then on the border of the activity that forms the scope; in one place the event that names
//! the code comes before the one that catches every code.

use super::{activity, boundary, event_sub_process, leave_by_all, milestone, node_of, passed};
use crate::key::Key;
use crate::program::{Caught, Kind, Node, Sort, Trigger};
use crate::work::Work;
use bpmn::Interrupting;
use feel::{Context, Value};

/// What is thrown.
pub(super) struct Thrown {
    pub(super) sort: Sort,
    pub(super) code: String,
    /// What a person should know, when a job has failed.
    pub(super) message: Option<String>,
    /// What is handed over.
    pub(super) variables: Context,
}

/// Where something is caught.
pub(crate) struct Catcher<'p> {
    /// The activity with the boundary event, or the scope with the event sub-process.
    at: Key,
    /// The boundary event or the event sub-process.
    pub(crate) node: &'p Node,
    pub(crate) caught: &'p Caught,
    pub(crate) interrupting: Interrupting,
}

/// Who catches what is thrown by a live element or directly in a scope.
pub(super) fn catcher<'p>(work: &Work<'p>, from: Key, thrown: &Thrown) -> Option<Catcher<'p>> {
    places(work, from).into_iter().find_map(|(at, nodes)| best(work, at, &nodes, thrown))
}

/// All that can be thrown by a live element because something catches it: for each code the event that does, the nearest
/// first.
pub(crate) fn catchers<'p>(work: &Work<'p>, from: Key) -> Vec<Catcher<'p>> {
    let mut found: Vec<Catcher<'p>> = Vec::new();
    for (at, nodes) in places(work, from) {
        let mut here: Vec<_> = nodes.into_iter().filter_map(|node| catching(work, at, node)).collect();
        here.sort_by_key(|catcher| catcher.caught.code.is_none());
        for catcher in here {
            if !found.iter().any(|nearer| nearer.hides(&catcher)) {
                found.push(catcher);
            }
        }
    }
    found
}

/// Where something may be caught, from the inside out, and what may catch it there.
fn places<'p>(work: &Work<'p>, from: Key) -> Vec<(Key, Vec<&'p Node>)> {
    let mut places = Vec::new();
    let mut came_from = None;
    for at in work.outwards(from) {
        // What was opened again to be undone only surrounds what does that.
        if !work.state.is_reopened(at) {
            places.push((at, starting(work, at, came_from)));
            places.push((at, boundary::border(work, at)));
        }
        came_from = (at != Key::ROOT).then(|| node_of(work, at));
    }
    places
}

/// The event sub-processes of a scope that may start. What is thrown inside of one does not start it again.
fn starting<'p>(work: &Work<'p>, at: Key, came_from: Option<&Node>) -> Vec<&'p Node> {
    let others = |node: &&Node| came_from.is_none_or(|from| from.id != node.id);
    let inside: Vec<_> = event_sub_process::inside(work, at).filter(others).collect();
    if inside.is_empty() || event_sub_process::is_interrupted(work, at) { Vec::new() } else { inside }
}

/// The one of several events of one place that catches it.
fn best<'p>(work: &Work<'p>, at: Key, nodes: &[&'p Node], thrown: &Thrown) -> Option<Catcher<'p>> {
    let fitting =
        || nodes.iter().filter_map(|node| catching(work, at, node)).filter(|found| found.catches(thrown));
    fitting().find(|found| found.caught.code.is_some()).or_else(|| fitting().next())
}

fn catching<'p>(work: &Work<'p>, at: Key, node: &'p Node) -> Option<Catcher<'p>> {
    let event = match &node.kind {
        Kind::EventSubProcess(_) => event_sub_process::start_of(work, node)?.1,
        kind => kind.event()?,
    };
    let Trigger::Caught(caught) = &event.trigger else { return None };
    Some(Catcher { at, node, caught, interrupting: event.interrupting })
}

impl Catcher<'_> {
    fn catches(&self, thrown: &Thrown) -> bool {
        let code = self.caught.code.as_ref();
        self.caught.sort == thrown.sort && code.is_none_or(|code| **code == *thrown.code)
    }

    /// Whether nothing that the other one catches would reach it.
    fn hides(&self, other: &Catcher<'_>) -> bool {
        let code = self.caught.code.as_ref();
        self.caught.sort == other.caught.sort && (code.is_none() || code == other.caught.code.as_ref())
    }
}

/// The event that catches it happens.
pub(super) fn happen(work: &mut Work<'_>, catcher: &Catcher<'_>, thrown: Thrown) {
    let mut brought = thrown.variables;
    if let Some(name) = &catcher.caught.code_variable {
        brought.insert(name.clone(), Value::text(thrown.code.as_str()));
    }
    if let Some(name) = &catcher.caught.message_variable {
        brought.insert(
            name.clone(),
            thrown.message.map_or(Value::Null, |message| Value::text(message.as_str())),
        );
    }
    match catcher.node.kind {
        Kind::EventSubProcess(_) => event_sub_process::happen(work, catcher.at, catcher.node, brought),
        _ => boundary::happen(work, catcher.at, catcher.node, brought),
    }
}

/// A token goes on from an event that has happened. What it brought goes to the scope, or is only seen by its outputs.
/// Where that fails the token rests on the event until a person has helped.
pub(super) fn go_on(work: &mut Work<'_>, scope: Key, event: &Node, brought: Context) {
    if event.outputs.is_empty() && activity::keep(work, scope, event, brought.clone()).is_ok() {
        passed(work, event);
        leave_by_all(work, scope, event);
    } else {
        let key = work.rest(scope, event);
        milestone(work, event);
        activity::finish(work, key, brought);
    }
}
