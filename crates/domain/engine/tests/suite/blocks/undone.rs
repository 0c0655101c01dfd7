//! Blocks that are undone when they are done: a transaction that calls itself off, or a sub-process behind which
//! compensation is thrown.

use super::visits::expect;
use super::{Block, Shape, Visits, Writer, Written};
use proptest::prelude::*;

/// How something is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undone {
    /// A transaction that ends by a cancel end event.
    CalledOff,
    /// By what had ended inside, and the token waits.
    Awaited,
    /// By what had ended inside, and the token goes on.
    NotAwaited,
    /// By an event sub-process for compensation.
    ByEvent,
}

/// A block that was written.
#[derive(Debug)]
pub(super) struct Reversal {
    how: Undone,
    sub: String,
    body: Written,
    /// What can be undone, behind the body.
    task: String,
    /// What undoes it.
    handler: String,
    merge: String,
}

/// Any of them.
pub(super) fn any() -> impl Strategy<Value = Undone> {
    prop_oneof![
        Just(Undone::CalledOff),
        Just(Undone::Awaited),
        Just(Undone::NotAwaited),
        Just(Undone::ByEvent)
    ]
}

const FORM: &str = "<extensionElements><z:formDefinition formId='form'/></extensionElements>";

impl Writer {
    pub(super) fn undone(&mut self, body: &Block, how: Undone) -> Written {
        let (sub, merge) = (self.id("sub"), self.id("merge"));
        let element = if how == Undone::CalledOff { "transaction" } else { "subProcess" };
        self.push(&format!("<exclusiveGateway id='{merge}'/><{element} id='{sub}'>"));
        let (start, end, task) = (self.id("start"), self.id("end"), self.id("user"));
        let cancels = if how == Undone::CalledOff { "<cancelEventDefinition/>" } else { "" };
        self.push(&format!(
            "<startEvent id='{start}'/><endEvent id='{end}'>{cancels}</endEvent><userTask id='{task}'>{FORM}</userTask>"
        ));
        let body = self.block(body);
        self.flow(&start, &body.first, None);
        self.flow(&body.last, &task, None);
        self.flow(&task, &end, None);
        let handler = if how == Undone::ByEvent { self.undoing_event() } else { self.undoing(&task) };
        self.push(&format!("</{element}>"));
        self.way_on(&sub, &merge, how);
        let reversal = Reversal { how, sub: sub.clone(), body, task, handler, merge: merge.clone() };
        Written { first: sub, last: merge, shape: Shape::Undone(Box::new(reversal)) }
    }

    /// A task with an event on the border of what it undoes.
    fn undoing(&mut self, task: &str) -> String {
        let (border, handler) = (self.id("border"), self.id("undo"));
        self.push(&format!(
            "<boundaryEvent id='{border}' attachedToRef='{task}'><compensateEventDefinition/></boundaryEvent>\
             <userTask id='{handler}' isForCompensation='true'>{FORM}</userTask>\
             <association sourceRef='{border}' targetRef='{handler}'/>"
        ));
        handler
    }

    fn undoing_event(&mut self) -> String {
        let (event, start, end) = (self.id("event"), self.id("start"), self.id("end"));
        self.push(&format!(
            "<subProcess id='{event}' triggeredByEvent='true'><startEvent id='{start}'><compensateEventDefinition/>\
             </startEvent><endEvent id='{end}'/>"
        ));
        let handler = self.rest("undo", "userTask", FORM).first;
        self.flow(&start, &handler, None);
        self.flow(&handler, &end, None);
        self.push("</subProcess>");
        handler
    }

    fn way_on(&mut self, sub: &str, merge: &str, how: Undone) {
        if how == Undone::CalledOff {
            let border = self.id("border");
            self.push(&format!(
                "<boundaryEvent id='{border}' attachedToRef='{sub}'><cancelEventDefinition/></boundaryEvent>"
            ));
            self.flow(&border, merge, None);
            return;
        }
        let throw = self.id("throw");
        let waits = how != Undone::NotAwaited;
        self.push(&format!(
            "<intermediateThrowEvent id='{throw}'><compensateEventDefinition activityRef='{sub}' \
             waitForCompletion='{waits}'/></intermediateThrowEvent>"
        ));
        self.flow(sub, &throw, None);
        self.flow(&throw, merge, None);
    }
}

impl Visits {
    /// Every token that entered comes out once; what was done is undone once, or begun again when it was broken off because
    /// a transaction around it was called off.
    pub(super) fn check_undone(&self, reversal: &Reversal, tokens: i64) -> Result<(), String> {
        expect("passed", &reversal.merge, self.passed(&reversal.merge), tokens)?;
        // What is not awaited behind a complex gateway may still be under way when the transaction is called off.
        if reversal.how != Undone::CalledOff || !self.is_broken_off(&reversal.sub) {
            self.check(&reversal.body, tokens)?;
        }
        let done = self.rested(&reversal.task);
        expect("rested", &reversal.task, done, tokens)?;
        expect("rested", &reversal.handler, self.unbroken(&reversal.handler), done)?;
        expect("rested", &reversal.sub, self.entered_undone(reversal), tokens)
    }

    /// How many tokens came.
    pub(super) fn entered_undone(&self, reversal: &Reversal) -> i64 {
        match reversal.how {
            Undone::CalledOff => self.rested(&reversal.sub),
            // It is there once more while it is undone.
            _ => self.unbroken(&reversal.sub) / 2,
        }
    }

    /// How often something came to rest and was not ended from outside.
    fn unbroken(&self, id: &str) -> i64 {
        self.rested(id) - self.interrupted.get(id).copied().unwrap_or(0)
    }
}
