//! Lanes: the groups they name are asked for the tasks in them that name none. What people read on a lane is no name of
//! a group, because it may be changed at will.

use super::extensions::{child, own, refuse_foreign, refuse_unknown};
use super::names::{BPMN, model_child, model_children};
use super::reader::Reader;
use crate::written::{Given, Written};
use roxmltree::Node;

/// Reads the lanes of a process and of everything embedded in it.
pub(super) fn read(reader: &mut Reader<'_>, process: Node<'_, '_>) {
    for set in process.descendants().filter(|node| node.has_tag_name((BPMN, "laneSet"))) {
        let Some(scope) = set.parent() else { continue };
        lanes(reader, (set, scope), None);
    }
}

/// The groups of the innermost lane around a task. The tasks of a sub-process lie in the lane of the sub-process.
pub(super) fn groups(reader: &Reader<'_>, task: Node<'_, '_>) -> Option<Given> {
    let around = task.ancestors().filter_map(|node| node.attribute("id"));
    around.into_iter().find_map(|id| reader.lanes.get(id)).cloned()
}

/// The groups that an element names itself, in our own namespace.
pub(super) fn own_groups(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<Written> {
    let mut found = None;
    for element in own(node, "candidateGroups") {
        let groups = reader.attribute(element, "groups");
        if groups.is_none() {
            reader.report(element, "bpmn-groups-of-nobody", &[]);
        }
        found = found.or(groups);
    }
    found
}

/// Reads a set of lanes from the inside out, so that the innermost lane that lists an element counts, and the first of
/// several sets.
fn lanes(reader: &mut Reader<'_>, (set, scope): (Node<'_, '_>, Node<'_, '_>), outer: Option<&Given>) {
    for lane in model_children(set).filter(|child| child.tag_name().name() == "lane") {
        let named = named(reader, lane);
        let groups = named.as_ref().or(outer);
        if let Some(inner) = model_child(lane, "childLaneSet") {
            lanes(reader, (inner, scope), groups);
        }
        for listed in model_children(lane).filter(|child| child.tag_name().name() == "flowNodeRef") {
            let id = reader.text(listed).map(|written| written.text).unwrap_or_default();
            let lies_here = |node: &Node<'_, '_>| node.ancestors().skip(1).any(|around| around == scope);
            if !reader.index.model(lane, &id).as_ref().is_some_and(lies_here) {
                reader.report(listed, "bpmn-dangling", &[("attribute", "flowNodeRef"), ("target", &id)]);
            } else if let Some(groups) = groups {
                reader.lanes.entry(id).or_insert_with(|| groups.clone());
            }
        }
    }
}

/// What a lane itself names; the element of Camunda 8 goes first.
fn named(reader: &mut Reader<'_>, lane: Node<'_, '_>) -> Option<Given> {
    refuse_unknown(reader, lane, &["assignmentDefinition"]);
    refuse_foreign(reader, lane, "candidateGroups");
    let mut found = None;
    if let Some(assignment) = child(lane, "assignmentDefinition") {
        for attribute in ["assignee", "candidateUsers"] {
            if assignment.has_attribute(attribute) {
                reader.refuse_attribute(assignment, attribute);
            }
        }
        found = reader.attribute(assignment, "candidateGroups");
    }
    let own = own_groups(reader, lane);
    found.or(own).map(Written::given)
}
