//! Whether every form that is named exists and every form that exists can be reached.

use super::{Node, at_written, in_manifest, nodes};
use crate::package::Parts;
use bpmn::{NodeKind, Written};
use std::collections::BTreeSet;
use values::{Place, Problem};

pub(super) fn reachable(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    let starts: Vec<&str> =
        parts.manifest.procedures.iter().map(|procedure| procedure.start_form.as_str()).collect();
    for start in starts.iter().filter(|start| !parts.forms.contains_key(**start)) {
        problems.push(in_manifest("services-unknown-form").with("form", start));
    }
    let nodes = nodes(parts);
    let named: Vec<(&Node<'_>, &Written)> = nodes.iter().filter_map(named_form).collect();
    for (node, written) in &named {
        if !parts.forms.contains_key(&written.text) {
            problems.push(at_written(node, written, "services-unknown-form").with("form", &written.text));
        }
    }
    let used: BTreeSet<&str> = named.iter().map(|(_, written)| written.text.as_str()).chain(starts).collect();
    for key in parts.forms.keys().filter(|key| !used.contains(key.as_str())) {
        let problem =
            Problem::new(Place::Whole, "services-unreachable-form").in_file(&format!("forms/{key}.form"));
        problems.push(problem.with("form", key));
    }
    problems
}

fn named_form<'n>(node: &'n Node<'n>) -> Option<(&'n Node<'n>, &'n Written)> {
    match &node.node.kind {
        NodeKind::User(task) => Some((node, task.form.as_ref()?)),
        _ => None,
    }
}
