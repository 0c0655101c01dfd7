//! Blocks in which something is thrown and caught, on the border of a sub-process or by an event sub-process in it.

use super::visits::expect;
use super::{Block, Border, Shape, Visits, Writer, Written};
use proptest::prelude::*;

/// What the models of these blocks declare.
pub(super) const DECLARED: &str = "<error id='oops' errorCode='oops'/><error id='failed' errorCode='code'/>\
                                   <escalation id='slow' escalationCode='slow'/>\
                                   <error id='refused' errorCode='refused'/><escalation id='told' escalationCode='told'/>";

/// How something is thrown and caught.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Thrown {
    what: What,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// An error behind the body.
    Error,
    /// An escalation before the body, which goes on.
    Beside,
    /// An escalation before the body, which is never reached.
    Instead,
    /// A message that comes while the body is worked on, perhaps never and perhaps often.
    Message,
    /// A signal, the same way.
    Signal,
    /// A timer, the same way.
    Timer,
    /// A condition that becomes true while the body is worked on, perhaps never and perhaps often.
    Condition,
    /// A message that ends the body.
    Withdrawal,
    /// A signal that ends the body.
    Alarm,
    /// A condition that ends the body, perhaps before anything of it was begun.
    Turn,
    /// A timer that ends the body.
    Timeout,
    /// An error that a person throws at a task of the body.
    Refusal,
    /// An escalation that a person throws at a task of the body, which goes on.
    Advice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Border,
    Inside,
}

/// A block that was written.
#[derive(Debug)]
pub(super) struct Handled {
    what: What,
    sub: String,
    body: Written,
    catch: String,
    handler: Written,
    merge: String,
}

/// Any of them.
pub(super) fn any() -> impl Strategy<Value = Thrown> {
    let what = prop_oneof![
        3 => Just(What::Error),
        3 => Just(What::Beside),
        3 => Just(What::Instead),
        1 => Just(What::Message),
        1 => Just(What::Signal),
        1 => Just(What::Timer),
        1 => Just(What::Condition),
        1 => Just(What::Turn),
        1 => Just(What::Withdrawal),
        1 => Just(What::Alarm),
        1 => Just(What::Timeout),
        1 => Just(What::Refusal),
        1 => Just(What::Advice),
    ];
    (what, prop_oneof![Just(Place::Border), Just(Place::Inside)])
        .prop_map(|(what, place)| Thrown { what, place })
}

impl What {
    /// The definition of the event, and whether it interrupts.
    pub(super) fn event(self) -> (&'static str, bool) {
        match self {
            Self::Error => ("<errorEventDefinition errorRef='oops'/>", true),
            Self::Beside => ("<escalationEventDefinition escalationRef='slow'/>", false),
            Self::Instead => ("<escalationEventDefinition/>", true),
            Self::Message => ("<messageEventDefinition messageRef='m'/>", false),
            Self::Signal => ("<signalEventDefinition signalRef='s'/>", false),
            Self::Timer => {
                ("<timerEventDefinition><timeCycle>R2/PT45M</timeCycle></timerEventDefinition>", false)
            }
            Self::Condition => (
                "<conditionalEventDefinition><condition>=choice > 1</condition></conditionalEventDefinition>",
                false,
            ),
            Self::Turn => (
                "<conditionalEventDefinition><condition>=choice = 1</condition></conditionalEventDefinition>",
                true,
            ),
            Self::Withdrawal => ("<messageEventDefinition messageRef='m'/>", true),
            Self::Alarm => ("<signalEventDefinition signalRef='s'/>", true),
            Self::Timeout => {
                ("<timerEventDefinition><timeDuration>PT45M</timeDuration></timerEventDefinition>", true)
            }
            Self::Refusal => ("<errorEventDefinition errorRef='refused'/>", true),
            Self::Advice => ("<escalationEventDefinition escalationRef='told'/>", false),
        }
    }
}

impl Writer {
    pub(super) fn thrown(&mut self, body: &Block, handler: &Block, how: Thrown) -> Written {
        let (sub, merge) = (self.id("sub"), self.id("merge"));
        self.push(&format!("<exclusiveGateway id='{merge}'/><subProcess id='{sub}'>"));
        let body = self.throwing(body, how.what);
        let (catch, handler) = match how.place {
            Place::Inside => {
                let caught = self.event_sub_process(handler, how.what);
                self.push("</subProcess>");
                caught
            }
            Place::Border => {
                self.push("</subProcess>");
                self.on_border(&sub, handler, how.what, &merge)
            }
        };
        self.flow(&sub, &merge, None);
        let (first, last) = (sub.clone(), merge.clone());
        let handled = Handled { what: how.what, sub, body, catch, handler, merge };
        Written { first, last, shape: Shape::Thrown(Box::new(handled)) }
    }

    fn throwing(&mut self, body: &Block, what: What) -> Written {
        let (start, end) = (self.id("start"), self.id("end"));
        let ends = if what == What::Error { "<errorEventDefinition errorRef='oops'/>" } else { "" };
        self.push(&format!("<startEvent id='{start}'/><endEvent id='{end}'>{ends}</endEvent>"));
        let body = self.block(body);
        if matches!(what, What::Beside | What::Instead) {
            let throw = self.id("throw");
            self.push(&format!(
                "<intermediateThrowEvent id='{throw}'><escalationEventDefinition escalationRef='slow'/>\
                 </intermediateThrowEvent>"
            ));
            self.flow(&start, &throw, None);
            self.flow(&throw, &body.first, None);
        } else {
            self.flow(&start, &body.first, None);
        }
        self.flow(&body.last, &end, None);
        body
    }

    pub(super) fn event_sub_process(&mut self, handler: &Block, what: What) -> (String, Written) {
        let (outer, catch, end) = (self.id("event"), self.id("catch"), self.id("end"));
        let (definition, interrupts) = what.event();
        self.push(&format!(
            "<subProcess id='{outer}' triggeredByEvent='true'>\
             <startEvent id='{catch}' isInterrupting='{interrupts}'>{definition}</startEvent><endEvent id='{end}'/>"
        ));
        let handler = self.block(handler);
        self.flow(&catch, &handler.first, None);
        self.flow(&handler.last, &end, None);
        self.push("</subProcess>");
        (catch, handler)
    }

    fn on_border(&mut self, host: &str, handler: &Block, what: What, merge: &str) -> (String, Written) {
        let (catch, stop) = (self.id("catch"), self.id("stop"));
        let (definition, interrupts) = what.event();
        self.push(&format!(
            "<boundaryEvent id='{catch}' attachedToRef='{host}' cancelActivity='{interrupts}'>{definition}</boundaryEvent>"
        ));
        // What may begin several times in one scope is a scope of its own: an inclusive gateway would join two runs.
        let handler = match interrupts {
            true => self.block(handler),
            false => self.sub(handler, Border::Nothing),
        };
        self.flow(&catch, &handler.first, None);
        if interrupts {
            self.flow(&handler.last, merge, None);
        } else {
            self.push(&format!("<endEvent id='{stop}'/>"));
            self.flow(&handler.last, &stop, None);
        }
        (catch, handler)
    }
}

impl Visits {
    /// Every token that entered comes out once, and what handles it runs as often as something was caught.
    pub(super) fn check_thrown(&self, handled: &Handled, tokens: i64) -> Result<(), String> {
        let caught = self.passed(&handled.catch);
        expect("rested", &handled.sub, self.rested(&handled.sub), tokens)?;
        expect("passed", &handled.merge, self.passed(&handled.merge), tokens)?;
        if matches!(handled.what, What::Error | What::Beside | What::Instead) {
            expect("caught", &handled.catch, caught, tokens)?;
        }
        // The error also ends what an event on a border inside of the body has begun and nobody has finished.
        let is_cut = |(element, _): (&String, &i64)| {
            !["sub", "job", "claim"].iter().any(|word| element.starts_with(word))
        };
        let ends_early = match handled.what {
            What::Error => self.interrupted.iter().any(is_cut),
            What::Turn | What::Withdrawal | What::Alarm | What::Timeout | What::Refusal => caught > 0,
            _ => false,
        };
        if ends_early {
            return self.check(&handled.handler, caught);
        }
        self.check(&handled.body, if handled.what == What::Instead { 0 } else { tokens })?;
        self.check(&handled.handler, caught)
    }
}
