//! Counting tokens: what rested on, left and went through each element, held against the block it was written from.

use super::{Shape, Written};
use fachwerk_engine::Event;
use std::collections::{BTreeMap, BTreeSet};

/// Says what was found instead of what was expected.
pub(super) fn expect(what: &str, id: &str, found: i64, expected: i64) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} {id}: {found} instead of {expected}")) }
}

/// How often tokens came to rest on, left and went through each element.
#[derive(Debug, Default)]
pub(crate) struct Visits {
    rested: BTreeMap<String, i64>,
    passed: BTreeMap<String, i64>,
    /// How often activities were done that are done more than once.
    pub(super) repeats: BTreeMap<String, i64>,
    /// How often people began elements of ad-hoc sub-processes.
    begun: BTreeMap<String, i64>,
    elements: BTreeMap<u32, String>,
    /// What lies around what came to rest.
    around: BTreeMap<u32, u32>,
    /// Elements in which something was ended early, so that their inside cannot be counted.
    broken_off: BTreeSet<String>,
    pub(super) interrupted: BTreeMap<String, i64>,
    /// The element a person just took a token from: it is not interrupted.
    moved: Option<String>,
}

impl Visits {
    /// Counts what happened in a step.
    pub(crate) fn count(&mut self, events: &[Event]) {
        for event in events {
            match event {
                Event::Entered { key, element, scope } => {
                    *self.rested.entry(element.to_string()).or_default() += 1;
                    if self.elements.get(&scope.0).is_some_and(|around| **around == **element) {
                        *self.repeats.entry(element.to_string()).or_default() += 1;
                    }
                    self.elements.insert(key.0, element.to_string());
                    self.around.insert(key.0, scope.0);
                }
                Event::Passed { element } => {
                    *self.passed.entry(element.to_string()).or_default() += 1;
                }
                Event::Activated { element, .. } => {
                    *self.begun.entry(element.to_string()).or_default() += 1;
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
                    self.breaks_off(key.0);
                }
                _ => {}
            }
        }
    }

    fn breaks_off(&mut self, key: u32) {
        let mut around = self.around.get(&key);
        while let Some(scope) = around {
            self.broken_off.extend(self.elements.get(scope).cloned());
            around = self.around.get(scope);
        }
    }

    pub(super) fn is_broken_off(&self, id: &str) -> bool {
        self.broken_off.contains(id)
    }

    pub(super) fn passed(&self, id: &str) -> i64 {
        self.passed.get(id).copied().unwrap_or(0)
    }

    pub(super) fn rested(&self, id: &str) -> i64 {
        self.rested.get(id).copied().unwrap_or(0)
    }

    /// How often a person began it in an ad-hoc sub-process.
    pub(super) fn begun(&self, id: &str) -> i64 {
        self.begun.get(id).copied().unwrap_or(0)
    }

    /// How often people began something in ad-hoc sub-processes.
    pub(crate) fn chosen(&self) -> i64 {
        self.begun.values().sum()
    }

    /// Whether anything inside a cancelled scope was ended early, so that its inside cannot be counted.
    pub(crate) fn is_interrupted(&self) -> bool {
        !self.interrupted.is_empty()
    }

    /// Checks that as many tokens left the block as entered it, and that inside of it none was lost or doubled.
    pub(crate) fn check(&self, block: &Written, tokens: i64) -> Result<(), String> {
        let expect = |what: &str, id: &str, found: i64| expect(what, id, found, tokens);
        match &block.shape {
            Shape::Rest(id) => expect("rested", id, self.rested.get(id).copied().unwrap_or(0)),
            Shape::Pass(id) => expect("passed", id, self.passed(id)),
            Shape::Sequence(parts) => parts.iter().try_for_each(|part| self.check(part, tokens)),
            Shape::Parallel(fork, parts, join) | Shape::Enough(fork, parts, join) => {
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
                expect("rested", id, self.rested(id))?;
                // A signal from elsewhere may end it before its own token has left the start.
                if border.as_ref().is_some_and(|border| self.passed(border) > 0) {
                    return Ok(());
                }
                expect("started", start, self.passed(start))?;
                self.check(inside, tokens)
            }
            Shape::Twice(twice) => self.check_twice(twice, tokens),
            Shape::Repeated(times) => self.check_repeated(times, tokens),
            Shape::Thrown(handled) => self.check_thrown(handled, tokens),
            Shape::Undone(reversal) => self.check_undone(reversal, tokens),
            Shape::Freely(choice) => self.check_freely(choice, tokens),
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
            Shape::Rest(_)
            | Shape::Race(..)
            | Shape::Sub { .. }
            | Shape::Thrown(_)
            | Shape::Freely(_)
            | Shape::Fallible(..) => self.rested(id),
            Shape::Twice(twice) => self.entered_twice(twice),
            Shape::Repeated(times) => self.entered_repeated(times),
            Shape::Undone(reversal) => self.entered_undone(reversal),
            Shape::Pass(_)
            | Shape::Parallel(..)
            | Shape::Enough(..)
            | Shape::Exclusive(..)
            | Shape::Inclusive(..)
            | Shape::Link(..) => self.passed(id),
        }
    }
}
