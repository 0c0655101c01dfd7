//! What people may throw from a user task has a name in every language: whatever is caught on the border of one. What is
//! caught further out may be meant for jobs alone; people may throw it where the package names it.

use super::nodes;
use super::texts::{in_catalogue, keys, knows};
use crate::package::Parts;
use bpmn::{Body, FlowNode, NodeKind, Trigger};
use std::collections::BTreeSet;
use values::{Language, Problem};

/// How the keys of these names begin.
pub(super) const PREFIX: &str = "thrown.";

/// The key under which the name stands of what an element catches.
pub(crate) fn thrown_key(element: &str) -> String {
    format!("{PREFIX}{element}")
}

/// Names that are missing, and names of what nothing catches.
pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    let caught: BTreeSet<String> =
        nodes(parts).iter().filter(|node| catches(node.node)).map(|node| thrown_key(&node.node.id)).collect();
    let named = Language::ALL.into_iter().flat_map(|language| names(parts, language)).cloned();
    let needed: BTreeSet<String> = at_user_tasks(parts).into_iter().chain(named).collect();
    let mut problems = Vec::new();
    for language in Language::ALL {
        let missing = needed.iter().filter(|key| caught.contains(*key) && !knows(parts, language, key));
        problems.extend(missing.map(|key| in_catalogue(language, "services-missing-text", key)));
        let unused = names(parts, language).filter(|key| !caught.contains(*key));
        problems.extend(unused.map(|key| in_catalogue(language, "services-unused-text", key)));
    }
    problems
}

fn names(parts: &Parts, language: Language) -> impl Iterator<Item = &String> {
    keys(parts, language).filter(|key| key.starts_with(PREFIX))
}

pub(super) fn catches(node: &FlowNode) -> bool {
    match &node.kind {
        NodeKind::Boundary(boundary) => is_thrown(&boundary.trigger),
        NodeKind::EventSubProcess(body) => body.nodes.iter().any(starts_by_thrown),
        _ => false,
    }
}

fn starts_by_thrown(node: &FlowNode) -> bool {
    matches!(&node.kind, NodeKind::EventStart(start) if is_thrown(&start.trigger))
}

fn is_thrown(trigger: &Trigger) -> bool {
    matches!(trigger, Trigger::Error(_) | Trigger::Escalation(_))
}

/// What is caught on the border of user tasks.
fn at_user_tasks(parts: &Parts) -> Vec<String> {
    let files = parts.processes.values();
    let bodies = files.flat_map(|file| file.processes.iter().filter_map(|process| process.body.as_ref()));
    let mut found = Vec::new();
    bodies.for_each(|body| collect(body, &mut found));
    found
}

fn collect(body: &Body, found: &mut Vec<String>) {
    let users = body.nodes.iter().filter(|node| matches!(node.kind, NodeKind::User(_)));
    let users: BTreeSet<&str> = users.map(|node| node.id.as_str()).collect();
    for node in &body.nodes {
        match &node.kind {
            NodeKind::Boundary(boundary)
                if is_thrown(&boundary.trigger) && users.contains(boundary.attached_to.as_str()) =>
            {
                found.push(thrown_key(&node.id));
            }
            kind => kind.inner().into_iter().for_each(|inner| collect(inner, found)),
        }
    }
}
