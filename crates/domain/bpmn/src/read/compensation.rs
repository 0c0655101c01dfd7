//! Compensation: which activity undoes what another has done, and what an event wants undone.

use super::body::is_for_compensation;
use super::names::{model_child, says};
use super::reader::Reader;
use crate::event::{Compensation, Completion};
use crate::written::Written;
use roxmltree::Node;

/// The activity that an association joins to a boundary event; one marked as a handler before any other.
pub(super) fn handler(reader: &mut Reader<'_>, event: Node<'_, '_>) -> Option<Written> {
    let body = event.parent()?;
    let id = event.attribute("id").unwrap_or("");
    let ends = |association: Node<'_, '_>| {
        let ends = [association.attribute("sourceRef"), association.attribute("targetRef")];
        ends.into_iter().flatten().find(|end| *end != id).map(str::to_owned)
    };
    let associations = reader.index.joining(event, id).into_iter();
    let joined = associations.filter(|association| association.parent() == Some(body)).filter_map(ends);
    let is_activity = |node: &Node<'_, '_>| {
        let name = node.tag_name().name();
        name == "task"
            || name.ends_with("Task")
            || matches!(name, "subProcess" | "transaction" | "callActivity" | "adHocSubProcess")
    };
    let named = joined.flat_map(|end| reader.index.with_id(event, &end));
    let mut activities: Vec<_> =
        named.filter(|node| node.parent() == Some(body)).filter(is_activity).collect();
    activities.sort_by_key(|node| node.range().start);
    let marked = activities.iter().copied().find(|node| is_for_compensation(*node));
    let Some(found) = marked.or_else(|| activities.first().copied()) else {
        reader.report_unfinished(event, "bpmn-compensation-without-handler");
        return None;
    };
    let text = found.attribute("id").unwrap_or("").to_owned();
    if marked.is_none() {
        reader.report(event, "bpmn-compensation-handler", &[("handler", &text)]);
    }
    Some(Written { text, span: reader.span(found) })
}

/// An event on a border or at a start is about what it belongs to, and can name no other activity.
pub(super) fn caught(reader: &mut Reader<'_>, node: Node<'_, '_>) {
    if node.has_attribute("activityRef") {
        reader.refuse_attribute(node, "activityRef");
    }
}

/// What a throwing event wants undone.
pub(super) fn thrown(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<Compensation> {
    let completion = match says(node, "waitForCompletion") {
        Some(false) => Completion::NotAwaited,
        _ => Completion::Awaited,
    };
    let activity = match reader.attribute(node, "activityRef") {
        Some(written) => Some(undoable(reader, node, written)?),
        None => None,
    };
    Some(Compensation { activity, completion })
}

/// The activity that an event names, found in its scope or further out, when it can be undone.
fn undoable(reader: &mut Reader<'_>, node: Node<'_, '_>, written: Written) -> Option<Written> {
    let scopes = node.ancestors().skip(2).take_while(|scope| scope.tag_name().name() != "definitions");
    let named = reader.index.with_id(node, &written.text);
    let mut found = scopes.filter_map(|scope| named.iter().find(|node| node.parent() == Some(scope)));
    let Some(activity) = found.next() else {
        let args = [("attribute", "activityRef"), ("target", written.text.as_str())];
        reader.report(node, "bpmn-dangling", &args);
        return None;
    };
    let on_border = reader.index.on_border(node, &written.text).into_iter();
    let mut beside = on_border.filter(|event| event.parent() == activity.parent());
    if !contains_others(*activity) && !beside.any(undoes) {
        reader.report(node, "bpmn-compensation-of-nothing", &[("activity", &written.text)]);
        return None;
    }
    Some(written)
}

/// Whether an activity can be undone because it contains others.
fn contains_others(activity: Node<'_, '_>) -> bool {
    matches!(activity.tag_name().name(), "subProcess" | "transaction" | "adHocSubProcess")
}

/// Whether an event on a border makes that the activity can be undone.
fn undoes(event: Node<'_, '_>) -> bool {
    event.tag_name().name() == "boundaryEvent" && model_child(event, "compensateEventDefinition").is_some()
}
