//! Errors and escalations are caught only where something can throw them.

use crate::event::Trigger;
use crate::node::NodeKind;
use crate::read::{Draft, Reader};

/// Errors and escalations are thrown inside a sub-process or called process and from user tasks; a job tells errors, too.
pub(crate) fn never(reader: &mut Reader<'_>, draft: &Draft<'_, '_>) {
    for node in &draft.nodes {
        let Some(NodeKind::Boundary(boundary)) = &node.kind else { continue };
        let Some(host) = draft.node(&boundary.attached_to).and_then(|host| host.kind.as_ref()) else {
            continue;
        };
        let throws_inside = matches!(
            host,
            NodeKind::SubProcess(_) | NodeKind::Transaction(_) | NodeKind::AdHoc(_) | NodeKind::Call(_)
        );
        let throws = match &boundary.trigger {
            Trigger::Error(_) => throws_inside || matches!(host, NodeKind::User(_) | NodeKind::Job(_)),
            Trigger::Escalation(_) => throws_inside || matches!(host, NodeKind::User(_)),
            Trigger::Timer(_)
            | Trigger::Message(_)
            | Trigger::Signal(_)
            | Trigger::Condition(_)
            | Trigger::Compensation(_)
            | Trigger::Cancel => true,
        };
        let waits = !matches!(host, NodeKind::Plain | NodeKind::Rule(_) | NodeKind::Script(_));
        if !throws && waits {
            reader.report_unfinished(node.xml, "bpmn-never-thrown");
        }
    }
}
