//! Ad-hoc sub-processes: what may be in them, and what of it may be begun by itself.

use crate::read::{Draft, DraftNode, Reader, is_for_compensation};

/// Whether the draft is that of an ad-hoc sub-process.
pub(super) fn is_one(draft: &Draft<'_, '_>) -> bool {
    draft.xml.tag_name().name() == "adHocSubProcess"
}

/// Nothing inside begins or ends the whole, and there is something to do. What was refused anyway may be that.
pub(super) fn contents(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for node in &draft.nodes {
        let name = node.xml.tag_name().name();
        if matches!(name, "startEvent" | "endEvent") {
            reader.report(node.xml, "bpmn-ad-hoc-event", &[("element", name)]);
        }
    }
    let acts = |node: &DraftNode<'_, '_>| node.kind.as_ref().is_none_or(|kind| kind.is_activity());
    if !draft.nodes.iter().any(acts) {
        reader.report(draft.xml, "bpmn-ad-hoc-empty", &[]);
    }
}

/// Whether the node may be begun by itself.
pub(super) fn begins(node: &DraftNode<'_, '_>) -> bool {
    let is_inside = node.xml.parent().is_some_and(|around| around.tag_name().name() == "adHocSubProcess");
    let may_begin = node.kind.as_ref().is_some_and(|kind| kind.may_begin());
    is_inside && may_begin && node.incoming.is_empty() && !is_for_compensation(node.xml)
}
