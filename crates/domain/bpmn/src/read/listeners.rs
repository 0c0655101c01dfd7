//! Listeners in FEEL: `<fachwerk:listener event="start" expression="=…" result="name" />`. Those of Camunda 8 ask the
//! world while an element begins or ends and are refused by name.

use super::reader::{Reader, owner};
use crate::extensions::{Listener, ListenerMoment};
use crate::node::NodeKind;
use crate::written::Given;
use roxmltree::Node;

/// A listener of an element; each thing it lacks is told.
pub(super) fn read(reader: &mut Reader<'_>, element: Node<'_, '_>) -> Option<Listener> {
    let word = element.attribute("event").unwrap_or("");
    let moment = ListenerMoment::parse(word);
    if moment.is_none() {
        let span = reader.span(element);
        reader.report_at(span, owner(element), "bpmn-listener-event", &[("found", word)]);
    }
    let expression = match reader.attribute(element, "expression").map(crate::written::Written::given) {
        Some(Given::Expression(written)) => Some(written),
        Some(Given::Literal(_)) | None => {
            reader.report(element, "bpmn-no-script", &[]);
            None
        }
    };
    if reader.attribute(element, "result").is_none() {
        reader.report(element, "bpmn-no-result", &[]);
    }
    let result = reader.variable(element, "result");
    Some(Listener { moment: moment?, expression: expression?, result: result? })
}

/// Listeners belong to elements a token rests on, those of a task to the task of a person.
pub(super) fn check_place(
    reader: &mut Reader<'_>,
    node: Node<'_, '_>,
    kind: &NodeKind,
    listeners: &[Listener],
) {
    let rests = kind.is_activity() && !matches!(kind, NodeKind::Plain)
        || matches!(
            kind,
            NodeKind::TimerCatch(_)
                | NodeKind::MessageCatch(_)
                | NodeKind::SignalCatch(_)
                | NodeKind::ConditionCatch(_)
        );
    let is_task = matches!(kind, NodeKind::User(_));
    if !listeners.is_empty() && !rests {
        reader.report(node, "bpmn-listener-not-here", &[]);
    } else if !is_task && listeners.iter().any(|listener| listener.moment.is_of_task()) {
        reader.report(node, "bpmn-listener-of-task", &[]);
    }
}
