//! Blocks that are processes of their own, called from elsewhere.

use super::visits::expect;
use super::{Block, Border, Shape, Visits, Writer, Written};

/// A process that two activities call.
#[derive(Debug)]
pub(super) struct Twice {
    fork: String,
    calls: [String; 2],
    start: String,
    inside: Written,
    join: String,
}

impl Writer {
    pub(super) fn called(&mut self, body: &Block, border: Border) -> Written {
        let (id, start) = (self.id("call"), self.id("start"));
        let (process, inside) = self.process(body, &start);
        self.push(&format!("<callActivity id='{id}' calledElement='{process}'>"));
        if border == Border::Deadline {
            self.clock_of(&id, "");
        }
        self.push("</callActivity>");
        let (merge, border) = self.bordered(&id, border);
        let shape = Shape::Sub { id: id.clone(), inside: Box::new(inside), start, border };
        Written { first: id, last: merge, shape }
    }

    pub(super) fn called_twice(&mut self, body: &Block) -> Written {
        let (fork, join, start) = (self.id("fork"), self.id("join"), self.id("start"));
        let (process, inside) = self.process(body, &start);
        self.push(&format!("<parallelGateway id='{fork}'/><parallelGateway id='{join}'/>"));
        let calls = [self.id("call"), self.id("call")];
        for call in &calls {
            self.push(&format!("<callActivity id='{call}' calledElement='{process}'/>"));
            self.flow(&fork, call, None);
            self.flow(call, &join, None);
        }
        let (first, last) = (fork.clone(), join.clone());
        let twice = Twice { fork, calls, start, inside, join };
        Written { first, last, shape: Shape::Twice(Box::new(twice)) }
    }

    /// Writes a process beside the one that is being written.
    fn process(&mut self, body: &Block, start: &str) -> (String, Written) {
        let id = self.id("called");
        let outer = std::mem::take(&mut self.xml);
        let inside = self.body(body, start);
        let xml = std::mem::replace(&mut self.xml, outer);
        self.called.push_str(&format!("<process id='{id}'>{xml}</process>"));
        (id, inside)
    }
}

impl Visits {
    /// Both calls go through the same process.
    pub(super) fn check_twice(&self, twice: &Twice, tokens: i64) -> Result<(), String> {
        expect("passed", &twice.fork, self.passed(&twice.fork), tokens)?;
        expect("passed", &twice.join, self.passed(&twice.join), tokens)?;
        for call in &twice.calls {
            expect("rested", call, self.rested(call), tokens)?;
        }
        expect("started", &twice.start, self.passed(&twice.start), 2 * tokens)?;
        self.check(&twice.inside, 2 * tokens)
    }

    pub(super) fn entered_twice(&self, twice: &Twice) -> i64 {
        self.passed(&twice.fork)
    }
}
