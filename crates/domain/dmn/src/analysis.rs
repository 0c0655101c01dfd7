//! What can be said of a decision table without an input: which inputs no rule covers, which rules collide, which never
//! fire. A missing input (null) is not looked at. Nothing here decides.

mod bits;
mod collisions;
mod columns;
mod cut;
mod regions;
mod values_in_order;

use crate::definitions::Definitions;
use crate::graph::{Aggregation, HitPolicy, Logic, Table};
use columns::{Budget, Column};
use regions::Walk;
use std::fmt;
use values::{Place, Problem, Span};

/// The most gaps, and the most collisions, of one table that are told; who mends these sees the next.
const MOST_TOLD: usize = 20;

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
    looked_at(table).unwrap_or_else(|| vec![Finding::TooLarge])
}

/// The findings; `None` when the table is too large.
fn looked_at(table: &Table) -> Option<Vec<Finding>> {
    let mut budget = Budget::new();
    let columns = (0..table.inputs.len()).map(|index| Column::of(table, index, &mut budget));
    let columns = columns.collect::<Option<Vec<_>>>()?;
    let mut walk = Walk::new(&columns, table.rules.len());
    let gaps = walk.gaps().ok()?;
    let mut findings = Vec::new();
    if needs_a_rule(table) {
        let told = gaps.iter().take(MOST_TOLD);
        findings.extend(told.map(|gap| Finding::Gap(regions::conditions(&columns, gap))));
    }
    findings.extend(collisions::collisions(table, &columns)?);
    for index in 0..table.rules.len() {
        if columns.iter().any(|column| column.never(index)) {
            findings.push(Finding::Never(index + 1));
        } else if table.hit_policy == HitPolicy::First && !walk.fires(index) && !names_null(&columns, index) {
            findings.push(Finding::Masked(index + 1));
        }
    }
    findings.extend(beyond(table, &columns));
    Some(findings)
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

fn beyond<'a>(table: &'a Table, columns: &'a [Column]) -> impl Iterator<Item = Finding> + 'a {
    table.rules.iter().enumerate().flat_map(move |(index, rule)| {
        let entries = columns.iter().zip(&rule.tests).filter(move |(column, _)| column.is_beyond(index));
        entries
            .filter_map(move |(_, tests)| Some(Finding::Beyond(index + 1, tests.as_ref()?.text().to_owned())))
    })
}
