//! Blocks in which something is thrown and caught, on the border of a sub-process or by an event sub-process in it.

use super::{Block, Shape, Visits, Writer, Written};
use proptest::prelude::*;

/// What the models of these blocks declare.
pub(super) const DECLARED: &str = "<error id='oops' errorCode='oops'/><error id='failed' errorCode='code'/>\
                                   <escalation id='slow' escalationCode='slow'/>";

/// How something is thrown and caught.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Thrown {
    what: What,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// An error behind the body.
    Error,
    /// An escalation before the body, which goes on.
    Beside,
    /// An escalation before the body, which is never reached.
    Instead,
    /// A message that comes while the body is worked on, perhaps never and perhaps often.
    Message,
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
        2 => Just(What::Error), 2 => Just(What::Beside), 2 => Just(What::Instead), 1 => Just(What::Message)
    ];
    (what, prop_oneof![Just(Place::Border), Just(Place::Inside)])
        .prop_map(|(what, place)| Thrown { what, place })
}

impl What {
    /// The definition of the event, and whether it interrupts.
    fn event(self) -> (&'static str, bool) {
        match self {
            Self::Error => ("<errorEventDefinition errorRef='oops'/>", true),
            Self::Beside => ("<escalationEventDefinition escalationRef='slow'/>", false),
            Self::Instead => ("<escalationEventDefinition/>", true),
            Self::Message => ("<messageEventDefinition messageRef='m'/>", false),
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

    fn event_sub_process(&mut self, handler: &Block, what: What) -> (String, Written) {
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
        let handler = self.block(handler);
        self.flow(&catch, &handler.first, None);
        if interrupts {
            self.flow(&handler.last, merge, None);
        } else {
            self.push(&format!("<endEvent id='{stop}'/>"));
            self.flow(&handler.last, &stop, None);
        }
        (catch, handler)
    }

    pub(super) fn fallible(&mut self) -> Written {
        let (catch, merge) = (self.id("catch"), self.id("merge"));
        let job = "<extensionElements><z:taskDefinition type='mail'/></extensionElements>";
        let job = self.rest("job", "serviceTask", job).first;
        self.push(&format!(
            "<boundaryEvent id='{catch}' attachedToRef='{job}'><errorEventDefinition errorRef='failed'/>\
             </boundaryEvent><exclusiveGateway id='{merge}'/>"
        ));
        self.flow(&job, &merge, None);
        self.flow(&catch, &merge, None);
        Written { first: job.clone(), last: merge.clone(), shape: Shape::Fallible(job, merge) }
    }

    pub(super) fn link(&mut self) -> Written {
        let (throw, catch) = (self.id("throw"), self.id("catch"));
        self.push(&format!(
            "<intermediateThrowEvent id='{throw}'><linkEventDefinition name='{throw}'/></intermediateThrowEvent>\
             <intermediateCatchEvent id='{catch}'><linkEventDefinition name='{throw}'/></intermediateCatchEvent>"
        ));
        Written { first: throw.clone(), last: catch.clone(), shape: Shape::Link(throw, catch) }
    }
}

impl Visits {
    /// Every token that entered comes out once, and what handles it runs as often as something was caught.
    pub(super) fn check_thrown(&self, handled: &Handled, tokens: i64) -> Result<(), String> {
        let expect = |what: &str, id: &str, found: i64, expected: i64| {
            if found == expected {
                Ok(())
            } else {
                Err(format!("{what} {id}: {found} instead of {expected}"))
            }
        };
        let caught = self.passed(&handled.catch);
        let rested = self.rested.get(&handled.sub).copied().unwrap_or(0);
        expect("rested", &handled.sub, rested, tokens)?;
        expect("passed", &handled.merge, self.passed(&handled.merge), tokens)?;
        if handled.what != What::Message {
            expect("caught", &handled.catch, caught, tokens)?;
        }
        // The error also ends what an event on a border inside of the body has begun and nobody has finished.
        let is_cut =
            |(element, _): (&String, &i64)| !element.starts_with("sub") && !element.starts_with("job");
        if handled.what == What::Error && self.interrupted.iter().any(is_cut) {
            return self.check(&handled.handler, caught);
        }
        self.check(&handled.body, if handled.what == What::Instead { 0 } else { tokens })?;
        self.check(&handled.handler, caught)
    }
}
