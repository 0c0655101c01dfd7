//! Walking all combinations of the cases of all columns, those together in which the same rules are still possible.

use super::Condition;
use super::bits::{self, Bits};
use super::columns::{Cases, Column};
use std::collections::{BTreeMap, BTreeSet};

/// The most words that are compared in one walk, and the most gaps it keeps.
const MOST_TRIALS: usize = 4_000_000;
const MOST_KEPT: usize = 1_000;
/// The most cases, each a bit, of all regions that are kept or copied in one walk.
const MOST_CASES: usize = 256 << 20;
/// The most columns, for each is a level of the stack.
const MOST_COLUMNS: usize = 64;

/// For each column the cases that belong to it.
pub(super) type Region = Vec<Cases>;

/// The table has too many cases.
pub(super) struct TooLarge;

/// The walk over a table.
pub(super) struct Walk<'c> {
    columns: &'c [Column],
    rules: usize,
    /// What is uncovered from a column on, by the rules that are still possible there.
    known: BTreeMap<(usize, Bits), Vec<Region>>,
    /// The rules that are the first to match somewhere.
    firing: BTreeSet<usize>,
    trials: usize,
    cases: usize,
}

impl<'c> Walk<'c> {
    pub(super) fn new(columns: &'c [Column], rules: usize) -> Self {
        Self { columns, rules, known: BTreeMap::new(), firing: BTreeSet::new(), trials: 0, cases: 0 }
    }

    /// The regions that no rule covers.
    pub(super) fn gaps(&mut self) -> Result<Vec<Region>, TooLarge> {
        if self.columns.len() > MOST_COLUMNS {
            return Err(TooLarge);
        }
        self.from(0, Bits::all(self.rules))
    }

    /// Whether the rule is the first to match somewhere, after [`Walk::gaps`].
    pub(super) fn fires(&self, rule: usize) -> bool {
        self.firing.contains(&rule)
    }

    fn from(&mut self, index: usize, possible: Bits) -> Result<Vec<Region>, TooLarge> {
        let columns = self.columns;
        if possible.is_empty() {
            return Ok(vec![columns[index..].iter().map(|column| Bits::all(column.size())).collect()]);
        }
        let Some(column) = columns.get(index) else {
            self.note_firing(&possible);
            return Ok(Vec::new());
        };
        let key = (index, possible);
        if let Some(known) = self.known.get(&key) {
            let (known, kept) = (known.clone(), known.len());
            self.keep(index, kept)?;
            return Ok(known);
        }
        self.trials += column.size() * bits::words(self.rules);
        if self.trials > MOST_TRIALS {
            return Err(TooLarge);
        }
        let mut tails: BTreeMap<Region, Cases> = BTreeMap::new();
        for (rules, cases) in split(column, &key.1) {
            for tail in self.from(index + 1, rules)? {
                let merged = tails.entry(tail).or_insert_with(|| Bits::none(column.size()));
                cases.iter().for_each(|case| merged.insert(*case));
            }
        }
        if tails.len() > MOST_KEPT {
            return Err(TooLarge);
        }
        let regions = tails.into_iter().map(|(tail, cases)| std::iter::once(cases).chain(tail).collect());
        let regions: Vec<Region> = regions.collect();
        self.keep(index, regions.len())?;
        self.known.insert(key, regions.clone());
        Ok(regions)
    }

    /// Counts so many more regions from a column on.
    fn keep(&mut self, index: usize, regions: usize) -> Result<(), TooLarge> {
        self.cases += regions * self.columns[index..].iter().map(Column::size).sum::<usize>();
        if self.cases > MOST_CASES { Err(TooLarge) } else { Ok(()) }
    }

    /// Rules before the first that surely matches may fire, too.
    fn note_firing(&mut self, possible: &Bits) {
        for rule in possible.iter() {
            self.firing.insert(rule);
            if !self.columns.iter().any(|column| column.is_beyond(rule)) {
                return;
            }
        }
    }
}

/// The cases of a column by the rules that stay possible in them.
fn split(column: &Column, possible: &Bits) -> BTreeMap<Bits, Vec<usize>> {
    let mut parts: BTreeMap<Bits, Vec<usize>> = BTreeMap::new();
    for case in 0..column.size() {
        let rules = column.rules_in(case).clone().and(possible);
        parts.entry(rules).or_default().push(case);
    }
    parts
}

/// The region as unary tests; columns in which everything belongs to it are left out.
pub(super) fn conditions(columns: &[Column], region: &Region) -> Vec<Condition> {
    let shown = columns.iter().zip(region).filter(|(_, cases)| !cases.is_all());
    shown
        .map(|(column, cases)| Condition { input: column.input.clone(), tests: column.shown(cases) })
        .collect()
}
