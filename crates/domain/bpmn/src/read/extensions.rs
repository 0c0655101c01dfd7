//! Extension elements: mappings, properties, milestone. Unknown ones of the Camunda 8 namespace would change what the
//! model means and are refused, as is what other engines carry out when a file is to be published; all else of other
//! vendors are their notes and is left alone.

use super::clocks;
use super::listeners;
use super::names::{FACHWERK, ZEEBE, model_child};
use super::reader::{Reader, owner};
use crate::event::{EndEvent, Throw, Trigger};
use crate::extensions::{Extensions, Mapping, Milestone};
use crate::node::NodeKind;
use crate::written::Written;
use roxmltree::Node;

/// Extension elements every kind may carry.
const COMMON: [&str; 3] = ["ioMapping", "properties", "versionTag"];

/// Namespaces of other engines.
const ENGINES: [&str; 4] = [
    "http://activiti.org/bpmn",
    "http://camunda.org/schema/1.0/bpmn",
    "http://flowable.org/bpmn",
    "http://operaton.org/schema/1.0/bpmn",
];
/// What those carry out: without it the model would mean something else.
const CARRIED_OUT: [&str; 7] =
    ["connector", "errorEventDefinition", "executionListener", "in", "inputOutput", "out", "taskListener"];

fn extension_elements<'a, 'i>(node: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    model_child(node, "extensionElements")
        .into_iter()
        .flat_map(|elements| elements.children())
        .filter(Node::is_element)
}

/// The extension element of this name in the Camunda 8 namespace.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> Option<Node<'a, 'i>> {
    extension_elements(node).find(|element| element.has_tag_name((ZEEBE, name)))
}

/// Refuses the elements of the Camunda 8 namespace that are neither common nor `known` for this kind.
pub(crate) fn refuse_unknown(reader: &mut Reader<'_>, node: Node<'_, '_>, known: &[&str]) {
    for element in extension_elements(node) {
        let name = element.tag_name().name();
        let ours = element.tag_name().namespace() == Some(ZEEBE);
        if ours && !COMMON.contains(&name) && !known.contains(&name) {
            reader.refuse(element);
        }
    }
}

/// Refuses the elements of our namespace but the one that this element may carry.
pub(crate) fn refuse_foreign(reader: &mut Reader<'_>, node: Node<'_, '_>, known: &str) {
    for element in extension_elements(node) {
        let name = element.tag_name();
        if name.namespace() == Some(FACHWERK) && name.name() != known {
            reader.refuse(element);
        }
    }
}

/// Reads what any node may carry.
pub(crate) fn read(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Extensions {
    let mut extensions = Extensions::default();
    for element in extension_elements(node) {
        match (element.tag_name().namespace(), element.tag_name().name()) {
            (Some(ZEEBE), "ioMapping") => mappings(reader, element, &mut extensions),
            (Some(ZEEBE), "properties") => properties(element, &mut extensions),
            (Some(FACHWERK), "listener") => extensions.listeners.extend(listeners::read(reader, element)),
            (Some(FACHWERK), "milestone") => extensions.milestone = milestone(reader, element),
            (Some(FACHWERK), "candidateGroups") if node.tag_name().name() == "adHocSubProcess" => {}
            (Some(FACHWERK), "fourEyes") if node.tag_name().name() == "userTask" => {}
            (Some(FACHWERK), "legalClock") if is_activity(node) => {}
            (Some(FACHWERK), "deadline") if has_timer(node) => {}
            (Some(FACHWERK), _) => reader.refuse(element),
            (Some(engine), name)
                if ENGINES.contains(&engine) && CARRIED_OUT.contains(&name) && !reader.is_sketch() =>
            {
                reader.refuse(element);
            }
            _ => {}
        }
    }
    if is_activity(node) {
        extensions.clock = clocks::read(reader, node).map(Box::new);
    }
    extensions
}

fn is_activity(node: Node<'_, '_>) -> bool {
    let name = node.tag_name().name();
    let waits = name.ends_with("Task") && name != "manualTask";
    waits || matches!(name, "subProcess" | "callActivity" | "adHocSubProcess" | "transaction")
}

fn has_timer(node: Node<'_, '_>) -> bool {
    model_child(node, "timerEventDefinition").is_some()
}

/// The extension elements of this name in our namespace.
pub(crate) fn own<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    extension_elements(node).filter(move |element| element.has_tag_name((FACHWERK, name)))
}

/// The tasks that somebody else must have completed: `<fachwerk:fourEyes of="prepare check" />`.
pub(crate) fn four_eyes(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Vec<Written> {
    let elements: Vec<_> =
        extension_elements(node).filter(|element| element.has_tag_name((FACHWERK, "fourEyes"))).collect();
    let mut tasks = Vec::new();
    for element in elements {
        let Some(written) = reader.literal(element, "of") else {
            reader.report(element, "bpmn-four-eyes-of-nobody", &[]);
            continue;
        };
        let names = written.text.split_whitespace();
        tasks.extend(names.map(|name| Written { text: name.to_owned(), span: written.span }));
    }
    tasks
}

fn mappings(reader: &mut Reader<'_>, element: Node<'_, '_>, extensions: &mut Extensions) {
    for mapping in element.children().filter(Node::is_element) {
        let source = reader.attribute(mapping, "source").map(Written::given);
        let target = reader.target(mapping);
        if source.is_none() || reader.attribute(mapping, "target").is_none() {
            reader.report(mapping, "bpmn-mapping-incomplete", &[]);
        }
        let (Some(source), Some((target, path))) = (source, target) else { continue };
        match mapping.tag_name().name() {
            "input" => extensions.inputs.push(Mapping { source, target, path }),
            "output" => extensions.outputs.push(Mapping { source, target, path }),
            _ => reader.refuse(mapping),
        }
    }
}

fn properties(element: Node<'_, '_>, extensions: &mut Extensions) {
    for property in element.children().filter(Node::is_element) {
        if let (Some(name), Some(value)) = (property.attribute("name"), property.attribute("value")) {
            extensions.properties.insert(name.to_owned(), value.to_owned());
        }
    }
}

fn milestone(reader: &mut Reader<'_>, element: Node<'_, '_>) -> Option<Milestone> {
    let written = element.attribute("status").unwrap_or("");
    let milestone = Milestone::parse(written);
    if milestone.is_none() {
        let span = reader.span(element);
        reader.report_at(span, owner(element), "bpmn-milestone", &[("found", written)]);
    }
    milestone
}

/// What of a mapping a node can carry out.
enum Maps {
    Both,
    /// An event that throws hands its inputs over.
    Inputs,
    /// An event that starts or catches may rename what it was handed, and compute what is known from here on.
    Outputs,
    Nothing,
}

fn maps(kind: &NodeKind) -> Maps {
    match kind {
        NodeKind::TimerCatch(_)
        | NodeKind::MessageCatch(_)
        | NodeKind::SignalCatch(_)
        | NodeKind::ConditionCatch(_)
        | NodeKind::Send(_)
        | NodeKind::End(EndEvent::Send(_)) => Maps::Both,
        NodeKind::Throw(Throw::Compensation(_)) | NodeKind::End(EndEvent::Throw(Throw::Compensation(_))) => {
            Maps::Nothing
        }
        kind if matches!(kind.trigger(), Some(Trigger::Compensation(_))) => Maps::Nothing,
        NodeKind::Throw(_) | NodeKind::End(EndEvent::Throw(_)) => Maps::Inputs,
        NodeKind::Start
        | NodeKind::TriggeredStart(_)
        | NodeKind::Boundary(_)
        | NodeKind::EventStart(_)
        | NodeKind::EventSubProcess(_) => Maps::Outputs,
        kind if kind.is_activity() && !matches!(kind, NodeKind::Plain) => Maps::Both,
        _ => Maps::Nothing,
    }
}

/// Refuses what a node of this kind would ignore.
pub(crate) fn check_place(
    reader: &mut Reader<'_>,
    node: Node<'_, '_>,
    kind: &NodeKind,
    extensions: &Extensions,
) {
    listeners::check_place(reader, node, kind, &extensions.listeners);
    let (has_inputs, has_outputs) = (!extensions.inputs.is_empty(), !extensions.outputs.is_empty());
    let wrong = match maps(kind) {
        Maps::Both => None,
        Maps::Inputs => has_outputs.then_some("bpmn-output-not-here"),
        Maps::Outputs => has_inputs.then_some("bpmn-input-not-here"),
        Maps::Nothing => (has_inputs || has_outputs).then_some("bpmn-mapping-not-here"),
    };
    if let Some(key) = wrong {
        reader.report(node, key, &[]);
    }
    let reads_its_own = kind.job().is_some()
        || matches!(
            kind,
            NodeKind::User(_)
                | NodeKind::Rule(_)
                | NodeKind::Script(_)
                | NodeKind::Call(_)
                | NodeKind::AdHoc(_)
        );
    if !reads_its_own {
        refuse_unknown(reader, node, &[]);
    }
}
