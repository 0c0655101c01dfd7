//! A column of a table cut into cases between which none of its entries can tell a difference: each constant is one, so is
//! what lies between two. Whether an entry matches a case is tried with a value from it.

use super::values_in_order::{self, Steps};
use crate::graph::{InputClause, Logic, Table};
use crate::types::DataType;
use feel::{Compared, Context, Environment, Limits, Type, UnaryTests, Value};
use std::collections::BTreeSet;
use std::fmt::Write;
use values::Moment;

/// The most trials of one table: each case of a column is tried with each entry and each constant in it.
const MOST_TRIALS: usize = 2_000_000;

/// What may still be tried in a table.
pub(super) struct Trials {
    left: usize,
}

impl Trials {
    pub(super) fn new() -> Self {
        Self { left: MOST_TRIALS }
    }

    fn take(&mut self, trials: usize) -> Option<()> {
        self.left = self.left.checked_sub(trials)?;
        Some(())
    }
}

/// Which cases of a column.
pub(super) type Cases = Vec<bool>;

/// Which values a case stands for.
enum Extent {
    Point(Value),
    /// Between two constants, none of them included; a missing one is unbounded.
    Between(Option<Value>, Option<Value>),
    /// Whatever no entry names.
    Other,
}

struct Case {
    extent: Extent,
    sample: Value,
}

/// A column.
pub(super) struct Column {
    /// The expression of the input.
    pub(super) input: String,
    cases: Vec<Case>,
    named: Vec<Value>,
    /// For each rule the cases its entry matches; `None` when it is beyond analysis.
    entries: Vec<Option<Cases>>,
    /// For each rule whether its entry names null, which is no case, for no input is meant to be missing.
    naming_null: Vec<bool>,
}

impl Column {
    /// Cuts a column; `None` when it is too large.
    pub(super) fn of(table: &Table, index: usize, trials: &mut Trials) -> Option<Column> {
        let clause = &table.inputs[index];
        let entries: Vec<Option<&UnaryTests>> =
            table.rules.iter().map(|rule| rule.tests.get(index)?.as_ref()).collect();
        let allowed = allowed(clause);
        let compared: Vec<Option<Compared>> =
            entries.iter().map(|tests| tests.and_then(UnaryTests::compared)).collect();
        let of_allowed: Vec<Option<Compared>> = allowed.iter().map(|tests| tests.compared()).collect();
        let constants = || compared.iter().chain(&of_allowed).flatten().flat_map(|compared| &compared.values);
        let named = distinct(constants());
        trials.take(named.len().saturating_mul(entries.len() + constants().count()))?;
        let ordered = in_order(&named);
        let is_ordered = ordered.is_some();
        let mut cases = ordered.unwrap_or_else(|| apart(&named, shape(clause)));
        for (tests, _) in allowed.iter().zip(&of_allowed).filter(|(_, compared)| compared.is_some()) {
            cases.retain(|case| matches(tests, &case.sample));
        }
        let seen = |(tests, compared): (&Option<&UnaryTests>, &Option<Compared>)| {
            let Some(tests) = tests else { return Some(vec![false; cases.len()]) };
            compared.as_ref().filter(|compared| is_ordered || !compared.by_order)?;
            Some(cases.iter().map(|case| matches(tests, &case.sample)).collect())
        };
        let entries = entries.iter().zip(&compared).map(seen).collect();
        let names_null =
            |compared: &Option<Compared>| compared.iter().any(|found| found.values.contains(&Value::Null));
        let naming_null = compared.iter().map(names_null).collect();
        Some(Column { input: input(clause), cases, named, entries, naming_null })
    }

    /// How many cases there are.
    pub(super) fn size(&self) -> usize {
        self.cases.len()
    }

    /// Whether the rule may match in a case; beyond analysis it always may.
    pub(super) fn may_match(&self, rule: usize, case: usize) -> bool {
        self.entries[rule].as_ref().is_none_or(|cases| cases[case])
    }

    /// Whether the entry of the rule is beyond analysis.
    pub(super) fn is_beyond(&self, rule: usize) -> bool {
        self.entries[rule].is_none()
    }

    /// Whether the entry of the rule matches nothing.
    pub(super) fn never(&self, rule: usize) -> bool {
        !self.names_null(rule) && self.entries[rule].as_ref().is_some_and(|cases| !cases.contains(&true))
    }

    /// Whether the entry of the rule matches an input that is missing.
    pub(super) fn names_null(&self, rule: usize) -> bool {
        self.naming_null[rule]
    }

    /// Unary tests for some of the cases; `-` for all.
    pub(super) fn shown(&self, chosen: &Cases) -> String {
        if !chosen.contains(&false) {
            return "-".to_owned();
        }
        let mut parts = Vec::new();
        let mut at = 0;
        while at < chosen.len() {
            let length = chosen[at..].iter().take_while(|chosen| **chosen).count();
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

/// The values but null, each once.
fn distinct<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    values.filter(|value| !value.is_null() && seen.insert(literal(value))).cloned().collect()
}

/// The tests that every input must pass.
fn allowed(clause: &InputClause) -> Vec<&UnaryTests> {
    let of_type = match &clause.expression {
        Logic::Literal(_, DataType { allowed, .. }) => allowed.as_slice(),
        _ => &[],
    };
    of_type.iter().chain(&clause.allowed).collect()
}

/// Points and what lies between them.
fn in_order(named: &[Value]) -> Option<Vec<Case>> {
    let steps: &Steps = values_in_order::steps(named.first()?)?;
    let points = values_in_order::sorted(named.to_vec())?;
    let between = |from: Option<&Value>, to: Option<&Value>, sample: Value| Case {
        extent: Extent::Between(from.cloned(), to.cloned()),
        sample,
    };
    let first = points.first()?;
    let mut cases: Vec<Case> =
        steps.before(first).map(|sample| between(None, Some(first), sample)).into_iter().collect();
    for (index, point) in points.iter().enumerate() {
        cases.push(Case { extent: Extent::Point(point.clone()), sample: point.clone() });
        let next = points.get(index + 1);
        let sample = next.map_or_else(|| steps.after(point), |next| steps.between(point, next));
        cases.extend(sample.map(|sample| between(Some(point), next, sample)));
    }
    Some(cases)
}

/// Each constant by itself, and whatever else there is.
fn apart(named: &[Value], shape: &Type) -> Vec<Case> {
    let is_truth = *shape == Type::Bool || matches!(named.first(), Some(Value::Bool(_)));
    let mut values: Vec<Value> = Vec::new();
    let truths = [Value::Bool(true), Value::Bool(false)];
    for value in truths.iter().filter(|_| is_truth).chain(named) {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    let mut cases: Vec<Case> = values
        .into_iter()
        .map(|value| Case { sample: value.clone(), extent: Extent::Point(value) })
        .collect();
    if !is_truth {
        cases.push(Case { extent: Extent::Other, sample: something_else(named) });
    }
    cases
}

/// A text that is none of these.
fn something_else(named: &[Value]) -> Value {
    let longest = named.iter().filter_map(|value| Some(value.as_text()?.len())).max().unwrap_or(0);
    Value::text("x".repeat(longest + 1))
}

fn matches(tests: &UnaryTests, sample: &Value) -> bool {
    let environment = Environment { now: Moment::from_micros(0) };
    tests.matches(sample, &Context::new(), &environment, &Limits::default()) == Ok(true)
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

/// The value as FEEL reads it.
fn literal(value: &Value) -> String {
    let mut text = String::new();
    let _ = match value {
        Value::Number(_) | Value::Bool(_) => write!(text, "{value}"),
        Value::Text(inner) => {
            write!(text, "\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""))
        }
        value => write!(text, "@\"{value}\""),
    };
    text
}
