//! What a pattern costs before it is prepared: short patterns may stand for large machines. Nothing is prepared here.

use std::iter::Peekable;
use std::str::Chars;

/// States of a class with all letters of all scripts.
const LETTERS: u64 = 700;
/// States of a class with digits or white space of all scripts.
const SIGNS: u64 = 100;
/// States that a prepared pattern has at most; a larger one is refused by its size.
const MOST_STATES: u64 = 5_000;

/// How large a pattern is, estimated from its text and never too low by much.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effort {
    /// States of what is written, each repetition counted once.
    pub(super) written: u64,
    /// States of the prepared pattern, with its repetitions.
    pub(super) states: u64,
    /// Whether a search may look at all of the rest for a match that ends early, as `.*x|y` does.
    pub(super) looks_far: bool,
}

/// Estimates a pattern.
pub(super) fn of(pattern: &str) -> Effort {
    let mut estimate = Estimate { groups_times: 1, ..Estimate::default() };
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        estimate.take(character, &mut rest);
    }
    Effort {
        written: estimate.written,
        states: estimate.states.saturating_mul(estimate.groups_times).min(MOST_STATES),
        looks_far: estimate.endless && estimate.branches,
    }
}

#[derive(Default)]
struct Estimate {
    written: u64,
    states: u64,
    /// States of the last part, which a repetition multiplies.
    last: u64,
    /// How often groups are repeated, one in the other.
    groups_times: u64,
    class_depth: u32,
    after_group: bool,
    endless: bool,
    branches: bool,
}

impl Estimate {
    fn take(&mut self, character: char, rest: &mut Peekable<Chars<'_>>) {
        let in_class = self.class_depth > 0;
        match character {
            '\\' => self.add(escape(rest.next())),
            '[' => {
                self.class_depth += 1;
                self.add(20);
            }
            ']' => self.class_depth = self.class_depth.saturating_sub(1),
            '{' if !in_class => self.repeat(rest),
            '*' | '+' if !in_class => self.endless = true,
            '|' | '(' if !in_class => self.branches = true,
            ')' if !in_class => self.after_group = true,
            '.' if !in_class => self.add(10),
            _ => self.add(2),
        }
    }

    fn add(&mut self, states: u64) {
        self.written += states;
        self.states = self.states.saturating_add(states);
        self.last = if self.class_depth > 0 { self.last + states } else { states };
        self.after_group = false;
    }

    /// `{n}`, `{n,}` or `{n,m}`; the braces of `\p{L}` repeat nothing.
    fn repeat(&mut self, rest: &mut Peekable<Chars<'_>>) {
        let mut between = String::new();
        while let Some(next) = rest.next_if(|next| next.is_ascii_digit() || *next == ',') {
            between.push(next);
        }
        self.endless |= between.ends_with(',');
        let numbers = between.split(',').filter_map(|number| number.parse::<u64>().ok());
        let times = numbers.max().unwrap_or(1).max(1);
        if self.after_group {
            self.groups_times = self.groups_times.saturating_mul(times);
        } else {
            self.states = self.states.saturating_add(self.last.saturating_mul(times));
            self.last = self.last.saturating_mul(times);
        }
    }
}

fn escape(character: Option<char>) -> u64 {
    match character {
        Some('p' | 'P' | 'w' | 'W' | 'i' | 'I' | 'c' | 'C') => LETTERS,
        Some('d' | 'D' | 's' | 'S') => SIGNS,
        _ => 2,
    }
}
