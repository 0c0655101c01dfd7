//! Legal clocks and the events that wait for them. What a clock names must lie inside of what it belongs to, and a clock
//! that an event names must lie around it, so that nobody waits for a clock that does not run.

use super::extensions::own;
use super::names::{BPMN, says};
use super::reader::{Reader, owner};
use crate::clock::{Deadline, Ending, LegalClock};
use crate::written::{Given, Written};
use roxmltree::Node;
use values::calendar::Term;

/// Behind which a clock may start or stop: what hands its token on without a choice.
const PASSING: [&str; 14] = [
    "adHocSubProcess",
    "boundaryEvent",
    "businessRuleTask",
    "callActivity",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "manualTask",
    "receiveTask",
    "scriptTask",
    "serviceTask",
    "startEvent",
    "subProcess",
    "task",
    "userTask",
];
/// Where a token waits.
const WAITING: [&str; 8] = [
    "adHocSubProcess",
    "callActivity",
    "eventBasedGateway",
    "intermediateCatchEvent",
    "receiveTask",
    "serviceTask",
    "subProcess",
    "userTask",
];

/// The clock of a process or an activity.
pub(crate) fn read(reader: &mut Reader<'_>, scope: Node<'_, '_>) -> Option<LegalClock> {
    let mut clocks = own(scope, "legalClock");
    let element = clocks.next()?;
    for second in clocks {
        reader.report(second, "bpmn-clock-twice", &[]);
    }
    let id = reader.literal(element, "id");
    let term = period(reader, element, "term");
    if id.is_none() || term.is_none() {
        reader.report(element, "bpmn-clock-incomplete", &[]);
    }
    let ending = ending(reader, element);
    let clock = LegalClock {
        id: id?,
        name: reader.literal(element, "name"),
        law: reader.literal(element, "law"),
        term: term?,
        extension: period(reader, element, "extension"),
        starts: named(reader, scope, element, "starts"),
        suspends: named(reader, scope, element, "suspends"),
        stops: named(reader, scope, element, "stops"),
        result: reader.variable(element, "result"),
        ending,
    };
    clashes(reader, element, &clock.id);
    if ending == Ending::TacitApproval && !has_way_at_end(reader, scope, &clock.id.text) {
        reader.report(element, "bpmn-clock-tacit-nowhere", &[("clock", &clock.id.text)]);
    }
    Some(clock)
}

/// What a timer event waits for, when it is a clock.
pub(crate) fn deadline(reader: &mut Reader<'_>, event: Node<'_, '_>) -> Option<Deadline> {
    let element = own(event, "deadline").next()?;
    let Some(of) = reader.literal(element, "of") else {
        reader.report(element, "bpmn-deadline-of-nothing", &[]);
        return None;
    };
    if !around(reader, event).any(|scope| declares(scope, &of.text)) {
        reader.report_at(of.span, owner(element), "bpmn-deadline-elsewhere", &[("clock", &of.text)]);
    }
    Some(Deadline { of, before: period(reader, element, "before") })
}

/// A period; one that is written out must be well-formed.
fn period(reader: &mut Reader<'_>, element: Node<'_, '_>, name: &str) -> Option<Given> {
    let given = reader.attribute(element, name)?.given();
    if let Given::Literal(written) = &given
        && written.text.parse::<Term>().is_err()
    {
        reader.report_at(written.span, owner(element), "bpmn-clock-term", &[("found", &written.text)]);
    }
    Some(given)
}

fn ending(reader: &mut Reader<'_>, element: Node<'_, '_>) -> Ending {
    match element.attribute("ending") {
        None | Some("late") => Ending::Late,
        Some("tacit-approval") => Ending::TacitApproval,
        Some(other) => {
            reader.report(element, "bpmn-clock-ending", &[("found", other)]);
            Ending::Late
        }
    }
}

/// The elements that a clock names; each lies inside of what the clock belongs to and can do what it is named for.
fn named(
    reader: &mut Reader<'_>,
    scope: Node<'_, '_>,
    element: Node<'_, '_>,
    attribute: &'static str,
) -> Vec<Written> {
    let Some(written) = reader.literal(element, attribute) else { return Vec::new() };
    let kinds: &[&str] = if attribute == "suspends" { &WAITING } else { &PASSING };
    for id in written.text.split_whitespace() {
        let fits = |inner: &Node<'_, '_>| {
            inner.tag_name().namespace() == Some(BPMN)
                && kinds.contains(&inner.tag_name().name())
                && inner.ancestors().skip(1).any(|around| around == scope)
        };
        if !reader.index.with_id(scope, id).iter().any(fits) {
            let args = [("attribute", attribute), ("element", id)];
            reader.report_at(written.span, owner(element), "bpmn-clock-names", &args);
        }
    }
    let names = written.text.split_whitespace();
    names.map(|name| Written { text: name.to_owned(), span: written.span }).collect()
}

/// The id of a clock is not that of anything else in the file: timers are told apart by it.
fn clashes(reader: &mut Reader<'_>, element: Node<'_, '_>, id: &Written) {
    let known = reader.index.with_id(element, &id.text);
    if let Some(first) = known.into_iter().find(|node| *node != element) {
        let line = reader.span(first).line.to_string();
        reader.report_at(id.span, owner(element), "bpmn-duplicate-id", &[("id", &id.text), ("first", &line)]);
    }
}

/// The scopes around an event, from the inside out; first the activity on whose border it sits.
fn around<'a, 'i>(
    reader: &Reader<'_>,
    event: Node<'a, 'i>,
) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i> {
    let host = reader.index.with_id(event, event.attribute("attachedToRef").unwrap_or(""));
    let host = host.into_iter().filter(move |node| node.parent() == event.parent());
    host.chain(event.ancestors().skip(1).take_while(|node| node.tag_name().name() != "definitions"))
}

fn declares(scope: Node<'_, '_>, clock: &str) -> bool {
    own(scope, "legalClock").any(|element| element.attribute("id") == Some(clock))
}

/// Whether an event at the end of the clock takes the token elsewhere.
fn has_way_at_end(reader: &Reader<'_>, scope: Node<'_, '_>, clock: &str) -> bool {
    let border = reader.index.on_border(scope, scope.attribute("id").unwrap_or("")).into_iter();
    let border = border.filter(|event| event.parent() == scope.parent());
    let leads = |event: &Node<'_, '_>| {
        let interrupts =
            says(*event, "cancelActivity") != Some(false) && says(*event, "isInterrupting") != Some(false);
        interrupts
            && own(*event, "deadline")
                .any(|deadline| deadline.attribute("of") == Some(clock) && !deadline.has_attribute("before"))
    };
    border.chain(scope.descendants()).any(|event| leads(&event))
}
