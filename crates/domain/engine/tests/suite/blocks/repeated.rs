//! Blocks that are done more than once: for several at once, one after the other, until it is enough, or in a loop.

use super::visits::expect;
use super::{Block, Border, Shape, Visits, Writer, Written};
use proptest::prelude::*;

/// How often.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Repeat {
    how: How,
    /// How often at most.
    times: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    AtOnce,
    InOrder,
    /// At once, until a person says that it is enough.
    AtOnceUntil,
    /// In order, until the first is done.
    InOrderUntil,
    /// As long as a person says so, once at least.
    Again,
    /// As long as a person says so, perhaps never.
    Perhaps,
}

/// A block that was written.
#[derive(Debug)]
pub(super) struct Times {
    repeat: Repeat,
    pub(super) id: String,
    start: String,
    inside: Written,
    border: Option<String>,
    merge: String,
}

/// Any of them.
pub(super) fn any() -> impl Strategy<Value = Repeat> {
    let how = prop_oneof![
        2 => Just(How::AtOnce),
        2 => Just(How::InOrder),
        2 => Just(How::AtOnceUntil),
        1 => Just(How::InOrderUntil),
        1 => Just(How::Again),
        1 => Just(How::Perhaps),
    ];
    (how, 0..4_i64).prop_map(|(how, times)| Repeat { how, times })
}

impl Repeat {
    fn xml(self) -> String {
        let (again, times) = ("<loopCondition>=again</loopCondition>", self.times.max(1));
        match self.how {
            How::Again => {
                format!(
                    "<standardLoopCharacteristics loopMaximum='{times}'>{again}</standardLoopCharacteristics>"
                )
            }
            How::Perhaps => format!(
                "<standardLoopCharacteristics testBefore='true' loopMaximum='{times}'>{again}</standardLoopCharacteristics>"
            ),
            _ => self.for_each(),
        }
    }

    fn for_each(self) -> String {
        let is_sequential = matches!(self.how, How::InOrder | How::InOrderUntil);
        let completion = match self.how {
            How::AtOnceUntil => "<completionCondition>=again</completionCondition>",
            How::InOrderUntil => {
                "<completionCondition>=numberOfCompletedInstances + numberOfTerminatedInstances &gt;= 1 and \
                 numberOfActiveInstances = 0</completionCondition>"
            }
            _ => "",
        };
        let items: Vec<String> = (0..self.times).map(|item| item.to_string()).collect();
        format!(
            "<multiInstanceLoopCharacteristics isSequential='{is_sequential}'><extensionElements>\
             <z:loopCharacteristics inputCollection='=[{}]' inputElement='item' outputCollection='items' \
             outputElement='=item'/></extensionElements>{completion}</multiInstanceLoopCharacteristics>",
            items.join(", ")
        )
    }

    /// How often it may be done for one token.
    fn bounds(self) -> (i64, i64) {
        match self.how {
            How::AtOnce | How::InOrder | How::AtOnceUntil => (self.times, self.times),
            How::InOrderUntil => (self.times.min(1), self.times.min(1)),
            How::Again => (1, self.times.max(1)),
            How::Perhaps => (0, self.times.max(1)),
        }
    }
}

impl Writer {
    pub(super) fn repeated(&mut self, body: &Block, repeat: Repeat, border: Border) -> Written {
        let (id, start) = (self.id("sub"), self.id("start"));
        self.push(&format!("<subProcess id='{id}'>"));
        if border == Border::Deadline {
            self.clock_of(&id, "");
        }
        self.push(&repeat.xml());
        let inside = self.body(body, &start);
        self.push("</subProcess>");
        let (merge, border) = self.bordered(&id, border);
        let times = Times { repeat, id: id.clone(), start, inside, border, merge: merge.clone() };
        Written { first: id, last: merge, shape: Shape::Repeated(Box::new(times)) }
    }
}

impl Visits {
    /// A token rests on the activity and once more each time that it is done. What began is done, unless it was enough.
    pub(super) fn check_repeated(&self, times: &Times, tokens: i64) -> Result<(), String> {
        expect("passed", &times.merge, self.passed(&times.merge), tokens)?;
        if times.border.as_ref().is_some_and(|border| self.passed(border) > 0) {
            return Ok(());
        }
        let done = self.passed(&times.start);
        expect("rested", &times.id, self.rested(&times.id), tokens + done)?;
        let (least, most) = times.repeat.bounds();
        if times.repeat.how == How::AtOnceUntil && self.is_interrupted() {
            return Ok(());
        }
        if done < least * tokens || done > most * tokens {
            return Err(format!("{} done {done} times by {tokens}", times.id));
        }
        self.check(&times.inside, done)
    }

    /// Every token that came rested once more than the activity was done.
    pub(super) fn entered_repeated(&self, times: &Times) -> i64 {
        self.rested(&times.id) - self.repeats.get(&times.id).copied().unwrap_or(0)
    }
}
