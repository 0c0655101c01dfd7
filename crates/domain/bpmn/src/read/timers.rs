//! `timerEventDefinition`: exactly one of date, duration and cycle, well-formed when it is written out.

use super::clocks;
use super::extensions::own;
use super::names::model_child;
use super::reader::{Reader, owner};
use crate::cron::Cron;
use crate::timer::{Timer, parse_cycle, parse_date, parse_duration};
use crate::written::{Given, Written};
use roxmltree::Node;

/// Whether the event may fire again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cycles {
    Allowed,
    Refused,
}

/// Reads the timer that starts a process. No legal clock runs before the process does.
pub(crate) fn starting(reader: &mut Reader<'_>, node: Node<'_, '_>) -> Option<Timer> {
    let deadline = node.parent_element().and_then(|event| own(event, "deadline").next());
    if let Some(deadline) = deadline {
        reader.report(deadline, "bpmn-deadline-before-start", &[]);
        return None;
    }
    read(reader, node, Cycles::Allowed)
}

/// Reads the definition of a timer.
pub(crate) fn read(reader: &mut Reader<'_>, node: Node<'_, '_>, cycles: Cycles) -> Option<Timer> {
    if let Some(deadline) = node.parent_element().and_then(|event| clocks::deadline(reader, event)) {
        if node.children().any(|child| child.is_element()) {
            reader.report(node, "bpmn-timer-one-of", &[]);
        }
        return Some(Timer::Deadline(deadline));
    }
    let written = ["timeDate", "timeDuration", "timeCycle"]
        .into_iter()
        .filter_map(|name| Some((name, model_child(node, name)?)))
        .collect::<Vec<_>>();
    let [(name, element)] = written.as_slice() else {
        reader.report(node, "bpmn-timer-one-of", &[]);
        return None;
    };
    let Some(text) = reader.text(*element) else {
        reader.report(node, "bpmn-timer-one-of", &[]);
        return None;
    };
    let given = text.given();
    if *name == "timeCycle" && cycles == Cycles::Refused && !is_cron(&given) {
        reader.report(*element, "bpmn-cycle-not-here", &[]);
        return None;
    }
    check_literal(reader, *element, name, &given);
    Some(match *name {
        "timeDate" => Timer::Date(given),
        "timeDuration" => Timer::Duration(given),
        _ => Timer::Cycle(given),
    })
}

fn check_literal(reader: &mut Reader<'_>, element: Node<'_, '_>, name: &str, given: &Given) {
    let Given::Literal(written) = given else { return };
    if name == "timeCycle" && is_cron(given) {
        return check_cron(reader, element, written);
    }
    let (fits, key) = match name {
        "timeDate" => (parse_date(&written.text).is_some(), "bpmn-timer-date"),
        "timeDuration" => (parse_duration(&written.text).is_some(), "bpmn-timer-duration"),
        _ => (parse_cycle(&written.text).is_some(), "bpmn-timer-cycle"),
    };
    if !fits {
        reader.report_at(written.span, owner(element), key, &[("found", &written.text)]);
    }
}

/// Whether the repetition is written for cron. Such a one also tells when an event comes that comes once.
fn is_cron(given: &Given) -> bool {
    matches!(given, Given::Literal(written) if Cron::is_meant(&written.text))
}

fn check_cron(reader: &mut Reader<'_>, element: Node<'_, '_>, written: &Written) {
    if let Err(mistake) = Cron::parse(&written.text) {
        let args = [("field", mistake.field), ("found", mistake.found.as_str())];
        reader.report_at(written.behind(mistake.at), owner(element), mistake.key, &args);
    }
}
