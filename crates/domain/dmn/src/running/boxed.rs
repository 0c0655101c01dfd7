//! The value of a boxed expression.

use super::{Running, functions};
use crate::graph::{Entry, Invocation, Iteration, IterationKind, Logic};
use feel::{Context, Evaluation, Exceeded, Expression, Names, Number, Value};
use std::sync::{Arc, LazyLock};

/// A boxed expression uses more of the stack than a node of FEEL.
const LEVELS: u32 = 6;

impl Running<'_> {
    /// The value of a boxed expression with these names.
    pub(super) fn logic(
        &mut self,
        logic: &Logic,
        scope: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, Exceeded> {
        evaluation.enter(LEVELS)?;
        let value = self.logic_inside(logic, scope, evaluation);
        evaluation.leave(LEVELS);
        value
    }

    fn logic_inside(
        &mut self,
        logic: &Logic,
        scope: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, Exceeded> {
        match logic {
            Logic::Broken => Ok(Value::Null),
            Logic::Literal(expression, data_type) => {
                let value = expression.evaluate_within(scope, evaluation)?;
                data_type.fitted(value, evaluation)
            }
            Logic::Table(table) => self.table(table, scope, evaluation),
            Logic::Context(entries) => self.context(entries, scope, evaluation),
            Logic::Invocation(invocation) => self.invocation(invocation, scope, evaluation),
            Logic::Function(function) => functions::boxed_function(self.graph, function, scope, evaluation),
            Logic::List(items) => Ok(self.values(items, scope, evaluation)?.into()),
            Logic::Relation(columns, rows) => {
                let mut list = Vec::new();
                for row in rows {
                    let cells = self.values(row, scope, evaluation)?;
                    list.push(columns.iter().cloned().zip(cells).collect::<Context>().into());
                }
                Ok(list.into())
            }
            Logic::Conditional(parts) => {
                let chosen = match self.logic(&parts[0], scope, evaluation)? {
                    Value::Bool(true) => &parts[1],
                    Value::Bool(false) | Value::Null => &parts[2],
                    _ => return Ok(Value::Null),
                };
                self.logic(chosen, scope, evaluation)
            }
            Logic::Filter(parts) => self.filter(&parts[0], &parts[1], scope, evaluation),
            Logic::Iterator(iteration) => self.iteration(iteration, scope, evaluation),
        }
    }

    fn values(
        &mut self,
        logic: &[Logic],
        scope: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Vec<Value>, Exceeded> {
        logic.iter().map(|item| self.logic(item, scope, evaluation)).collect()
    }

    fn context(
        &mut self,
        entries: &[Entry],
        scope: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, Exceeded> {
        evaluation.spend(scope.len() as u64 / 4)?;
        let mut scope = scope.clone();
        let mut context = Context::new();
        for entry in entries {
            let value = self.logic(&entry.logic, &scope, evaluation)?;
            let value = entry.data_type.fitted(value, evaluation)?;
            let Some(name) = &entry.name else { return Ok(value) };
            scope.insert(name.clone(), value.clone());
            context.insert(name.clone(), value);
        }
        Ok(context.into())
    }

    fn invocation(
        &mut self,
        invocation: &Invocation,
        scope: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, Exceeded> {
        let function = self.logic(&invocation.callee, scope, evaluation)?;
        let mut arguments = Vec::new();
        for (name, logic) in &invocation.bindings {
            arguments.push((name.clone(), self.logic(logic, scope, evaluation)?));
        }
        evaluation.call(&function, arguments)
    }

    fn filter(
        &mut self,
        items: &Logic,
        condition: &Logic,
        scope: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, Exceeded> {
        let Some(items) = as_items(self.logic(items, scope, evaluation)?, evaluation)? else {
            return Ok(Value::Null);
        };
        let mut kept = Vec::new();
        for item in items.iter() {
            let properties = item.as_context().map_or(0, Context::len);
            evaluation.spend(1 + (scope.len() + properties) as u64 / 4)?;
            let mut inner = scope.clone();
            if let Value::Context(properties) = item {
                inner.extend(properties.iter().map(|(name, value)| (name.clone(), value.clone())));
            }
            inner.insert("item", item.clone());
            match self.logic(condition, &inner, evaluation)? {
                Value::Bool(true) => kept.push(item.clone()),
                Value::Number(position) => return Ok(item_at(&items, position)),
                _ => {}
            }
        }
        Ok(kept.into())
    }

    fn iteration(
        &mut self,
        iteration: &Iteration,
        scope: &Context,
        evaluation: &mut Evaluation<'_>,
    ) -> Result<Value, Exceeded> {
        let Some(items) = as_items(self.logic(&iteration.items, scope, evaluation)?, evaluation)? else {
            return Ok(Value::Null);
        };
        let mut inner = scope.clone();
        let (mut results, mut unclear) = (Vec::new(), false);
        for item in items.iter() {
            evaluation.spend(1 + results.len() as u64 / 8)?;
            inner.insert(iteration.variable.clone(), item.clone());
            if iteration.kind == IterationKind::For {
                inner.insert("partial", results.clone());
            }
            let result = self.logic(&iteration.body, &inner, evaluation)?;
            match (iteration.kind, result.as_bool()) {
                // A function would hold all results before it, and they theirs.
                (IterationKind::For, _) if holds_function(&result) => results.push(Value::Null),
                (IterationKind::For, _) => results.push(result),
                (IterationKind::Some, Some(true)) => return Ok(true.into()),
                (IterationKind::Every, Some(false)) => return Ok(false.into()),
                (_, Some(_)) => {}
                (_, None) => unclear = true,
            }
        }
        Ok(match iteration.kind {
            IterationKind::For => results.into(),
            _ if unclear => Value::Null,
            kind => Value::Bool(kind == IterationKind::Every),
        })
    }
}

fn holds_function(value: &Value) -> bool {
    value.check_storable() == Err(feel::UnstorableValue::Function)
}

/// The items of a list or of a range that can be counted; a single value is a list of one, null is none.
fn as_items(value: Value, evaluation: &mut Evaluation<'_>) -> Result<Option<Arc<Vec<Value>>>, Exceeded> {
    static COUNTED: LazyLock<Expression> = LazyLock::new(|| {
        let names = Names::new().with("range");
        Expression::parse("for item in range return item", &names).expect("the expression is right")
    });
    let value = match value {
        Value::Range(_) => COUNTED.evaluate_within(&Context::new().with("range", value), evaluation)?,
        other => other,
    };
    Ok(match value {
        Value::List(items) => Some(items),
        Value::Null => None,
        single => Some(Arc::new(vec![single])),
    })
}

/// The item at a position counted from 1, or from the end when negative.
fn item_at(items: &[Value], position: Number) -> Value {
    let index = position.to_i64().and_then(|position| match position {
        1.. => usize::try_from(position - 1).ok(),
        0 => None,
        _ => items.len().checked_sub(usize::try_from(position.unsigned_abs()).ok()?),
    });
    index.and_then(|index| items.get(index)).cloned().unwrap_or_default()
}
