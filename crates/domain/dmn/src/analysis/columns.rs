//! A column of a table: its cases, between which none of its entries can tell a difference, and which rules match in which
//! of them.

use super::bits::{self, Bits};
use super::cut::{self, Case, Cut, Extent, literal};
use super::values_in_order;
use crate::graph::{InputClause, Logic, Table};
use crate::types::DataType;
use feel::{Compared, Type, UnaryTests, Value};

/// The most trials of the entries of one table: each is tried around each of its constants, at the price of all of them.
const MOST_TRIALS: usize = 2_000_000;
/// The most words of memory that the columns of one table take: for each case the rules, for each rule the cases.
const MOST_WORDS: usize = 4_000_000;

/// What may still be tried and kept in a table.
pub(super) struct Budget {
    trials: usize,
    words: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { trials: MOST_TRIALS, words: MOST_WORDS }
    }

    fn take(&mut self, trials: usize, words: usize) -> Option<()> {
        self.trials = self.trials.checked_sub(trials)?;
        self.words = self.words.checked_sub(words)?;
        Some(())
    }
}

/// Which cases of a column.
pub(super) type Cases = Bits;

/// A column.
pub(super) struct Column {
    /// The expression of the input.
    pub(super) input: String,
    cases: Vec<Case>,
    named: Vec<Value>,
    /// For each rule the cases its entry matches; `None` when it is beyond analysis.
    entries: Vec<Option<Cases>>,
    /// For each case the rules that may match in it.
    rules: Vec<Bits>,
    /// For each rule whether its entry names null, which is no case, for no input is meant to be missing.
    naming_null: Vec<bool>,
}

impl Column {
    /// Cuts a column; `None` when it is too large.
    pub(super) fn of(table: &Table, index: usize, budget: &mut Budget) -> Option<Column> {
        let clause = &table.inputs[index];
        let entries: Vec<Option<&UnaryTests>> =
            table.rules.iter().map(|rule| rule.tests.get(index)?.as_ref()).collect();
        let allowed = allowed(clause);
        let compared: Vec<Option<Compared>> =
            entries.iter().map(|tests| tests.and_then(UnaryTests::compared)).collect();
        let of_allowed: Vec<Option<Compared>> = allowed.iter().map(|tests| tests.compared()).collect();
        let all = || compared.iter().chain(&of_allowed).flatten();
        let named = cut::distinct(all().flat_map(|compared| &compared.values));
        let most_cases = 2 * named.len() + 2;
        let words = most_cases * bits::words(entries.len()) + entries.len() * bits::words(most_cases);
        budget.take(all().map(|compared| cost(compared, most_cases)).sum(), words)?;
        let mut cut = Cut::at(&named, shape(clause));
        let kept = kept(&cut, &allowed, &of_allowed);
        let seen = |(tests, compared): (&Option<&UnaryTests>, &Option<Compared>)| {
            let Some(tests) = tests else { return Some(Bits::none(kept.len())) };
            let compared = compared.as_ref().filter(|compared| cut.is_ordered || !compared.by_order)?;
            Some(cut.matched(tests, compared).among(&kept))
        };
        let entries: Vec<Option<Cases>> = entries.iter().zip(&compared).map(seen).collect();
        let mut places = kept.iter().copied().peekable();
        let mut place = 0..;
        cut.cases.retain(|_| places.next_if_eq(&place.next().unwrap_or(0)).is_some());
        let names_null =
            |compared: &Option<Compared>| compared.iter().any(|found| found.values.contains(&Value::Null));
        let naming_null = compared.iter().map(names_null).collect();
        let rules = by_case(&entries, cut.cases.len());
        Some(Column { input: input(clause), cases: cut.cases, named, entries, rules, naming_null })
    }

    /// How many cases there are.
    pub(super) fn size(&self) -> usize {
        self.cases.len()
    }

    /// The rules that may match in a case; beyond analysis they always may.
    pub(super) fn rules_in(&self, case: usize) -> &Bits {
        &self.rules[case]
    }

    /// The cases that the entry of the rule matches; `None` when it is beyond analysis.
    pub(super) fn cases_of(&self, rule: usize) -> Option<&Cases> {
        self.entries[rule].as_ref()
    }

    /// Whether the entry of the rule is beyond analysis.
    pub(super) fn is_beyond(&self, rule: usize) -> bool {
        self.entries[rule].is_none()
    }

    /// Whether the entry of the rule matches nothing.
    pub(super) fn never(&self, rule: usize) -> bool {
        !self.names_null(rule) && self.entries[rule].as_ref().is_some_and(Bits::is_empty)
    }

    /// Whether the entry of the rule matches an input that is missing.
    pub(super) fn names_null(&self, rule: usize) -> bool {
        self.naming_null[rule]
    }

    /// Unary tests for some of the cases; `-` for all.
    pub(super) fn shown(&self, chosen: &Cases) -> String {
        if chosen.is_all() {
            return "-".to_owned();
        }
        let mut parts = Vec::new();
        let mut at = 0;
        while at < self.size() {
            let length = (at..self.size()).take_while(|case| chosen.contains(*case)).count();
            if length > 0 {
                self.show_run(&self.cases[at..at + length], &mut parts);
            }
            at += length.max(1);
        }
        parts.join(", ")
    }

    /// Neighbours are one range where they have an order.
    fn show_run(&self, run: &[Case], parts: &mut Vec<String>) {
        let is_ordered = |case: &Case| values_in_order::steps(&case.sample).is_some();
        if run.len() > 1
            && run.iter().all(is_ordered)
            && !run.iter().any(|case| matches!(case.extent, Extent::Other))
        {
            return parts.push(range(&run[0].extent, &run[run.len() - 1].extent));
        }
        parts.extend(run.iter().map(|case| match &case.extent {
            Extent::Point(value) => literal(value),
            Extent::Between(..) => range(&case.extent, &case.extent),
            Extent::Other => {
                let named: Vec<String> = self.named.iter().map(literal).collect();
                format!("not({})", named.join(", "))
            }
        }));
    }
}

/// What it costs to try tests: around each of their constants, or in each case where these have no order.
fn cost(compared: &Compared, most_cases: usize) -> usize {
    let constants = compared.values.len();
    let around = if compared.by_order { 2 * constants + 3 } else { most_cases.min(2 * constants + 3) };
    around.saturating_mul(constants + 1)
}

/// The cases that every input test allows.
fn kept(cut: &Cut, allowed: &[&UnaryTests], compared: &[Option<Compared>]) -> Vec<usize> {
    let mut kept = Bits::all(cut.cases.len());
    for (tests, compared) in allowed.iter().zip(compared) {
        if let Some(compared) = compared {
            kept.intersect(&cut.matched(tests, compared));
        }
    }
    kept.iter().collect()
}

fn by_case(entries: &[Option<Cases>], cases: usize) -> Vec<Bits> {
    let mut rules = vec![Bits::none(entries.len()); cases];
    for (rule, entry) in entries.iter().enumerate() {
        match entry {
            Some(entry) => entry.iter().for_each(|case| rules[case].insert(rule)),
            None => rules.iter_mut().for_each(|rules| rules.insert(rule)),
        }
    }
    rules
}

fn shape(clause: &InputClause) -> &Type {
    match &clause.expression {
        Logic::Literal(_, data_type) => &data_type.shape,
        _ => &Type::Any,
    }
}

fn input(clause: &InputClause) -> String {
    match &clause.expression {
        Logic::Literal(expression, _) => expression.text().trim().to_owned(),
        _ => String::new(),
    }
}

/// The tests that every input must pass.
fn allowed(clause: &InputClause) -> Vec<&UnaryTests> {
    let of_type = match &clause.expression {
        Logic::Literal(_, DataType { allowed, .. }) => allowed.as_slice(),
        _ => &[],
    };
    of_type.iter().chain(&clause.allowed).collect()
}

/// `< 5`, `>= 5`, `[5..10)`.
fn range(first: &Extent, last: &Extent) -> String {
    let (start, start_included) = match first {
        Extent::Point(value) => (Some(value), true),
        Extent::Between(from, _) => (from.as_ref(), false),
        Extent::Other => (None, false),
    };
    let (end, end_included) = match last {
        Extent::Point(value) => (Some(value), true),
        Extent::Between(_, to) => (to.as_ref(), false),
        Extent::Other => (None, false),
    };
    let equal = |included: bool| if included { "=" } else { "" };
    match (start, end) {
        (Some(start), Some(end)) => {
            let (open, close) =
                (if start_included { '[' } else { '(' }, if end_included { ']' } else { ')' });
            format!("{open}{}..{}{close}", literal(start), literal(end))
        }
        (Some(start), None) => format!(">{} {}", equal(start_included), literal(start)),
        (None, Some(end)) => format!("<{} {}", equal(end_included), literal(end)),
        (None, None) => "-".to_owned(),
    }
}
