//! Compensation: which activity undoes what another has done, and what an event wants undone.

use super::body::is_for_compensation;
use super::names::model_children;
use super::reader::Reader;
use crate::event::{Compensation, Completion};
use crate::written::Written;
use roxmltree::Node;

/// The activity that an association joins to a boundary event; one marked as a handler before any other.
pub(super) fn handler(reader: &mut Reader<'_>, event: Node<'_, '_>) -> Option<Written> {
    let body = event.parent()?;
    let id = event.attribute("id").unwrap_or("");
    let joined = |node: &Node<'_, '_>| {
        model_children(body).any(|one| {
            let ends = (one.attribute("sourceRef"), one.attribute("targetRef"), node.attribute("id"));
            one.tag_name().name() == "association"
                && (ends.0 == Some(id) && ends.1 == ends.2 || ends.1 == Some(id) && ends.0 == ends.2)
        })
    };
    let is_activity = |node: &Node<'_, '_>| {
        let name = node.tag_name().name();
        name == "task"
            || name.ends_with("Task")
            || matches!(name, "subProcess" | "transaction" | "callActivity" | "adHocSubProcess")
    };
    let activities: Vec<_> = model_children(body).filter(is_activity).filter(joined).collect();
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
    let completion = match node.attribute("waitForCompletion") {
        Some("false" | "0") => Completion::NotAwaited,
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
    let named = |scope: &Node<'_, '_>| {
        let mut inside = model_children(*scope);
        inside.any(|node| node.attribute("id") == Some(&written.text))
    };
    let Some(scope) = scopes.filter(Node::is_element).find(named) else {
        let args = [("attribute", "activityRef"), ("target", written.text.as_str())];
        reader.report(node, "bpmn-dangling", &args);
        return None;
    };
    let can_be_undone = model_children(scope).any(|one| undoes(one, &written.text));
    if !can_be_undone {
        reader.report(node, "bpmn-compensation-of-nothing", &[("activity", &written.text)]);
        return None;
    }
    Some(written)
}

/// Whether an element makes that an activity can be undone: an event on its border, or that it contains others.
fn undoes(element: Node<'_, '_>, activity: &str) -> bool {
    match element.tag_name().name() {
        "boundaryEvent" => {
            element.attribute("attachedToRef") == Some(activity)
                && model_children(element).any(|one| one.tag_name().name() == "compensateEventDefinition")
        }
        "subProcess" | "transaction" | "adHocSubProcess" => element.attribute("id") == Some(activity),
        _ => false,
    }
}
