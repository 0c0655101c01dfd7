//! `for`, `some` and `every`: variables run from left to right, the last one fastest.

use super::Outcome;
use super::run::Run;
use crate::ast::{Domain, ForNode, Quantifier};
use crate::limits::Budget;
use crate::number::Number;
use crate::temporal::Date;
use crate::value::{MAX_NESTING, Range, Value};
use std::sync::Arc;

/// Whether a loop goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    Stop,
}

/// What a loop variable runs over, once known.
enum Items {
    List(Arc<Vec<Value>>),
    Numbers(i64, i64),
    Days(Date, Date),
}

/// A domain is no list and no range that can be counted.
struct NoDomain;

type Visit<'v, 'r, 'e> = dyn FnMut(&mut Run<'r, 'e>) -> Result<Flow, Budget> + 'v;

impl<'r, 'e> Run<'r, 'e> {
    pub(super) fn for_loop(&mut self, node: &ForNode) -> Outcome {
        let mut results = Arc::new(Vec::new());
        let complete = self.each(&node.domains, &mut |run| {
            run.evaluation.allocate_items(1)?;
            if node.uses_partial {
                run.slots.push(Value::List(results.clone()));
            } else {
                run.slots.push(Value::Null);
            }
            let result = run.value(&node.body)?;
            run.slots.pop();
            if node.uses_partial {
                run.check_partial(&result, &results)?;
            }
            Arc::make_mut(&mut results).push(result);
            Ok(Flow::On)
        })?;
        Ok(if complete { Value::List(results) } else { Value::Null })
    }

    /// With `partial` each result may hold all results before it: their depth is bounded here, their copies counted.
    fn check_partial(&mut self, result: &Value, results: &Arc<Vec<Value>>) -> Result<(), Budget> {
        if matches!(result, Value::List(_) | Value::Context(_) | Value::Function(_)) {
            let mut left = u64::MAX;
            self.evaluation.weigh(result, MAX_NESTING, &mut left)?;
            self.evaluation.spend((u64::MAX - left) / 64)?;
        }
        if Arc::strong_count(results) > 1 {
            self.evaluation.allocate_items(results.len())?;
        }
        Ok(())
    }

    pub(super) fn quantified(&mut self, quantifier: Quantifier, node: &ForNode) -> Outcome {
        let decisive = quantifier.decisive();
        let mut result = Some(!decisive);
        let complete = self.each(&node.domains, &mut |run| {
            match run.value(&node.body)?.as_bool() {
                Some(truth) if truth == decisive => {
                    result = Some(decisive);
                    return Ok(Flow::Stop);
                }
                Some(_) => {}
                None => result = None,
            }
            Ok(Flow::On)
        })?;
        Ok(if complete { result.into() } else { Value::Null })
    }

    /// Visits every combination; false when a domain is none.
    fn each(&mut self, domains: &[Domain], visit: &mut Visit<'_, 'r, 'e>) -> Result<bool, Budget> {
        let mark = self.slots.len();
        let outcome = self.each_of(domains, visit);
        self.slots.truncate(mark);
        match outcome? {
            Ok(_) => Ok(true),
            Err(NoDomain) => Ok(false),
        }
    }

    fn each_of(
        &mut self,
        domains: &[Domain],
        visit: &mut Visit<'_, 'r, 'e>,
    ) -> Result<Result<Flow, NoDomain>, Budget> {
        let Some((domain, rest)) = domains.split_first() else { return visit(self).map(Ok) };
        let Some(items) = self.items(domain)? else { return Ok(Err(NoDomain)) };
        let slot = self.slots.len();
        self.slots.push(Value::Null);
        for index in 0.. {
            let Some(item) = items.get(index) else { break };
            self.evaluation.spend(1)?;
            self.slots.truncate(slot + 1);
            self.slots[slot] = item;
            match self.each_of(rest, visit)? {
                Ok(Flow::On) => {}
                ended => return Ok(ended),
            }
        }
        self.slots.truncate(slot);
        Ok(Ok(Flow::On))
    }

    fn items(&mut self, domain: &Domain) -> Result<Option<Items>, Budget> {
        Ok(match domain {
            Domain::Steps(from, to) => {
                let (from, to) = (self.value(from)?, self.value(to)?);
                steps(&from, &to)
            }
            Domain::Items(node) => match self.value(node)? {
                Value::List(items) => Some(Items::List(items)),
                Value::Range(range) => range_items(&range),
                Value::Null => None,
                single => Some(Items::List(Arc::new(vec![single]))),
            },
        })
    }
}

fn steps(from: &Value, to: &Value) -> Option<Items> {
    match (from, to) {
        (Value::Number(from), Value::Number(to)) => Some(Items::Numbers(from.to_i64()?, to.to_i64()?)),
        (Value::Date(from), Value::Date(to)) => Some(Items::Days(*from, *to)),
        _ => None,
    }
}

/// A range of whole numbers or dates, its open ends left out.
fn range_items(range: &Range) -> Option<Items> {
    let inward = |included: bool| i64::from(!included);
    match steps(range.start.as_ref()?, range.end.as_ref()?)? {
        Items::Numbers(from, to) => {
            let from = from.checked_add(inward(range.start_included))?;
            let to = to.checked_sub(inward(range.end_included))?;
            Some(if from <= to { Items::Numbers(from, to) } else { Items::List(Arc::default()) })
        }
        Items::Days(from, to) => {
            let from = from.plus_days(inward(range.start_included))?;
            let to = to.plus_days(-inward(range.end_included))?;
            Some(if from <= to { Items::Days(from, to) } else { Items::List(Arc::default()) })
        }
        Items::List(items) => Some(Items::List(items)),
    }
}

impl Items {
    /// The item at a position counted from 0; upwards or downwards.
    fn get(&self, index: usize) -> Option<Value> {
        match self {
            Items::List(items) => items.get(index).cloned(),
            Items::Numbers(from, to) => {
                nth(*from, *to, index).map(|number| Value::Number(Number::from_i64(number)))
            }
            Items::Days(from, to) => {
                nth(from.days(), to.days(), index).and_then(Date::from_days).map(Value::Date)
            }
        }
    }
}

fn nth(from: i64, to: i64, index: usize) -> Option<i64> {
    let index = i64::try_from(index).ok()?;
    if from <= to {
        from.checked_add(index).filter(|number| *number <= to)
    } else {
        from.checked_sub(index).filter(|number| *number >= to)
    }
}
