//! Which rules surely match the same input though only one may.

use super::columns::Column;
use super::regions::{self, Region};
use super::{Finding, MOST_TOLD};
use crate::analysis::bits::{self, Bits};
use crate::graph::{HitPolicy, Logic, Rule, Table};
use feel::{Context, Environment, Limits, Value};
use values::Moment;

/// The most words and pairs of rules that are compared.
const MOST_COMPARED: usize = 100_000_000;

/// The collisions of a table; `None` when there is too much to compare.
pub(super) fn collisions(table: &Table, columns: &[Column]) -> Option<Vec<Finding>> {
    let results: Option<Vec<Results>> = match table.hit_policy {
        HitPolicy::Unique => None,
        HitPolicy::Any => Some(table.rules.iter().map(Results::of).collect()),
        _ => return Some(Vec::new()),
    };
    let mut found = Vec::new();
    let mut left = MOST_COMPARED;
    for first in 0..table.rules.len() {
        let others = partners(columns, first, table.rules.len(), &mut left)?;
        left = left.checked_sub(others.count())?;
        for second in others.iter().filter(|other| *other > first) {
            if results.as_ref().is_some_and(|results| results[first].are(&results[second])) {
                continue;
            }
            if let Some(region) = shared(columns, first, second) {
                let inputs = regions::conditions(columns, &region);
                found.push(Finding::Collision([first + 1, second + 1], inputs));
            }
            if found.len() == MOST_TOLD {
                return Some(found);
            }
        }
    }
    Some(found)
}

/// The rules that match something of what the rule matches, in each column by itself.
fn partners(columns: &[Column], rule: usize, rules: usize, left: &mut usize) -> Option<Bits> {
    let mut partners = Bits::all(rules);
    for column in columns {
        let Some(cases) = column.cases_of(rule) else { return Some(Bits::none(rules)) };
        *left = left.checked_sub((cases.count() + 1) * bits::words(rules))?;
        let mut here = Bits::none(rules);
        cases.iter().for_each(|case| here.unite(column.rules_in(case)));
        partners.intersect(&here);
    }
    Some(partners)
}

/// Where two rules surely match both; `None` when nowhere or when one is beyond analysis.
fn shared(columns: &[Column], first: usize, second: usize) -> Option<Region> {
    let both = columns.iter().map(|column| {
        let cases = column.cases_of(first)?.clone().and(column.cases_of(second)?);
        (!cases.is_empty()).then_some(cases)
    });
    both.collect()
}

/// What a rule gives: the texts of its outputs and, where they are constants, the values.
struct Results(Vec<Option<(String, Option<Value>)>>);

impl Results {
    fn of(rule: &Rule) -> Self {
        let one = |logic: &Logic| match logic {
            Logic::Literal(expression, _) => {
                Some((expression.text().trim().to_owned(), constant(expression)))
            }
            _ => None,
        };
        Self(rule.outputs.iter().map(one).collect())
    }

    /// Whether both surely give the same.
    fn are(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|pair| match pair {
            (Some((text, value)), Some((other_text, other))) => {
                text == other_text || (value.is_some() && value == other)
            }
            _ => false,
        })
    }
}

fn constant(expression: &feel::Expression) -> Option<Value> {
    let environment = Environment { now: Moment::from_micros(0) };
    let is_closed = expression.names_used().next().is_none();
    let value = is_closed.then(|| expression.evaluate(&Context::new(), &environment, &Limits::default()));
    value?.ok()
}
