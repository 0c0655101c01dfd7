//! Elements of several processes that run within one: drawing tools call the first start event of every process the same.

use super::Source;
use super::known::each_node;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The elements that a program cannot know by their id alone.
pub(super) struct Shared {
    /// Process and id.
    elements: BTreeSet<(String, String)>,
}

impl Shared {
    /// For the program that runs this process: what a called process has in common with another keeps its id with the name
    /// of its process before it, so that the process that is run never changes its names because of what it calls.
    pub(super) fn of(source: &Source<'_>, main: &str) -> Self {
        let mut processes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for process in source.processes.iter().flat_map(|(_, definitions)| &definitions.processes) {
            let Some(body) = &process.body else { continue };
            each_node(body, &mut |node| processes.entry(&node.id).or_default().push(&process.id));
        }
        let shared = processes.into_iter().filter(|(_, processes)| processes.len() > 1);
        let pairs = shared.flat_map(|(id, processes)| {
            processes.into_iter().map(move |process| (process.to_owned(), id.to_owned()))
        });
        Self { elements: pairs.filter(|(process, _)| process != main).collect() }
    }

    /// What the program knows an element of a process by: its id, or `PROCESS/ID`.
    pub(super) fn name(&self, process: &str, id: &str) -> Arc<str> {
        match self.elements.contains(&(process.to_owned(), id.to_owned())) {
            true => format!("{process}/{id}").into(),
            false => id.into(),
        }
    }
}
