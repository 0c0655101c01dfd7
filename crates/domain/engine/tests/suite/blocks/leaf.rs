//! Blocks that hold no others: a task, an event, or an event with the one it leads to.

use super::{Shape, Writer, Written};
use proptest::prelude::*;

/// A block without others inside.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Leaf {
    User,
    /// A task of a person with listeners at every moment.
    Heard,
    Job,
    Script,
    Pass,
    Timer,
    Receive,
    /// Waits for the signal.
    Signal,
    /// Throws the signal.
    Alarm,
    /// Publishes a message.
    Publish,
    /// A job whose failure is caught.
    Fallible,
    /// A task of a person at which an error and an escalation can be thrown.
    Claim,
    /// Goes on at the other end of a link.
    Link,
}

/// Any of them.
pub(super) fn any() -> impl Strategy<Value = Leaf> {
    prop_oneof![
        4 => Just(Leaf::User),
        1 => Just(Leaf::Heard),
        3 => Just(Leaf::Job),
        1 => Just(Leaf::Script),
        1 => Just(Leaf::Pass),
        1 => Just(Leaf::Timer),
        1 => Just(Leaf::Receive),
        1 => Just(Leaf::Signal),
        1 => Just(Leaf::Alarm),
        1 => Just(Leaf::Publish),
        1 => Just(Leaf::Fallible),
        1 => Just(Leaf::Claim),
        1 => Just(Leaf::Link),
    ]
}

const FORM: &str = "<z:formDefinition formId='form'/>";
const LISTENERS: &str = "<f:listener event='start' expression='=1' result='heard'/>\
                         <f:listener event='create' expression='=heard + 1' result='heard'/>\
                         <f:listener event='complete' expression='=heard + 1' result='heard'/>\
                         <f:listener event='end' expression='=heard + 1' result='heard'/>";
const SCRIPT: &str = "<z:script expression='=1 + 1' resultVariable='sum'/>";
const JOB: &str = "<z:taskDefinition type='mail'/>";

impl Writer {
    pub(super) fn leaf(&mut self, leaf: Leaf) -> Written {
        let extended = |inside: &str| format!("<extensionElements>{inside}</extensionElements>");
        match leaf {
            Leaf::User => self.rest("user", "userTask", &extended(FORM)),
            Leaf::Heard => self.rest("user", "userTask", &extended(&format!("{FORM}{LISTENERS}"))),
            Leaf::Job => self.rest("job", "serviceTask", &extended(JOB)),
            Leaf::Script => self.rest("script", "scriptTask", &extended(SCRIPT)),
            Leaf::Timer => {
                let timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";
                self.rest("timer", "intermediateCatchEvent", timer)
            }
            Leaf::Receive => {
                let id = self.id("receive");
                self.push(&format!("<receiveTask id='{id}' messageRef='m'/>"));
                Written { first: id.clone(), last: id.clone(), shape: Shape::Rest(id) }
            }
            Leaf::Signal => {
                self.rest("signal", "intermediateCatchEvent", "<signalEventDefinition signalRef='s'/>")
            }
            Leaf::Pass => self.passed_through("pass", "task", ""),
            Leaf::Alarm => self.passed_through(
                "alarm",
                "intermediateThrowEvent",
                "<signalEventDefinition signalRef='s'/>",
            ),
            Leaf::Publish => {
                let message = "<messageEventDefinition messageRef='m'/>";
                self.passed_through("publish", "intermediateThrowEvent", message)
            }
            Leaf::Fallible => self.fallible(),
            Leaf::Claim => self.claim(),
            Leaf::Link => self.link(),
        }
    }

    pub(super) fn rest(&mut self, word: &str, element: &str, inside: &str) -> Written {
        let id = self.id(word);
        self.push(&format!("<{element} id='{id}'>{inside}</{element}>"));
        Written { first: id.clone(), last: id.clone(), shape: Shape::Rest(id) }
    }

    fn passed_through(&mut self, word: &str, element: &str, inside: &str) -> Written {
        let id = self.id(word);
        self.push(&format!("<{element} id='{id}'>{inside}</{element}>"));
        Written { first: id.clone(), last: id.clone(), shape: Shape::Pass(id) }
    }

    fn fallible(&mut self) -> Written {
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

    /// The error leads on, the escalation only tells somebody.
    fn claim(&mut self) -> Written {
        let (catch, told, stop, merge) =
            (self.id("catch"), self.id("told"), self.id("stop"), self.id("merge"));
        let task =
            self.rest("claim", "userTask", &format!("<extensionElements>{FORM}</extensionElements>")).first;
        self.push(&format!(
            "<boundaryEvent id='{catch}' attachedToRef='{task}'><errorEventDefinition errorRef='refused'/>\
             </boundaryEvent><boundaryEvent id='{told}' attachedToRef='{task}' cancelActivity='false'>\
             <escalationEventDefinition escalationRef='told'/></boundaryEvent><endEvent id='{stop}'/>\
             <exclusiveGateway id='{merge}'/>"
        ));
        self.flow(&task, &merge, None);
        self.flow(&catch, &merge, None);
        self.flow(&told, &stop, None);
        Written { first: task.clone(), last: merge.clone(), shape: Shape::Fallible(task, merge) }
    }

    fn link(&mut self) -> Written {
        let (throw, catch) = (self.id("throw"), self.id("catch"));
        self.push(&format!(
            "<intermediateThrowEvent id='{throw}'><linkEventDefinition name='{throw}'/></intermediateThrowEvent>\
             <intermediateCatchEvent id='{catch}'><linkEventDefinition name='{throw}'/></intermediateCatchEvent>"
        ));
        Written { first: throw.clone(), last: catch.clone(), shape: Shape::Link(throw, catch) }
    }
}
