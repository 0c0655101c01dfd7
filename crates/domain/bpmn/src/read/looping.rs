//! `multiInstanceLoopCharacteristics` and `standardLoopCharacteristics`.

use super::extensions::child;
use super::names::{model_child, model_children, says};
use super::reader::{Reader, owner};
use crate::looping::{Collected, Looping, MultiInstance, Order, Over, StandardLoop, Test};
use crate::written::{Given, Written};
use roxmltree::Node;

/// Parts of a multi-instance activity that would change what it does and are not executed.
const REFUSED: [&str; 5] =
    ["complexBehaviorDefinition", "inputDataItem", "loopDataInputRef", "loopDataOutputRef", "outputDataItem"];

/// How often an activity is done, when more than once.
pub(crate) fn read(reader: &mut Reader<'_>, activity: Node<'_, '_>) -> Option<Looping> {
    if let Some(found) = model_child(activity, "multiInstanceLoopCharacteristics") {
        return multi_instance(reader, found).map(Looping::Each);
    }
    let found = model_child(activity, "standardLoopCharacteristics")?;
    Some(Looping::While(standard(reader, found)))
}

fn multi_instance(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<MultiInstance> {
    for part in model_children(node).filter(|part| REFUSED.contains(&part.tag_name().name())) {
        reader.refuse(part);
    }
    // Which of several events is thrown when; without an event nothing is.
    if node.attribute("behavior").is_some_and(|behavior| behavior != "All") {
        reader.refuse_attribute(node, "behavior");
    }
    let order = match says(node, "isSequential") {
        Some(true) => Order::Sequential,
        _ => Order::Parallel,
    };
    let said = child(node, "loopCharacteristics");
    let element = said.and_then(|said| reader.variable(said, "inputElement"));
    let collected = said.and_then(|said| collected(reader, said));
    let completion = condition(reader, node, "completionCondition");
    let over = over(reader, node, said)?;
    Some(MultiInstance { order, over, element, collected, completion })
}

fn over(reader: &mut Reader<'_>, node: Node<'_, '_>, said: Option<Node<'_, '_>>) -> Option<Over> {
    if let Some(collection) = said.and_then(|said| expression(reader, said, "inputCollection")) {
        return Some(Over::Collection(collection));
    }
    let Some(cardinality) = model_child(node, "loopCardinality") else {
        reader.report(node, "bpmn-loop-for-nothing", &[]);
        return None;
    };
    let given = reader.text(cardinality).map(|text| as_declared(reader, cardinality, text));
    if let Some(Given::Literal(written)) = &given
        && written.text.parse::<u32>().is_err()
    {
        reader.report_at(written.span, owner(node), "bpmn-bad-number", &[("found", &written.text)]);
    }
    if given.is_none() {
        reader.report(node, "bpmn-loop-for-nothing", &[]);
    }
    given.map(Over::Times)
}

/// A text is a FEEL expression after a leading `=`, or where the language says so.
fn as_declared(reader: &Reader<'_>, node: Node<'_, '_>, text: Written) -> Given {
    let language = node.attribute("language").unwrap_or(&reader.expression_language);
    let is_number = text.text.parse::<u32>().is_ok();
    match text.given() {
        Given::Literal(written) if !is_number && language.to_ascii_lowercase().contains("feel") => {
            Given::Expression(written)
        }
        given => given,
    }
}

fn collected(reader: &mut Reader<'_>, said: Node<'_, '_>) -> Option<Collected> {
    let into = reader.variable(said, "outputCollection");
    let item = expression(reader, said, "outputElement");
    let is_given = |name| said.attribute(name).is_some_and(|text| !text.trim().is_empty());
    if is_given("outputCollection") != is_given("outputElement") {
        reader.report(said, "bpmn-loop-collects-half", &[]);
    }
    Some(Collected { into: into?, item: item? })
}

/// An attribute that must be a FEEL expression.
pub(super) fn expression(reader: &mut Reader<'_>, node: Node<'_, '_>, name: &'static str) -> Option<Written> {
    match reader.attribute(node, name)?.given() {
        Given::Expression(written) => Some(written),
        Given::Literal(written) => {
            let found = &[("found", written.text.as_str())];
            reader.report_at(written.span, owner(node), "bpmn-condition-not-feel", found);
            Some(written)
        }
    }
}

/// A child that holds a FEEL condition.
pub(super) fn condition(reader: &mut Reader<'_>, node: Node<'_, '_>, name: &str) -> Option<Written> {
    let element = model_child(node, name)?;
    let text = reader.text(element)?;
    match as_declared(reader, element, text) {
        Given::Expression(written) => Some(written),
        Given::Literal(written) => {
            let found = &[("found", written.text.as_str())];
            reader.report_at(written.span, owner(node), "bpmn-condition-not-feel", found);
            Some(written)
        }
    }
}

fn standard(reader: &mut Reader<'_>, node: Node<'_, '_>) -> StandardLoop {
    let test = match says(node, "testBefore") {
        Some(true) => Test::Before,
        _ => Test::After,
    };
    let condition = condition(reader, node, "loopCondition");
    let written = reader.attribute(node, "loopMaximum");
    let maximum = written.as_ref().and_then(|written| written.text.parse().ok());
    if let Some(written) = written.filter(|_| maximum.is_none()) {
        reader.report_at(written.span, owner(node), "bpmn-bad-number", &[("found", &written.text)]);
    } else if condition.is_none() && maximum.is_none() {
        reader.report(node, "bpmn-loop-without-end", &[]);
    }
    StandardLoop { condition, test, maximum }
}
