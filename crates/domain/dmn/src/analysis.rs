//! What can be said of a decision table without an input: which inputs no rule covers, which rules collide, which never
//! fire. A missing input (null) is not looked at. Nothing here decides.

mod columns;
mod regions;
mod values_in_order;

use crate::definitions::Definitions;
use crate::graph::{Aggregation, HitPolicy, Logic, Rule, Table};
use columns::{Column, Trials};
use feel::{Context, Environment, Limits, Value};
use regions::Walk;
use std::fmt;
use values::{Moment, Place, Problem, Span};

/// The most gaps, and the most collisions, of one table that are told; who mends these sees the next.
const MOST_TOLD: usize = 20;
/// The most pairs of rules, times the cases of a pair, that are compared.
const MOST_COMPARED: usize = 50_000_000;

/// The tests that an input passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The expression of the column.
    pub input: String,
    /// Unary tests, such as `[18..65)`.
    pub tests: String,
}

/// What stands out in a table. Rules are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// No rule covers these inputs; columns that play no part are left out.
    Gap(Vec<Condition>),
    /// Both rules match these inputs though the hit policy wants one rule (unique) or one result (any).
    Collision([usize; 2], Vec<Condition>),
    /// The rule matches no input at all.
    Never(usize),
    /// Whatever the rule matches, one before it has matched already (first).
    Masked(usize),
    /// The entry is more than a comparison with constants: what depends on it is not told.
    Beyond(usize, String),
    /// The table has too many cases to be looked at.
    TooLarge,
}

/// The findings of one decision table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// Id of the decision.
    pub decision: String,
    /// What stands out, gaps first.
    pub findings: Vec<Finding>,
    at: Span,
}

impl Definitions {
    /// Looks at the decision tables of all decisions of the model itself.
    pub fn analyses(&self) -> Vec<Analysis> {
        let tables = self.graph.own_decisions.iter().filter_map(|key| {
            match self.graph.decisions.get(key)?.logic.as_ref()? {
                Logic::Table(table) => Some((key, table)),
                _ => None,
            }
        });
        tables
            .map(|(key, table)| Analysis {
                decision: key.to_string(),
                findings: findings(table),
                at: table.at,
            })
            .collect()
    }
}

impl Analysis {
    /// The findings as sentences for designers: hints, not problems, for a table may be meant that way.
    pub fn hints(&self) -> impl Iterator<Item = Problem> + '_ {
        self.findings.iter().map(|finding| {
            let place = Place::Text { file: String::new(), element: self.decision.clone(), span: self.at };
            match finding {
                Finding::Gap(inputs) => Problem::new(place, "dmn-gap").with("inputs", Shown(inputs)),
                Finding::Collision([first, second], inputs) => Problem::new(place, "dmn-collision")
                    .with("first", first)
                    .with("second", second)
                    .with("inputs", Shown(inputs)),
                Finding::Never(rule) => Problem::new(place, "dmn-never").with("rule", rule),
                Finding::Masked(rule) => Problem::new(place, "dmn-masked").with("rule", rule),
                Finding::Beyond(rule, entry) => {
                    Problem::new(place, "dmn-beyond-analysis").with("rule", rule).with("entry", entry)
                }
                Finding::TooLarge => Problem::new(place, "dmn-too-many-cases"),
            }
        })
    }
}

struct Shown<'a>(&'a [Condition]);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("-");
        }
        self.0.iter().enumerate().try_for_each(|(index, condition)| {
            let comma = if index == 0 { "" } else { "; " };
            write!(f, "{comma}{}: {}", condition.input, condition.tests)
        })
    }
}

fn findings(table: &Table) -> Vec<Finding> {
    let mut trials = Trials::new();
    let columns = (0..table.inputs.len()).map(|index| Column::of(table, index, &mut trials));
    let columns = columns.collect::<Option<Vec<_>>>();
    let Some(columns) = columns else { return vec![Finding::TooLarge] };
    let mut walk = Walk::new(&columns, table.rules.len());
    let cases: usize = columns.iter().map(Column::size).sum();
    let pairs = table.rules.len().saturating_mul(table.rules.len());
    if pairs.saturating_mul(cases) > MOST_COMPARED {
        return vec![Finding::TooLarge];
    }
    let Ok(gaps) = walk.gaps() else { return vec![Finding::TooLarge] };
    let mut findings = Vec::new();
    if needs_a_rule(table) {
        let told = gaps.iter().take(MOST_TOLD);
        findings.extend(told.map(|gap| Finding::Gap(regions::conditions(&columns, gap))));
    }
    findings.extend(collisions(table, &columns));
    for index in 0..table.rules.len() {
        if columns.iter().any(|column| column.never(index)) {
            findings.push(Finding::Never(index + 1));
        } else if table.hit_policy == HitPolicy::First && !walk.fires(index) && !names_null(&columns, index) {
            findings.push(Finding::Masked(index + 1));
        }
    }
    findings.extend(beyond(table, &columns));
    findings
}

/// Whether the rule is there for a missing input, which the walk does not try.
fn names_null(columns: &[Column], rule: usize) -> bool {
    columns.iter().any(|column| column.names_null(rule))
}

/// Whether nothing sensible comes out when no rule matches. An empty list or a count of 0 says what there is to say.
fn needs_a_rule(table: &Table) -> bool {
    let may_be_empty = match table.hit_policy {
        HitPolicy::RuleOrder | HitPolicy::OutputOrder => true,
        HitPolicy::Collect(aggregation) => matches!(aggregation, Aggregation::List | Aggregation::Count),
        HitPolicy::Unique | HitPolicy::Any | HitPolicy::First | HitPolicy::Priority => false,
    };
    !may_be_empty && table.outputs.iter().all(|output| output.default.is_none())
}

fn collisions(table: &Table, columns: &[Column]) -> Vec<Finding> {
    let collide = |first: &Rule, second: &Rule| match table.hit_policy {
        HitPolicy::Unique => true,
        HitPolicy::Any => !same_outputs(first, second),
        _ => false,
    };
    let mut found = Vec::new();
    for (index, first) in table.rules.iter().enumerate() {
        for (other, second) in table.rules.iter().enumerate().skip(index + 1) {
            if found.len() == MOST_TOLD {
                return found;
            }
            if collide(first, second)
                && let Some(region) = regions::shared(columns, index, other)
            {
                let inputs = regions::conditions(columns, &region);
                found.push(Finding::Collision([index + 1, other + 1], inputs));
            }
        }
    }
    found
}

/// Whether two rules surely give the same.
fn same_outputs(first: &Rule, second: &Rule) -> bool {
    let pairs = first.outputs.iter().zip(&second.outputs);
    pairs.into_iter().all(|pair| match pair {
        (Logic::Literal(a, _), Logic::Literal(b, _)) => {
            a.text().trim() == b.text().trim()
                || (constant(a).is_some_and(|value| Some(value) == constant(b)))
        }
        _ => false,
    })
}

fn constant(expression: &feel::Expression) -> Option<Value> {
    let environment = Environment { now: Moment::from_micros(0) };
    let is_closed = expression.names_used().next().is_none();
    let value = is_closed.then(|| expression.evaluate(&Context::new(), &environment, &Limits::default()));
    value?.ok()
}

fn beyond<'a>(table: &'a Table, columns: &'a [Column]) -> impl Iterator<Item = Finding> + 'a {
    table.rules.iter().enumerate().flat_map(move |(index, rule)| {
        let entries = columns.iter().zip(&rule.tests).filter(move |(column, _)| column.is_beyond(index));
        entries
            .filter_map(move |(_, tests)| Some(Finding::Beyond(index + 1, tests.as_ref()?.text().to_owned())))
    })
}
