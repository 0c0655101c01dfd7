//! Decision tables: which rules match, and what the hit policy makes of them (DMN 1.5 §8.2.11).

use super::Running;
use crate::graph::{Aggregation, HitPolicy, OutputClause, Rule, Table};
use feel::{Context, Evaluation, Exceeded, Expression, Names, Value};
use std::sync::LazyLock;

/// What a rule that matched gives, in the order of the outputs.
type Row = Vec<Value>;

impl Running<'_> {
    pub(super) fn table(
        &mut self,
        table: &Table,
        scope: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, Exceeded> {
        let mut inputs = Vec::new();
        for input in &table.inputs {
            let value = self.logic(&input.expression, scope, evaluation)?;
            if let Some(allowed) = input.allowed.as_ref().filter(|_| !value.is_null())
                && !allowed.matches_within(&value, scope, evaluation)?
            {
                return Ok(Value::Null);
            }
            inputs.push(value);
        }
        let mut rows = Vec::new();
        for rule in &table.rules {
            if !matches(rule, &inputs, scope, evaluation)? {
                continue;
            }
            self.rules.push(rule.id.clone());
            let row = rule.outputs.iter().map(|output| self.logic(output, scope, evaluation));
            rows.push(row.collect::<Result<Row, _>>()?);
            if table.hit_policy == HitPolicy::First {
                break;
            }
        }
        if rows.is_empty() {
            return self.default_output(table, scope, evaluation);
        }
        combined(table, rows, scope, evaluation)
    }

    fn default_output(
        &mut self,
        table: &Table,
        scope: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, Exceeded> {
        if table.outputs.iter().all(|output| output.default.is_none()) {
            return Ok(Value::Null);
        }
        let mut row = Row::new();
        for output in &table.outputs {
            row.push(match &output.default {
                Some(default) => self.logic(default, scope, evaluation)?,
                None => Value::Null,
            });
        }
        Ok(shaped(&table.outputs, row))
    }
}

fn matches(
    rule: &Rule,
    inputs: &[Value],
    scope: &Context,
    evaluation: &mut Evaluation<'_>,
) -> Result<bool, Exceeded> {
    for (tests, input) in rule.tests.iter().zip(inputs) {
        let passes = match tests {
            Some(tests) => tests.matches_within(input, scope, evaluation)?,
            None => false,
        };
        if !passes {
            return Ok(false);
        }
    }
    Ok(rule.tests.len() == inputs.len())
}

/// One value, or a context by the names of the outputs.
fn shaped(outputs: &[OutputClause], row: Row) -> Value {
    if outputs.len() == 1 {
        return row.into_iter().next().unwrap_or_default();
    }
    let named = outputs.iter().zip(row).filter_map(|(output, value)| Some((output.name.clone()?, value)));
    named.collect::<Context>().into()
}

fn combined(
    table: &Table,
    mut rows: Vec<Row>,
    scope: &Context,
    evaluation: &mut Evaluation<'_>,
) -> Result<Value, Exceeded> {
    let outputs = &table.outputs;
    match table.hit_policy {
        HitPolicy::Unique if rows.len() > 1 => Ok(Value::Null),
        HitPolicy::Any if rows.iter().any(|row| *row != rows[0]) => Ok(Value::Null),
        HitPolicy::Unique | HitPolicy::First | HitPolicy::Any => Ok(shaped(outputs, rows.swap_remove(0))),
        HitPolicy::Priority => {
            by_priority(outputs, &mut rows, scope, evaluation)?;
            Ok(shaped(outputs, rows.swap_remove(0)))
        }
        HitPolicy::OutputOrder => {
            by_priority(outputs, &mut rows, scope, evaluation)?;
            Ok(list(outputs, rows))
        }
        HitPolicy::RuleOrder | HitPolicy::Collect(Aggregation::List) => Ok(list(outputs, rows)),
        HitPolicy::Collect(aggregation) => {
            let values = Context::new().with("values", list(outputs, rows));
            aggregate(aggregation).evaluate_within(&values, evaluation)
        }
    }
}

fn list(outputs: &[OutputClause], rows: Vec<Row>) -> Value {
    Value::list(rows.into_iter().map(|row| shaped(outputs, row)))
}

/// Sorts rows by the places of their outputs among the allowed values, first output first.
fn by_priority(
    outputs: &[OutputClause],
    rows: &mut [Row],
    scope: &Context,
    evaluation: &mut Evaluation<'_>,
) -> Result<(), Exceeded> {
    let mut orders = Vec::new();
    for output in outputs {
        orders.push(match &output.order {
            Some(order) => order.evaluate_within(scope, evaluation)?,
            None => Value::Null,
        });
    }
    let places: usize = orders.iter().filter_map(Value::as_list).map(<[Value]>::len).sum();
    evaluation.spend((rows.len() as u64).saturating_mul(places as u64))?;
    let rank = |(order, value): (&Value, &Value)| {
        order
            .as_list()
            .map_or(0, |order| order.iter().position(|known| known == value).unwrap_or(order.len()))
    };
    rows.sort_by_cached_key(|row| orders.iter().zip(row).map(rank).collect::<Vec<usize>>());
    Ok(())
}

/// The aggregations are functions of FEEL.
fn aggregate(aggregation: Aggregation) -> &'static Expression {
    static FUNCTIONS: LazyLock<[Expression; 4]> = LazyLock::new(|| {
        ["sum(values)", "count(values)", "min(values)", "max(values)"].map(|text| {
            Expression::parse(text, &Names::new().with("values")).expect("the expression is right")
        })
    });
    &FUNCTIONS[match aggregation {
        Aggregation::Sum => 0,
        Aggregation::List | Aggregation::Count => 1,
        Aggregation::Min => 2,
        Aggregation::Max => 3,
    }]
}
