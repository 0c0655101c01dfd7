//! Walking all combinations of the cases of all columns, those together in which the same rules are still possible.

use super::Condition;
use super::columns::{Cases, Column};
use std::collections::{BTreeMap, BTreeSet};

/// The most trials of one walk, and the most gaps it keeps.
const MOST_TRIALS: usize = 4_000_000;
const MOST_KEPT: usize = 1_000;
/// The most cases, each a byte, of all regions that are kept or copied in one walk.
const MOST_CASES: usize = 32 << 20;
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
    known: BTreeMap<(usize, Vec<usize>), Vec<Region>>,
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
        self.from(0, (0..self.rules).collect())
    }

    /// Whether the rule is the first to match somewhere, after [`Walk::gaps`].
    pub(super) fn fires(&self, rule: usize) -> bool {
        self.firing.contains(&rule)
    }

    fn from(&mut self, index: usize, possible: Vec<usize>) -> Result<Vec<Region>, TooLarge> {
        let columns = self.columns;
        if possible.is_empty() {
            return Ok(vec![columns[index..].iter().map(|column| vec![true; column.size()]).collect()]);
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
        self.trials += column.size() * key.1.len();
        if self.trials > MOST_TRIALS {
            return Err(TooLarge);
        }
        let mut tails: BTreeMap<Region, Cases> = BTreeMap::new();
        for (rules, cases) in split(column, &key.1) {
            for tail in self.from(index + 1, rules)? {
                let merged = tails.entry(tail).or_insert_with(|| vec![false; column.size()]);
                merged.iter_mut().zip(&cases).for_each(|(merged, case)| *merged |= case);
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
    fn note_firing(&mut self, possible: &[usize]) {
        for rule in possible {
            self.firing.insert(*rule);
            if !self.columns.iter().any(|column| column.is_beyond(*rule)) {
                return;
            }
        }
    }
}

/// The cases of a column by the rules that stay possible in them.
fn split(column: &Column, possible: &[usize]) -> BTreeMap<Vec<usize>, Cases> {
    let mut parts: BTreeMap<Vec<usize>, Cases> = BTreeMap::new();
    for case in 0..column.size() {
        let rules = possible.iter().copied().filter(|rule| column.may_match(*rule, case)).collect();
        parts.entry(rules).or_insert_with(|| vec![false; column.size()])[case] = true;
    }
    parts
}

/// Where two rules surely match both; `None` when nowhere or when one is beyond analysis.
pub(super) fn shared(columns: &[Column], first: usize, second: usize) -> Option<Region> {
    let both = columns.iter().map(|column| {
        let is_known = !column.is_beyond(first) && !column.is_beyond(second);
        let in_both = |case| column.may_match(first, case) && column.may_match(second, case);
        let cases: Cases = (0..column.size()).map(in_both).collect();
        (is_known && cases.contains(&true)).then_some(cases)
    });
    both.collect()
}

/// The region as unary tests; columns in which everything belongs to it are left out.
pub(super) fn conditions(columns: &[Column], region: &Region) -> Vec<Condition> {
    let shown = columns.iter().zip(region).filter(|(_, cases)| cases.contains(&false));
    shown
        .map(|(column, cases)| Condition { input: column.input.clone(), tests: column.shown(cases) })
        .collect()
}
