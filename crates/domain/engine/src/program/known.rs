//! The names an expression of a process may use, and who may set them.

use super::Source;
use super::looping;
use bpmn::{Body, FlowNode, NodeKind, Trigger, Written};
use feel::Names;
use values::Problem;

/// Header of a job that names the variables of its result, comma-separated.
const RESULT_HEADER: &str = "result";

/// Everything a case may know: parameters, answers of all forms, targets of mappings, data objects and results of tasks in
/// these bodies. Which of them are there at a point of the process is not asked; what is missing is null.
pub(super) fn names(source: &Source<'_>, bodies: &[&Body]) -> Names {
    let mut names: Names = source.parameters.names().collect();
    names.extend(source.forms.values().flatten().map(String::as_str));
    let processes = source.processes.iter().flat_map(|(_, definitions)| &definitions.processes);
    let results = processes.filter_map(|process| process.clock.as_ref()?.result.as_ref());
    names.extend(results.map(|result| result.text.as_str()));
    for body in bodies {
        names.extend(body.data.iter().map(String::as_str));
        each_node(body, &mut |node| {
            names.extend(node.kind.inner().into_iter().flat_map(|inner| &inner.data).map(String::as_str));
            names.extend(set_by(node).iter().map(|written| written.text.as_str()));
            if node.looping.is_some() {
                names.extend(looping::NAMES);
            }
            if let Some(job) = node.kind.job()
                && let Some(result) = job.headers.get(RESULT_HEADER)
            {
                names.extend(result.text.split(',').map(str::trim));
            }
        });
    }
    names
}

/// The variables that a node sets, as written in the model.
fn set_by(node: &FlowNode) -> Vec<&Written> {
    let mappings = node.extensions.inputs.iter().chain(&node.extensions.outputs);
    let mut set: Vec<&Written> = mappings.map(|mapping| &mapping.target).collect();
    set.extend(node.extensions.clock.iter().filter_map(|clock| clock.result.as_ref()));
    if let Some(bpmn::Looping::Each(each)) = node.looping.as_deref() {
        set.extend(each.element.iter().chain(each.collected.iter().map(|collected| &collected.into)));
    }
    set.extend(node.extensions.listeners.iter().map(|listener| &listener.result));
    match &node.kind {
        NodeKind::Rule(rule) => set.push(&rule.result),
        NodeKind::Script(script) => set.push(&script.result),
        kind => {
            if let Some(Trigger::Error(caught) | Trigger::Escalation(caught)) = kind.trigger() {
                set.extend(caught.code_variable.iter().chain(&caught.message_variable));
            }
        }
    }
    set
}

/// Parameters are never set by a case, neither by the model nor by a form.
pub(super) fn set_parameters(source: &Source<'_>, file: &str, body: &Body) -> Vec<Problem> {
    let mut problems = Vec::new();
    each_node(body, &mut |node| {
        for written in set_by(node) {
            if source.parameters.contains(&written.text) {
                let problem = Problem::in_text(written.span, "engine-sets-parameter")
                    .with("name", &written.text)
                    .naming(&node.id)
                    .in_file(file);
                problems.push(problem);
            }
        }
    });
    problems
}

/// Parameters that a form would set.
pub(super) fn set_parameters_by_form(source: &Source<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (form, names) in &source.forms {
        for name in names.iter().filter(|name| source.parameters.contains(name)) {
            let problem = Problem::new(values::Place::Whole, "engine-form-sets-parameter");
            problems.push(problem.with("form", form).with("name", name));
        }
    }
    problems
}

/// Visits the nodes of a body and of everything embedded in it.
pub(super) fn each_node<'b>(body: &'b Body, visit: &mut dyn FnMut(&'b FlowNode)) {
    for node in &body.nodes {
        visit(node);
        if let Some(inner) = node.kind.inner() {
            each_node(inner, visit);
        }
    }
}

/// Names the element of a problem that has none yet.
pub(super) trait Naming {
    /// The same problem, of this element.
    fn naming(self, element: &str) -> Self;
}

impl Naming for Problem {
    fn naming(mut self, id: &str) -> Self {
        if let values::Place::Text { element, .. } = &mut self.place {
            id.clone_into(element);
        }
        self
    }
}
