//! The names that the expressions of each process may use. Processes that call each other know each other's variables, so
//! the names are gathered once for all of them together.

use super::Source;
use super::known;
use bpmn::{Body, NodeKind};
use feel::Names;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The names of all processes of a release.
pub(super) struct Vocabulary {
    of: BTreeMap<String, Arc<Names>>,
}

impl Vocabulary {
    pub(super) fn of(source: &Source<'_>) -> Self {
        let files = source.processes.iter().flat_map(|(_, definitions)| &definitions.processes);
        let bodies: Vec<(&str, &Body)> =
            files.filter_map(|process| Some((process.id.as_str(), process.body.as_ref()?))).collect();
        let mut of = BTreeMap::new();
        for group in groups(&bodies) {
            let related = bodies.iter().filter(|(id, _)| group.contains(id)).map(|(_, body)| *body);
            let names = Arc::new(known::names(source, &related.collect::<Vec<_>>()));
            of.extend(group.into_iter().map(|id| (id.to_owned(), names.clone())));
        }
        Self { of }
    }

    /// The names of a process.
    pub(super) fn of_process(&self, id: &str) -> Arc<Names> {
        self.of.get(id).cloned().unwrap_or_default()
    }
}

/// The processes that call each other, also through others.
fn groups<'b>(bodies: &[(&'b str, &'b Body)]) -> Vec<BTreeSet<&'b str>> {
    let mut neighbours: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (caller, body) in bodies {
        neighbours.entry(caller).or_default();
        for called in called_by(body) {
            neighbours.entry(caller).or_default().insert(called);
            neighbours.entry(called).or_default().insert(caller);
        }
    }
    let (mut groups, mut seen) = (Vec::new(), BTreeSet::new());
    for first in neighbours.keys() {
        let (mut group, mut waiting) = (BTreeSet::new(), vec![*first]);
        while let Some(next) = waiting.pop() {
            if seen.insert(next) {
                group.insert(next);
                waiting.extend(&neighbours[next]);
            }
        }
        groups.extend((!group.is_empty()).then_some(group));
    }
    groups
}

fn called_by(body: &Body) -> BTreeSet<&str> {
    let mut called = BTreeSet::new();
    known::each_node(body, &mut |node| {
        if let NodeKind::Call(call) = &node.kind {
            called.insert(call.process.text.as_str());
        }
    });
    called
}
