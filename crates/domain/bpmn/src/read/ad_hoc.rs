//! `adHocSubProcess`.

use super::extensions::{child, refuse_unknown};
use super::names::says;
use super::reader::Reader;
use super::{body, lanes, looping};
use crate::ad_hoc::{AdHoc, Remaining};
use crate::looping::Order;
use crate::written::Written;
use roxmltree::Node;

/// Reads an ad-hoc sub-process.
pub(super) fn read(reader: &mut Reader<'_>, node: Node<'_, '_>) -> AdHoc {
    refuse_unknown(reader, node, &["adHoc"]);
    let said = child(node, "adHoc");
    for attribute in ["outputCollection", "outputElement"] {
        if let Some(said) = said.filter(|said| said.has_attribute(attribute)) {
            reader.refuse_attribute(said, attribute);
        }
    }
    let order = match node.attribute("ordering") {
        Some("Sequential") => Order::Sequential,
        _ => Order::Parallel,
    };
    let remaining = match says(node, "cancelRemainingInstances") {
        Some(false) => Remaining::Awaited,
        _ => Remaining::Cancelled,
    };
    let active = said.and_then(|said| looping::expression(reader, said, "activeElementsCollection"));
    if order == Order::Sequential && active.is_some() {
        reader.report(node, "bpmn-ad-hoc-order", &[]);
    }
    let completion = looping::condition(reader, node, "completionCondition");
    let candidate_groups = lanes::own_groups(reader, node).map(Written::given);
    let candidate_groups = candidate_groups.or_else(|| lanes::groups(reader, node));
    AdHoc { body: body::read(reader, node), order, completion, remaining, active, candidate_groups }
}
