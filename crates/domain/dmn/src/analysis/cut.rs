//! The cases of a column, and which of them an entry matches. Each constant of the column is a case, so is what lies
//! between two of them, and whatever no entry names.

use super::bits::Bits;
use super::values_in_order::{self, Steps};
use feel::{Compared, Context, Environment, Limits, Type, UnaryTests, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::mem::discriminant;
use values::Moment;

/// Which values a case stands for.
pub(super) enum Extent {
    Point(Value),
    /// Between two constants, none of them included; a missing one is unbounded.
    Between(Option<Value>, Option<Value>),
    /// Whatever no entry names.
    Other,
}

pub(super) struct Case {
    pub(super) extent: Extent,
    pub(super) sample: Value,
}

/// A column cut into cases.
pub(super) struct Cut {
    pub(super) cases: Vec<Case>,
    /// Whether the cases stand in the order of their values.
    pub(super) is_ordered: bool,
    /// Where each constant is found.
    places: BTreeMap<String, usize>,
    /// Where cases of another kind of value begin.
    kinds: Vec<usize>,
}

impl Cut {
    /// Cuts at these constants.
    pub(super) fn at(named: &[Value], shape: &Type) -> Self {
        let ordered = in_order(named);
        let is_ordered = ordered.is_some();
        let cases = ordered.unwrap_or_else(|| apart(named, shape));
        let point = |(index, case): (usize, &Case)| match &case.extent {
            Extent::Point(value) => Some((literal(value), index)),
            _ => None,
        };
        let places = cases.iter().enumerate().filter_map(point).collect();
        let is_new = |index: &usize| {
            discriminant(&cases[*index].sample) != discriminant(&cases[index.saturating_sub(1)].sample)
        };
        let kinds = (0..cases.len()).filter(is_new).collect();
        Self { cases, is_ordered, places, kinds }
    }

    /// The cases that the tests match. They can only tell a difference at their own constants, so that each stretch
    /// between these is tried once.
    pub(super) fn matched(&self, tests: &UnaryTests, compared: &Compared) -> Bits {
        let mut matched = Bits::none(self.cases.len());
        let borders: Vec<usize> = self.borders(compared).into_iter().collect();
        for pair in borders.windows(2) {
            if matches(tests, &self.cases[pair[0]].sample) {
                (pair[0]..pair[1]).for_each(|case| matched.insert(case));
            }
        }
        matched
    }

    /// Where stretches begin and end.
    fn borders(&self, compared: &Compared) -> BTreeSet<usize> {
        if compared.by_order && !self.is_ordered {
            return (0..=self.cases.len()).collect();
        }
        let own = compared.values.iter().filter_map(|value| self.places.get(&literal(value)));
        let around = own.flat_map(|place| [*place, *place + 1]);
        around.chain([0, self.cases.len()]).chain(self.kinds.iter().copied()).collect()
    }
}

/// The values but null, each once.
pub(super) fn distinct<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<Value> {
    let mut seen = BTreeSet::new();
    values.filter(|value| !value.is_null() && seen.insert(literal(value))).cloned().collect()
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

/// Each constant by itself, those of one kind together, and whatever else there is.
fn apart(named: &[Value], shape: &Type) -> Vec<Case> {
    let is_truth = *shape == Type::Bool || matches!(named.first(), Some(Value::Bool(_)));
    let truths = [Value::Bool(true), Value::Bool(false)];
    let mut values = distinct(truths.iter().filter(|_| is_truth).chain(named));
    let mut kinds = Vec::new();
    for value in &values {
        if !kinds.contains(&discriminant(value)) {
            kinds.push(discriminant(value));
        }
    }
    values.sort_by_key(|value| kinds.iter().position(|kind| *kind == discriminant(value)));
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

/// The value as FEEL reads it.
pub(super) fn literal(value: &Value) -> String {
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
