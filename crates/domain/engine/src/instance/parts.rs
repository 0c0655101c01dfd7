//! The stored form of a large state: a list of parts, so that a step on one of ten thousand open tasks writes little more
//! than on one of ten. A small state is one part, the same bytes as [`Instance::to_bytes`].
//!
//! Part 0 holds what belongs to the whole, part 1 the variables of the process, which may be long and are seldom set. What
//! belongs to a live element lies with its neighbours: keys are counted up and never given again, so those that are
//! entered together are stored together, and a part whose elements are all gone is gone too. Each part is a state of its own with the case and the step that wrote it.

use super::{Instance, Map, Phase, Unreadable};
use crate::key::Key;
use std::collections::BTreeSet;
use std::ops::Range;

/// Up to so many bytes a state is one part.
const SINGLE: usize = 8 * 1024;
/// Keys of one part. Stored states are divided by it, so it stays.
const KEYS: u32 = 16;
/// The part with what belongs to the whole.
const HEAD: u32 = 0;

/// A part of a stored state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which; 0 is always there.
    pub number: u32,
    /// What is stored, in format [`crate::FORMAT`]; `None` when the part is not there any more.
    pub bytes: Option<Vec<u8>>,
}

/// A part as it lies in the store. Those of one state may have been written by programs of different age.
#[derive(Debug, Clone, Copy)]
pub struct StoredPart<'b> {
    /// Which.
    pub number: u32,
    /// The format of the bytes.
    pub format: u32,
    /// What is stored.
    pub bytes: &'b [u8],
}

/// What the last step has changed, for the store. Two states are the same however they came about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Touched {
    parts: BTreeSet<u32>,
    /// Whether the state before the step was in several parts.
    was_divided: bool,
    /// Whether everything was changed at once.
    all: bool,
    /// Whether the state was read from several parts, when it was just read: what wrote it may have divided otherwise.
    read_divided: Option<bool>,
}

impl PartialEq for Touched {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

fn part_of(key: Key) -> u32 {
    if key == Key::ROOT { 1 } else { 3 + 2 * (key.0 / KEYS) }
}

/// For what an activity is done one after the other may be long and never changes, so it lies apart.
fn part_of_inputs(key: Key) -> u32 {
    part_of(key) + 1
}

/// The keys whose records a part holds.
fn keys_of(part: u32) -> Range<Key> {
    match ((part - 1) / 2).checked_sub(1) {
        None => Key::ROOT..Key(1),
        Some(group) => {
            let first = group * KEYS;
            Key(first.max(1))..Key(first.saturating_add(KEYS))
        }
    }
}

/// What the store asks.
impl Instance {
    /// All parts of the state, by number.
    pub fn parts(&self) -> Vec<Part> {
        if !self.is_divided() {
            return vec![Part { number: HEAD, bytes: Some(self.to_bytes()) }];
        }
        let parts = self.numbers().into_iter().map(|number| self.part(number));
        parts.filter(|part| part.bytes.is_some()).collect()
    }

    /// The parts in which the state differs from the one before its last step: what was stored then, with these put in
    /// and taken out, is the state as it is stored now.
    pub fn changed_parts(&self) -> Vec<Part> {
        let touched = &self.touched;
        let mut parts = match self.is_divided() {
            true if touched.was_divided && !touched.all => {
                let numbers = [HEAD].into_iter().chain(touched.parts.iter().copied());
                return numbers.map(|number| self.part(number)).collect();
            }
            _ => self.parts(),
        };
        if touched.was_divided {
            let there: BTreeSet<u32> = parts.iter().map(|part| part.number).collect();
            let mut gone = self.numbers();
            gone.extend(touched.parts.iter());
            let gone = gone.difference(&there);
            parts.extend(gone.map(|number| Part { number: *number, bytes: None }));
        }
        parts
    }

    /// The state from its parts.
    ///
    /// # Errors
    /// When the format is unknown, the bytes do not follow it, or the parts are not those of one state.
    pub fn from_parts<'b>(parts: impl IntoIterator<Item = StoredPart<'b>>) -> Result<Self, Unreadable> {
        let damaged = |what: String| Unreadable::Damaged(what);
        let (mut head, mut others) = (None, Vec::new());
        for StoredPart { number, format, bytes } in parts {
            let part = Self::from_bytes(format, bytes)?;
            if number == HEAD { head = Some(part) } else { others.push((number, part)) }
        }
        let mut whole = head.ok_or_else(|| damaged("part 0 is missing".to_owned()))?;
        let count = 1 + others.len();
        for (number, part) in others {
            if part.case != whole.case || part.step > whole.step {
                return Err(damaged(format!("part {number} belongs to another state")));
            }
            whole.put_in(&part);
        }
        let found = whole.record_count();
        match whole.records.take() {
            Some(records) if records != found => {
                Err(damaged(format!("{found} of {records} records are there")))
            }
            _ => Ok(whole.read_from(count)),
        }
    }
}

/// What changes.
impl Instance {
    /// A step begins, and nothing is changed yet.
    pub(super) fn untouched(&mut self) {
        let was_divided = self.touched.read_divided.unwrap_or_else(|| self.is_divided());
        self.touched = Touched { was_divided, ..Touched::default() };
    }

    pub(super) fn touch(&mut self, key: Key) {
        self.touched.parts.insert(part_of(key));
    }

    pub(super) fn touch_inputs(&mut self, key: Key) {
        self.touched.parts.insert(part_of_inputs(key));
    }

    /// Everything is about to be another; gives what is then to be kept in mind.
    pub(super) fn touched_all(&self) -> Touched {
        let parts = self.numbers();
        Touched { parts, all: true, ..self.touched }
    }

    /// A state that was just read from so many parts, made ready: with its index, and nothing touched yet.
    pub(super) fn read_from(self, parts: usize) -> Self {
        let mut read = self.indexed();
        read.touched = Touched { read_divided: Some(parts > 1), ..Touched::default() };
        read
    }

    fn is_divided(&self) -> bool {
        self.bytes() > SINGLE
    }

    /// The numbers of the parts that may be there.
    fn numbers(&self) -> BTreeSet<u32> {
        let keys = self.elements.keys().chain(self.yields.keys()).chain([&Key::ROOT]);
        let inputs = self.inputs.keys().map(|key| part_of_inputs(*key));
        keys.map(|key| part_of(*key)).chain(inputs).chain([HEAD]).collect()
    }

    fn part(&self, number: u32) -> Part {
        let part = match number {
            HEAD => self.head(),
            inputs if inputs % 2 == 0 => {
                let mut part = self.frame();
                copy(&self.inputs, &keys_of(inputs), &mut part.inputs);
                part
            }
            _ => self.neighbours(&keys_of(number)),
        };
        let bytes = (number == HEAD || part.record_count() > 0).then(|| part.to_bytes());
        Part { number, bytes }
    }

    /// A state of the same case and step that holds nothing.
    fn frame(&self) -> Self {
        Self { step: self.step, next: self.next, phase: Phase::Running, ..Self::new(self.case) }
    }

    fn head(&self) -> Self {
        Self {
            phase: self.phase.clone(),
            done_by: self.done_by.clone(),
            before: self.before.clone(),
            records: Some(self.record_count()),
            ..self.frame()
        }
    }

    fn neighbours(&self, keys: &Range<Key>) -> Self {
        let mut part = self.frame();
        copy(&self.elements, keys, &mut part.elements);
        copy(&self.gathered, keys, &mut part.gathered);
        copy(&self.variables, keys, &mut part.variables);
        copy(&self.decided, keys, &mut part.decided);
        copy(&self.compensable, keys, &mut part.compensable);
        copy(&self.undoers, keys, &mut part.undoers);
        copy(&self.clocks, keys, &mut part.clocks);
        copy(&self.loops, keys, &mut part.loops);
        copy(&self.conditions, keys, &mut part.conditions);
        copy(&self.yields, keys, &mut part.yields);
        for key in (keys.start.0..keys.end.0).map(Key) {
            let timers = self.timers_of(key);
            pick(&self.timers, timers, &mut part.timers);
            let subscriptions = self.subscriptions_of(key);
            pick(&self.subscriptions, subscriptions, &mut part.subscriptions);
            let incidents = self.incidents_of(key).map(|incident| incident.id).collect();
            pick(&self.incidents, incidents, &mut part.incidents);
        }
        part
    }

    /// How much is held that has a place in one part or another.
    fn record_count(&self) -> usize {
        self.elements.size()
            + self.gathered.size()
            + self.variables.size()
            + self.decided.size()
            + self.compensable.size()
            + self.undoers.size()
            + self.clocks.size()
            + self.loops.size()
            + self.inputs.size()
            + self.yields.size()
            + self.timers.size()
            + self.subscriptions.size()
            + self.conditions.size()
            + self.incidents.size()
    }

    fn put_in(&mut self, part: &Self) {
        put(&part.elements, &mut self.elements);
        put(&part.gathered, &mut self.gathered);
        put(&part.variables, &mut self.variables);
        put(&part.decided, &mut self.decided);
        put(&part.compensable, &mut self.compensable);
        put(&part.undoers, &mut self.undoers);
        put(&part.clocks, &mut self.clocks);
        put(&part.loops, &mut self.loops);
        put(&part.inputs, &mut self.inputs);
        put(&part.yields, &mut self.yields);
        put(&part.timers, &mut self.timers);
        put(&part.subscriptions, &mut self.subscriptions);
        put(&part.conditions, &mut self.conditions);
        put(&part.incidents, &mut self.incidents);
    }
}

fn copy<V: Clone>(from: &Map<Key, V>, keys: &Range<Key>, into: &mut Map<Key, V>) {
    for (key, value) in from.range(keys.clone()) {
        into.insert_mut(*key, value.clone());
    }
}

fn pick<K: Ord, V: Clone>(from: &Map<K, V>, ids: Vec<K>, into: &mut Map<K, V>) {
    for id in ids {
        if let Some(value) = from.get(&id).cloned() {
            into.insert_mut(id, value);
        }
    }
}

fn put<K: Ord + Clone, V: Clone>(from: &Map<K, V>, into: &mut Map<K, V>) {
    for (key, value) in from {
        into.insert_mut(key.clone(), value.clone());
    }
}
