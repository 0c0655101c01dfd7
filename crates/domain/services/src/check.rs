//! Whether the parts of a package fit together: forms, letters, texts, groups and scenarios that the process names must
//! be there, and what is there must be used. Expressions and decisions are checked by the engine.

mod asked;
mod between_cases;
mod blocks;
mod forms;
mod scenarios;
mod texts;
mod thrown;

pub(crate) use texts::{form_key, step_key, task_key};
pub(crate) use thrown::thrown_key;

use crate::manifest::FILE as MANIFEST;
use crate::package::Parts;
use bpmn::{Body, FlowNode, Given, NodeKind, Written};
use std::collections::BTreeSet;
use values::{Place, Problem};

/// The job types that the platform itself carries out.
pub const JOB_TYPES: [&str; 8] =
    ["letter", "deliver", "mail", "ask", "request-payment", "open-record", "find-record", "end-record"];

/// The messages that the platform itself sends, each to one case: an answer of the applicant, a withdrawal.
pub const OWN_MESSAGES: [&str; 2] = ["answered", "withdrawn"];

/// Everything that does not fit.
pub(crate) fn all(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for procedure in &parts.manifest.procedures {
        if !parts.processes.values().any(|file| file.process(&procedure.process).is_some()) {
            problems.push(in_manifest("services-unknown-process").with("process", &procedure.process));
        }
    }
    problems.extend(letters(parts));
    problems.extend(groups(parts));
    problems.extend(between_cases::all(parts));
    problems.extend(asked::all(parts));
    problems.extend(records(parts));
    problems.extend(questions_of_records(parts));
    problems.extend(forms::reachable(parts));
    problems.extend(texts::all(parts));
    problems.extend(scenarios::all(parts));
    problems
}

/// A problem of the manifest as a whole.
fn in_manifest(key: &'static str) -> Problem {
    Problem::new(Place::Whole, key).in_file(MANIFEST)
}

/// A problem at something written in a process.
fn at_written(node: &Node<'_>, written: &Written, key: &'static str) -> Problem {
    let place = Place::Text { file: node.file.to_owned(), element: node.node.id.clone(), span: written.span };
    Problem::new(place, key)
}

/// A node of a process with the file it stands in.
struct Node<'a> {
    file: &'a str,
    node: &'a FlowNode,
}

/// What stands out in the processes and does not hinder publishing.
pub(crate) fn hints(parts: &Parts) -> Vec<Problem> {
    let nodes = nodes(parts).into_iter();
    let nameless =
        nodes.filter(|node| matches!(node.node.kind, NodeKind::User(_)) && node.node.name.is_empty());
    nameless.map(|node| in_node(&node, "services-nameless-task")).collect()
}

/// A problem of an element of a process as a whole.
fn in_node(node: &Node<'_>, key: &'static str) -> Problem {
    let place =
        Place::Text { file: node.file.to_owned(), element: node.node.id.clone(), span: node.node.span };
    Problem::new(place, key)
}

/// A problem of the element with this id.
pub(crate) fn in_element(parts: &Parts, element: &str, key: &'static str) -> Problem {
    let found = nodes(parts).into_iter().find(|node| node.node.id == element);
    found.map_or_else(|| Problem::new(Place::Whole, key), |node| in_node(&node, key))
}

/// All nodes of all executable processes, those of sub-processes too.
fn nodes(parts: &Parts) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    for (file, definitions) in &parts.processes {
        for body in definitions.processes.iter().filter_map(|process| process.body.as_ref()) {
            collect(file, body, &mut found);
        }
    }
    found
}

fn collect<'a>(file: &'a str, body: &'a Body, found: &mut Vec<Node<'a>>) {
    for node in &body.nodes {
        found.push(Node { file, node });
        if let Some(inner) = node.kind.inner() {
            collect(file, inner, found);
        }
    }
}

/// The value of a header, where a job of this type has it.
fn header<'a>(node: &Node<'a>, job_type: &str, name: &str) -> Option<&'a Written> {
    match &node.node.kind {
        NodeKind::Job(job) if job.job_type.as_ref().is_some_and(|written| written.text == job_type) => {
            job.headers.get(name)
        }
        _ => None,
    }
}

/// Letters that are named must exist; letters that exist must be named.
fn letters(parts: &Parts) -> Vec<Problem> {
    let nodes = nodes(parts);
    let named: Vec<(&Node<'_>, &Written)> =
        nodes.iter().filter_map(|node| Some((node, header(node, "letter", "template")?))).collect();
    let mut problems = Vec::new();
    for (node, written) in &named {
        if !parts.letters.contains_key(&written.text) {
            problems.push(at_written(node, written, "services-unknown-letter").with("letter", &written.text));
        }
    }
    for outcome in &parts.manifest.decisions {
        if !parts.letters.contains_key(&outcome.letter) {
            problems.push(in_manifest("services-unknown-letter").with("letter", &outcome.letter));
        }
    }
    let of_extension = parts.manifest.clock.extension_letter.as_deref();
    if let Some(letter) = of_extension.filter(|letter| !parts.letters.contains_key(*letter)) {
        problems.push(in_manifest("services-unknown-letter").with("letter", letter));
    }
    let used: BTreeSet<&str> =
        named.iter().map(|(_, written)| written.text.as_str()).chain(of_extension).collect();
    for key in parts.letters.keys().filter(|key| !used.contains(key.as_str())) {
        let problem =
            Problem::new(Place::Whole, "services-unused-letter").in_file(&format!("letters/{key}.typ"));
        problems.push(problem.with("letter", key));
    }
    problems
}

/// Jobs about records must name a kind that the manifest declares.
fn records(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for node in nodes(parts) {
        for job_type in ["open-record", "find-record", "end-record"] {
            let Some(written) = header(&node, job_type, "record") else {
                problems.extend(texts::missing_header(&node, job_type, "record"));
                continue;
            };
            if !parts.manifest.records.contains_key(&written.text) {
                problems.push(
                    at_written(&node, written, "services-unknown-record").with("record", &written.text),
                );
            }
        }
    }
    problems
}

/// A field of a record that is read like an answer names a question with choices.
fn questions_of_records(parts: &Parts) -> Vec<Problem> {
    let fields = parts.manifest.records.values().flat_map(|kind| kind.fields().values());
    let unknown = fields.filter_map(|field| {
        let (form, name) = field.question()?;
        let is_known = parts.forms.get(form).is_some_and(|form| !form.choices(name).is_empty());
        (!is_known)
            .then(|| in_manifest("services-unknown-question").with("question", format!("{form}.{name}")))
    });
    unknown.collect()
}

/// Groups that are written out must be roles of the manifest.
fn groups(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for node in nodes(parts) {
        let groups = match &node.node.kind {
            NodeKind::User(task) => &task.candidate_groups,
            NodeKind::AdHoc(ad_hoc) => &ad_hoc.candidate_groups,
            _ => continue,
        };
        let Some(Given::Literal(written)) = groups else { continue };
        for group in written.text.split(',').map(str::trim).filter(|group| !group.is_empty()) {
            if !parts.manifest.roles.contains_key(group) {
                problems.push(at_written(&node, written, "services-unknown-role").with("role", group));
            }
        }
    }
    problems
}
