//! Who may do a task, as BPMN itself writes it. Camunda 8 has an element of its own for that, which goes first.

use super::names::{model_child, model_children};
use super::reader::{Reader, owner};
use crate::task::UserTask;
use crate::written::{Given, Written};
use roxmltree::Node;

/// Reads the person and the groups that a user task names. A reference to a resource says nothing that could be computed
/// and is left as the designer's note.
pub(super) fn read(reader: &mut Reader<'_>, node: Node<'_, '_>, task: &mut UserTask) {
    for role in model_children(node) {
        let Some(written) = expression(reader, role) else { continue };
        match role.tag_name().name() {
            "performer" | "humanPerformer" => task.assignee = Some(written.given()),
            "potentialOwner" => task.candidate_groups = groups(reader, role, written),
            _ => {}
        }
    }
}

fn expression(reader: &Reader<'_>, role: Node<'_, '_>) -> Option<Written> {
    let assignment = model_child(role, "resourceAssignmentExpression")?;
    let formal = model_child(assignment, "formalExpression");
    reader.text(formal.or_else(|| model_child(assignment, "expression"))?)
}

/// Names separated by commas; Operaton and its kin also write `group(NAME)`. A single person is an assignee, not a candidate.
fn groups(reader: &mut Reader<'_>, role: Node<'_, '_>, written: Written) -> Option<Given> {
    let span = written.span;
    let written = match written.given() {
        Given::Literal(written) => written,
        expression @ Given::Expression(_) => return Some(expression),
    };
    let mut names = Vec::new();
    for name in written.text.split(',').map(str::trim) {
        if name.starts_with("user(") {
            reader.report_at(span, owner(role), "bpmn-candidate-person", &[("found", name)]);
            return None;
        }
        names.push(name.strip_prefix("group(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(name));
    }
    Some(Given::Literal(Written { text: names.join(","), span }))
}
