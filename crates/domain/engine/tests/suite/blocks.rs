//! Random block-structured models: what opens with a split closes with its join, so that every token can be accounted
//! for when the process has ended.

mod begin;
mod called;
mod enough;
mod freely;
mod leaf;
mod repeated;
mod thrown;
mod undone;
mod visits;

use begin::Begin;
use freely::{Choice, Freely};
use leaf::Leaf;
use proptest::prelude::*;
use repeated::Repeat;
use std::fmt::Write;
use thrown::{Handled, Thrown};
use undone::{Reversal, Undone};

pub(crate) use visits::Visits;

/// A part of a model with one way in and one way out.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    Leaf(Leaf),
    /// Waits for a message or something else, whichever comes first.
    Race(Box<Block>, Box<Block>, Second),
    Sequence(Vec<Block>),
    Parallel(Vec<Block>),
    Exclusive(Vec<Block>),
    Inclusive(Vec<Block>),
    /// Goes on when so many of its parts are done.
    Enough(Vec<Block>, usize),
    Loop(Box<Block>),
    Sub(Box<Block>, Border),
    /// A process that an activity calls.
    Called(Box<Block>, Border),
    /// A process that two activities call at once.
    CalledTwice(Box<Block>),
    /// An activity that is done more than once.
    Repeated(Box<Block>, Repeat, Border),
    /// A sub-process in which something is thrown, and what follows where it is caught.
    Thrown(Box<Block>, Box<Block>, Thrown),
    /// A sub-process that is undone when it is done.
    Undone(Box<Block>, Undone),
    /// Parts that people choose from, and what an event does beside them.
    Freely(Vec<Block>, Box<Block>, Freely, Border),
}

/// A model: how it begins and what follows.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    begin: Begin,
    block: Block,
}

/// What a message races against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Second {
    Timer,
    Signal,
}

/// What sits on the border of an activity with something inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Border {
    Nothing,
    Interrupting,
    /// A message that interrupts.
    Withdrawing,
    /// A signal that interrupts.
    Alarming,
    Repeating,
    /// A legal clock, suspended while its first element waits, and an interrupting event at its end.
    Deadline,
}

fn border() -> impl Strategy<Value = Border> {
    prop_oneof![
        3 => Just(Border::Nothing),
        2 => Just(Border::Interrupting),
        1 => Just(Border::Withdrawing),
        1 => Just(Border::Alarming),
        2 => Just(Border::Repeating),
        2 => Just(Border::Deadline),
    ]
}

/// A model of a few blocks one after the other.
pub(crate) fn blocks() -> impl Strategy<Value = Drawn> {
    let block = prop::collection::vec(block(), 2..5).prop_map(Block::Sequence);
    (begin::any(), block).prop_map(|(begin, block)| Drawn { begin, block })
}

/// Any block, a few levels deep.
fn block() -> impl Strategy<Value = Block> {
    leaf::any().prop_map(Block::Leaf).prop_recursive(5, 40, 4, |inner| {
        let several = || prop::collection::vec(inner.clone(), 2..4);
        let one = || inner.clone().prop_map(Box::new);
        let second = prop_oneof![2 => Just(Second::Timer), 1 => Just(Second::Signal)];
        prop_oneof![
            2 => several().prop_map(Block::Sequence),
            2 => several().prop_map(Block::Parallel),
            2 => several().prop_map(Block::Exclusive),
            2 => several().prop_map(Block::Inclusive),
            2 => (several(), 1..4_usize).prop_map(|(parts, enough)| Block::Enough(parts, enough)),
            2 => one().prop_map(Block::Loop),
            2 => (one(), one(), second).prop_map(|(one, other, second)| Block::Race(one, other, second)),
            2 => (one(), border()).prop_map(|(body, border)| Block::Sub(body, border)),
            1 => (one(), border()).prop_map(|(body, border)| Block::Called(body, border)),
            1 => one().prop_map(Block::CalledTwice),
            3 => (one(), repeated::any(), border())
                .prop_map(|(body, repeat, border)| Block::Repeated(body, repeat, border)),
            3 => (one(), one(), thrown::any())
                .prop_map(|(body, handler, how)| Block::Thrown(body, handler, how)),
            3 => (one(), undone::any()).prop_map(|(body, how)| Block::Undone(body, how)),
            3 => (several(), one(), freely::any(), border())
                .prop_map(|(parts, beside, how, border)| Block::Freely(parts, beside, how, border)),
        ]
    })
}

/// Writes a block as BPMN. Nodes are named by a running number.
#[derive(Default)]
struct Writer {
    xml: String,
    /// Processes that are called.
    called: String,
    next: usize,
}

/// Ids of the nodes a block was written as, to count its tokens by.
#[derive(Debug)]
pub(crate) struct Written {
    first: String,
    last: String,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    Rest(String),
    Pass(String),
    Sequence(Vec<Written>),
    Parallel(String, Vec<Written>, String),
    Exclusive(String, Vec<Written>, String),
    Inclusive(String, Vec<Written>, String),
    Enough(String, Vec<Written>, String),
    /// The gateway, each event with what follows it, where the ways meet.
    Race(String, Vec<(String, Written)>, String),
    Loop(String, Box<Written>, String),
    Sub {
        id: String,
        inside: Box<Written>,
        start: String,
        border: Option<String>,
    },
    Twice(Box<called::Twice>),
    Repeated(Box<repeated::Times>),
    Thrown(Box<Handled>),
    Undone(Box<Reversal>),
    Freely(Box<Choice>),
    /// Both ends.
    Link(String, String),
    /// The job, and where its ways meet.
    Fallible(String, String),
}

/// The model of a block, and the shape to count by.
pub(crate) fn model(drawn: &Drawn) -> (String, Written) {
    let mut writer = Writer::default();
    writer.push(&format!("<startEvent id='start'>{}</startEvent><endEvent id='end'/>", drawn.begin.xml()));
    let written = writer.block(&drawn.block);
    writer.flow("start", &written.first, None);
    writer.flow(&written.last, "end", None);
    let xml = format!(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' \
         xmlns:z='http://camunda.org/schema/zeebe/1.0' xmlns:f='urn:fachwerk:bpmn:1'><message id='m' name='m'/><signal id='s' name='s'/>{}<process id='p'>{}</process>{}</definitions>",
        thrown::DECLARED,
        writer.xml,
        writer.called
    );
    (xml, written)
}

fn clock(id: &str, suspends: &str) -> String {
    format!("<f:legalClock id='clock_of_{id}' term='P1D' extension='P1W' {suspends}/>")
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.xml.push_str(text);
    }

    fn id(&mut self, word: &str) -> String {
        self.next += 1;
        format!("{word}{}", self.next)
    }

    fn flow(&mut self, source: &str, target: &str, condition: Option<&str>) -> String {
        let id = self.id("f");
        let condition = condition
            .map(|text| format!("<conditionExpression>={text}</conditionExpression>"))
            .unwrap_or_default();
        write!(
            self.xml,
            "<sequenceFlow id='{id}' sourceRef='{source}' targetRef='{target}'>{condition}</sequenceFlow>"
        )
        .expect("writing to a text cannot fail");
        id
    }

    fn block(&mut self, block: &Block) -> Written {
        match block {
            Block::Leaf(leaf) => self.leaf(*leaf),
            Block::Race(one, other, second) => self.race(one, other, *second),
            Block::Sequence(blocks) => self.sequence(blocks),
            Block::Parallel(blocks) => self.parallel(blocks),
            Block::Exclusive(blocks) => self.exclusive(blocks),
            Block::Inclusive(blocks) => self.inclusive(blocks),
            Block::Enough(blocks, enough) => self.enough(blocks, *enough),
            Block::Loop(body) => self.looping(body),
            Block::Sub(body, border) => self.sub(body, *border),
            Block::Called(body, border) => self.called(body, *border),
            Block::CalledTwice(body) => self.called_twice(body),
            Block::Repeated(body, repeat, border) => self.repeated(body, *repeat, *border),
            Block::Thrown(body, handler, how) => self.thrown(body, handler, *how),
            Block::Undone(body, how) => self.undone(body, *how),
            Block::Freely(parts, beside, how, border) => self.freely(parts, beside, *how, *border),
        }
    }

    fn sequence(&mut self, blocks: &[Block]) -> Written {
        let parts: Vec<Written> = blocks.iter().map(|block| self.block(block)).collect();
        for pair in parts.windows(2) {
            self.flow(&pair[0].last, &pair[1].first, None);
        }
        let (first, last) = (parts[0].first.clone(), parts[parts.len() - 1].last.clone());
        Written { first, last, shape: Shape::Sequence(parts) }
    }

    fn parallel(&mut self, blocks: &[Block]) -> Written {
        let (fork, join) = (self.id("fork"), self.id("join"));
        self.push(&format!("<parallelGateway id='{fork}'/><parallelGateway id='{join}'/>"));
        let parts: Vec<Written> = blocks.iter().map(|block| self.block(block)).collect();
        for part in &parts {
            self.flow(&fork, &part.first, None);
            self.flow(&part.last, &join, None);
        }
        let shape = Shape::Parallel(fork.clone(), parts, join.clone());
        Written { first: fork, last: join, shape }
    }

    fn exclusive(&mut self, blocks: &[Block]) -> Written {
        let (choice, merge) = (self.id("choice"), self.id("merge"));
        let parts: Vec<Written> = blocks.iter().map(|block| self.block(block)).collect();
        let mut default = String::new();
        for (index, part) in parts.iter().enumerate() {
            let condition = format!("choice = {index}");
            let last = index + 1 == parts.len();
            default = self.flow(&choice, &part.first, (!last).then_some(condition.as_str()));
            self.flow(&part.last, &merge, None);
        }
        self.push(&format!(
            "<exclusiveGateway id='{choice}' default='{default}'/><exclusiveGateway id='{merge}'/>"
        ));
        let shape = Shape::Exclusive(choice.clone(), parts, merge.clone());
        Written { first: choice, last: merge, shape }
    }

    /// Each way but the last has a condition of its own, so that any number of them is taken.
    fn inclusive(&mut self, blocks: &[Block]) -> Written {
        let (split, join) = (self.id("split"), self.id("meet"));
        let parts: Vec<Written> = blocks.iter().map(|block| self.block(block)).collect();
        let mut default = String::new();
        for (index, part) in parts.iter().enumerate() {
            let condition = format!("choice != {index}");
            let last = index + 1 == parts.len();
            default = self.flow(&split, &part.first, (!last).then_some(condition.as_str()));
            self.flow(&part.last, &join, None);
        }
        self.push(&format!(
            "<inclusiveGateway id='{split}' default='{default}'/><inclusiveGateway id='{join}'/>"
        ));
        let shape = Shape::Inclusive(split.clone(), parts, join.clone());
        Written { first: split, last: join, shape }
    }

    fn race(&mut self, one: &Block, other: &Block, second: Second) -> Written {
        let (gateway, merge) = (self.id("race"), self.id("merge"));
        self.push(&format!("<eventBasedGateway id='{gateway}'/><exclusiveGateway id='{merge}'/>"));
        let second = match second {
            Second::Timer => "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>",
            Second::Signal => "<signalEventDefinition signalRef='s'/>",
        };
        let events = ["<messageEventDefinition messageRef='m'/>", second];
        let ways = [one, other].into_iter().zip(events).map(|(block, event)| {
            let event = self.rest("event", "intermediateCatchEvent", event);
            let part = self.block(block);
            self.flow(&gateway, &event.first, None);
            self.flow(&event.last, &part.first, None);
            self.flow(&part.last, &merge, None);
            (event.first, part)
        });
        let ways = ways.collect();
        let shape = Shape::Race(gateway.clone(), ways, merge.clone());
        Written { first: gateway, last: merge, shape }
    }

    fn looping(&mut self, body: &Block) -> Written {
        let (merge, again) = (self.id("merge"), self.id("again"));
        let body = self.block(body);
        self.flow(&merge, &body.first, None);
        self.flow(&body.last, &again, None);
        self.flow(&again, &merge, Some("again"));
        // The way on has a condition too, so that a missing answer is an incident and not a silent end of the loop.
        let on = self.id("on");
        self.push(&format!(
            "<exclusiveGateway id='{merge}'/><exclusiveGateway id='{again}'/><task id='{on}'/>"
        ));
        self.flow(&again, &on, Some("not(again)"));
        let shape = Shape::Loop(merge.clone(), Box::new(body), on.clone());
        Written { first: merge, last: on, shape }
    }

    fn sub(&mut self, body: &Block, border: Border) -> Written {
        let (id, start) = (self.id("sub"), self.id("start"));
        self.push(&format!("<subProcess id='{id}'>"));
        let inside = Box::new(self.body(body, &start));
        if border == Border::Deadline {
            let first = &inside.first;
            let suspends = if matches!(&inside.shape, Shape::Rest(_)) && !first.starts_with("script") {
                format!("suspends='{first}'")
            } else {
                String::new()
            };
            self.clock_of(&id, &suspends);
        }
        self.push("</subProcess>");
        let (merge, border) = self.bordered(&id, border);
        let shape = Shape::Sub { id: id.clone(), inside, start, border };
        Written { first: id, last: merge, shape }
    }

    /// What runs inside of something, from its start to its end.
    fn body(&mut self, body: &Block, start: &str) -> Written {
        let end = self.id("end");
        self.push(&format!("<startEvent id='{start}'/><endEvent id='{end}'/>"));
        let inside = self.block(body);
        self.flow(start, &inside.first, None);
        self.flow(&inside.last, &end, None);
        inside
    }

    fn clock_of(&mut self, id: &str, suspends: &str) {
        self.push(&format!("<extensionElements>{}</extensionElements>", clock(id, suspends)));
    }

    /// Puts an event on the border; gives where the ways of both meet, and the event when it interrupts.
    fn bordered(&mut self, id: &str, border: Border) -> (String, Option<String>) {
        let merge = self.id("merge");
        self.push(&format!("<exclusiveGateway id='{merge}'/>"));
        self.flow(id, &merge, None);
        let timer = |time: &str| format!("<timerEventDefinition>{time}</timerEventDefinition>");
        let deadline = format!("<extensionElements><f:deadline of='clock_of_{id}'/></extensionElements>");
        let event = match border {
            Border::Nothing => return (merge, None),
            Border::Repeating => {
                let stop = self.id("stop");
                self.push(&format!("<endEvent id='{stop}'/>"));
                self.border(id, "false", &timer("<timeCycle>R2/PT30M</timeCycle>"), &stop);
                return (merge, None);
            }
            Border::Interrupting => timer("<timeDuration>PT30M</timeDuration>"),
            Border::Withdrawing => "<messageEventDefinition messageRef='m'/>".to_owned(),
            Border::Alarming => "<signalEventDefinition signalRef='s'/>".to_owned(),
            Border::Deadline => format!("{deadline}<timerEventDefinition/>"),
        };
        let border = self.border(id, "true", &event, &merge);
        (merge, Some(border))
    }

    fn border(&mut self, host: &str, cancel: &str, event: &str, target: &str) -> String {
        let id = self.id("border");
        self.push(&format!(
            "<boundaryEvent id='{id}' attachedToRef='{host}' cancelActivity='{cancel}'>{event}</boundaryEvent>"
        ));
        self.flow(&id, target, None);
        id
    }
}
