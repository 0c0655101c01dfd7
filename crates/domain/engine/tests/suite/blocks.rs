//! Random block-structured models: what opens with a split closes with its join, so that every token can be accounted
//! for when the process has ended.

mod thrown;

use fachwerk_engine::Event;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use thrown::{Handled, Thrown};

/// A part of a model with one way in and one way out.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    User,
    Job,
    Script,
    Pass,
    Timer,
    Receive,
    /// Waits for a message or a timer, whichever comes first.
    Race(Box<Block>, Box<Block>),
    Sequence(Vec<Block>),
    Parallel(Vec<Block>),
    Exclusive(Vec<Block>),
    Inclusive(Vec<Block>),
    Loop(Box<Block>),
    Sub(Box<Block>, Border),
    /// A sub-process in which something is thrown, and what follows where it is caught.
    Thrown(Box<Block>, Box<Block>, Thrown),
    /// A job whose failure is caught.
    Fallible,
    /// Goes on at the other end of a link.
    Link,
}

/// What sits on the border of a sub-process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Border {
    Nothing,
    Interrupting,
    Repeating,
    /// A legal clock, suspended while its first element waits, and an interrupting event at its end.
    Deadline,
}

/// Any block, a few levels deep.
pub(crate) fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        3 => Just(Block::User),
        2 => Just(Block::Job),
        1 => Just(Block::Script),
        1 => Just(Block::Pass),
        1 => Just(Block::Timer),
        1 => Just(Block::Receive),
        1 => Just(Block::Fallible),
        1 => Just(Block::Link),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let several = || prop::collection::vec(inner.clone(), 2..4);
        let border = prop_oneof![
            Just(Border::Nothing),
            Just(Border::Interrupting),
            Just(Border::Repeating),
            Just(Border::Deadline)
        ];
        prop_oneof![
            several().prop_map(Block::Sequence),
            several().prop_map(Block::Parallel),
            several().prop_map(Block::Exclusive),
            several().prop_map(Block::Inclusive),
            inner.clone().prop_map(|body| Block::Loop(Box::new(body))),
            (inner.clone(), inner.clone())
                .prop_map(|(one, other)| Block::Race(Box::new(one), Box::new(other))),
            (inner.clone(), border).prop_map(|(body, border)| Block::Sub(Box::new(body), border)),
            (inner.clone(), inner.clone(), thrown::any()).prop_map(|(body, handler, how)| Block::Thrown(
                Box::new(body),
                Box::new(handler),
                how
            )),
        ]
    })
}

/// Writes a block as BPMN. Nodes are named by a running number.
#[derive(Default)]
struct Writer {
    xml: String,
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
    /// The gateway, each event with what follows it, where the ways meet.
    Race(String, Vec<(String, Written)>, String),
    Loop(String, Box<Written>, String),
    Sub {
        id: String,
        inside: Box<Written>,
        start: String,
        border: Option<String>,
    },
    Thrown(Box<Handled>),
    /// Both ends.
    Link(String, String),
    /// The job, and where its ways meet.
    Fallible(String, String),
}

/// The model of a block, and the shape to count by.
pub(crate) fn model(block: &Block) -> (String, Written) {
    let mut writer = Writer::default();
    writer.push("<startEvent id='start'/><endEvent id='end'/>");
    let written = writer.block(block);
    writer.flow("start", &written.first, None);
    writer.flow(&written.last, "end", None);
    let xml = format!(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' \
         xmlns:z='http://camunda.org/schema/zeebe/1.0' xmlns:f='urn:fachwerk:bpmn:1'><message id='m' name='m'/>{}<process id='p'>{}</process></definitions>",
        thrown::DECLARED,
        writer.xml
    );
    (xml, written)
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

    fn rest(&mut self, word: &str, element: &str, inside: &str) -> Written {
        let id = self.id(word);
        self.push(&format!("<{element} id='{id}'>{inside}</{element}>"));
        Written { first: id.clone(), last: id.clone(), shape: Shape::Rest(id) }
    }

    fn block(&mut self, block: &Block) -> Written {
        match block {
            Block::User => {
                let form = "<extensionElements><z:formDefinition formId='form'/></extensionElements>";
                self.rest("user", "userTask", form)
            }
            Block::Job => {
                let job = "<extensionElements><z:taskDefinition type='mail'/></extensionElements>";
                self.rest("job", "serviceTask", job)
            }
            Block::Script => {
                let script = "<extensionElements><z:script expression='=1 + 1' resultVariable='sum'/>\
                              </extensionElements>";
                self.rest("script", "scriptTask", script)
            }
            Block::Timer => {
                let timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";
                self.rest("timer", "intermediateCatchEvent", timer)
            }
            Block::Receive => {
                let id = self.id("receive");
                self.push(&format!("<receiveTask id='{id}' messageRef='m'/>"));
                Written { first: id.clone(), last: id.clone(), shape: Shape::Rest(id) }
            }
            Block::Race(one, other) => self.race(one, other),
            Block::Pass => {
                let id = self.id("pass");
                self.push(&format!("<task id='{id}'/>"));
                Written { first: id.clone(), last: id.clone(), shape: Shape::Pass(id) }
            }
            Block::Sequence(blocks) => self.sequence(blocks),
            Block::Parallel(blocks) => self.parallel(blocks),
            Block::Exclusive(blocks) => self.exclusive(blocks),
            Block::Inclusive(blocks) => self.inclusive(blocks),
            Block::Loop(body) => self.looping(body),
            Block::Sub(body, border) => self.sub(body, *border),
            Block::Thrown(body, handler, how) => self.thrown(body, handler, *how),
            Block::Fallible => self.fallible(),
            Block::Link => self.link(),
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

    fn race(&mut self, one: &Block, other: &Block) -> Written {
        let (gateway, merge) = (self.id("race"), self.id("merge"));
        self.push(&format!("<eventBasedGateway id='{gateway}'/><exclusiveGateway id='{merge}'/>"));
        let events = [
            "<messageEventDefinition messageRef='m'/>",
            "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>",
        ];
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
        let (id, start, end) = (self.id("sub"), self.id("start"), self.id("end"));
        self.push(&format!("<subProcess id='{id}'><startEvent id='{start}'/><endEvent id='{end}'/>"));
        let inside = Box::new(self.block(body));
        self.flow(&start, &inside.first, None);
        self.flow(&inside.last, &end, None);
        if border == Border::Deadline {
            let first = &inside.first;
            let suspends = if matches!(&inside.shape, Shape::Rest(_)) && !first.starts_with("script") {
                format!("suspends='{first}'")
            } else {
                String::new()
            };
            self.push(&format!(
                "<extensionElements><f:legalClock id='clock_of_{id}' term='P1D' {suspends}/></extensionElements>"
            ));
        }
        self.push("</subProcess>");
        let merge = self.id("merge");
        self.push(&format!("<exclusiveGateway id='{merge}'/>"));
        self.flow(&id, &merge, None);
        let border = match border {
            Border::Nothing => None,
            Border::Interrupting => {
                Some(self.border(&id, "true", "<timeDuration>PT30M</timeDuration>", &merge))
            }
            Border::Deadline => {
                let border = self.id("border");
                self.push(&format!(
                    "<boundaryEvent id='{border}' attachedToRef='{id}'><extensionElements><f:deadline \
                     of='clock_of_{id}'/></extensionElements><timerEventDefinition/></boundaryEvent>"
                ));
                self.flow(&border, &merge, None);
                Some(border)
            }
            Border::Repeating => {
                let stop = self.id("stop");
                self.push(&format!("<endEvent id='{stop}'/>"));
                self.border(&id, "false", "<timeCycle>R2/PT30M</timeCycle>", &stop);
                None
            }
        };
        let shape = Shape::Sub { id: id.clone(), inside, start, border };
        Written { first: id, last: merge, shape }
    }

    fn border(&mut self, host: &str, cancel: &str, timer: &str, target: &str) -> String {
        let id = self.id("border");
        self.push(&format!(
            "<boundaryEvent id='{id}' attachedToRef='{host}' cancelActivity='{cancel}'>\
             <timerEventDefinition>{timer}</timerEventDefinition></boundaryEvent>"
        ));
        self.flow(&id, target, None);
        id
    }
}

/// How often tokens came to rest on, left and went through each element.
#[derive(Debug, Default)]
pub(crate) struct Visits {
    rested: BTreeMap<String, i64>,
    passed: BTreeMap<String, i64>,
    elements: BTreeMap<u32, String>,
    interrupted: BTreeMap<String, i64>,
    /// The element a person just took a token from: it is not interrupted.
    moved: Option<String>,
}

impl Visits {
    /// Counts what happened in a step.
    pub(crate) fn count(&mut self, events: &[Event]) {
        for event in events {
            match event {
                Event::Entered { key, element, .. } => {
                    *self.rested.entry(element.to_string()).or_default() += 1;
                    self.elements.insert(key.0, element.to_string());
                }
                Event::Passed { element } => {
                    *self.passed.entry(element.to_string()).or_default() += 1;
                }
                Event::Moved { from, .. } => {
                    *self.rested.entry(from.to_string()).or_default() -= 1;
                    self.moved = Some(from.to_string());
                }
                Event::Cancelled { key } => {
                    let element = self.elements[&key.0].clone();
                    if self.moved.take().as_ref() == Some(&element) {
                        continue;
                    }
                    *self.interrupted.entry(element).or_default() += 1;
                }
                _ => {}
            }
        }
    }

    fn passed(&self, id: &str) -> i64 {
        self.passed.get(id).copied().unwrap_or(0)
    }

    /// Whether anything inside a cancelled scope was ended early, so that its inside cannot be counted.
    pub(crate) fn is_interrupted(&self) -> bool {
        !self.interrupted.is_empty()
    }

    /// Checks that as many tokens left the block as entered it, and that inside of it none was lost or doubled.
    pub(crate) fn check(&self, block: &Written, tokens: i64) -> Result<(), String> {
        let expect = |what: &str, id: &str, found: i64| {
            if found == tokens { Ok(()) } else { Err(format!("{what} {id}: {found} instead of {tokens}")) }
        };
        match &block.shape {
            Shape::Rest(id) => expect("rested", id, self.rested.get(id).copied().unwrap_or(0)),
            Shape::Pass(id) => expect("passed", id, self.passed(id)),
            Shape::Sequence(parts) => parts.iter().try_for_each(|part| self.check(part, tokens)),
            Shape::Parallel(fork, parts, join) => {
                expect("passed", fork, self.passed(fork))?;
                expect("passed", join, self.passed(join))?;
                parts.iter().try_for_each(|part| self.check(part, tokens))
            }
            Shape::Exclusive(choice, parts, merge) => {
                expect("passed", choice, self.passed(choice))?;
                expect("passed", merge, self.passed(merge))?;
                let entered: Vec<i64> = parts.iter().map(|part| self.entered(part)).collect();
                expect("ways taken from", choice, entered.iter().sum())?;
                parts.iter().zip(entered).try_for_each(|(part, tokens)| self.check(part, tokens))
            }
            Shape::Inclusive(split, parts, join) => {
                expect("passed", split, self.passed(split))?;
                expect("passed", join, self.passed(join))?;
                let entered: Vec<i64> = parts.iter().map(|part| self.entered(part)).collect();
                let all: i64 = entered.iter().sum();
                if all < tokens || entered.iter().any(|one| *one > tokens) {
                    return Err(format!("ways taken from {split}: {entered:?} by {tokens}"));
                }
                parts.iter().zip(entered).try_for_each(|(part, tokens)| self.check(part, tokens))
            }
            Shape::Race(gateway, ways, merge) => {
                let rested = |id: &String| self.rested.get(id).copied().unwrap_or(0);
                expect("rested", gateway, rested(gateway))?;
                expect("passed", merge, self.passed(merge))?;
                expect("ways taken from", gateway, ways.iter().map(|(event, _)| rested(event)).sum())?;
                ways.iter().try_for_each(|(event, part)| self.check(part, rested(event)))
            }
            Shape::Loop(merge, body, on) => {
                expect("left the loop by", on, self.passed(on))?;
                self.check(body, self.passed(merge))
            }
            Shape::Sub { id, inside, start, border } => {
                expect("rested", id, self.rested.get(id).copied().unwrap_or(0))?;
                expect("started", start, self.passed(start))?;
                let interrupted = border.as_ref().map_or(0, |border| self.passed(border));
                if interrupted == 0 { self.check(inside, tokens) } else { Ok(()) }
            }
            Shape::Thrown(handled) => self.check_thrown(handled, tokens),
            Shape::Link(throw, catch) => {
                expect("passed", throw, self.passed(throw))?;
                expect("passed", catch, self.passed(catch))
            }
            Shape::Fallible(job, merge) => {
                expect("rested", job, self.rested.get(job).copied().unwrap_or(0))?;
                expect("passed", merge, self.passed(merge))
            }
        }
    }

    fn entered(&self, block: &Written) -> i64 {
        let id = &block.first;
        match &block.shape {
            Shape::Sequence(parts) => self.entered(&parts[0]),
            // Entered as often as left; how often it went round does not matter here.
            Shape::Loop(_, _, on) => self.passed(on),
            Shape::Rest(_) | Shape::Race(..) | Shape::Sub { .. } | Shape::Thrown(_) | Shape::Fallible(..) => {
                self.rested.get(id).copied().unwrap_or(0)
            }
            Shape::Pass(_)
            | Shape::Parallel(..)
            | Shape::Exclusive(..)
            | Shape::Inclusive(..)
            | Shape::Link(..) => self.passed(id),
        }
    }
}
