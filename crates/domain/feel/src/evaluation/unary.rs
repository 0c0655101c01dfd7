//! Unary tests: whether the input in a slot passes one of them.

use super::run::Run;
use super::{Evaluation, Outcome, arithmetic, compare};
use crate::ast::{Kind, Negation, Node, Test, Tests};
use crate::limits::Budget;
use crate::value::Value;

impl Run<'_, '_> {
    /// Whether the input passes; `None` when no test decides.
    pub(super) fn tests(&mut self, slot: u32, tests: &Tests) -> Result<Option<bool>, Budget> {
        let mut result = Some(false);
        for test in &tests.tests {
            match self.test(slot, test)? {
                Some(true) => {
                    result = Some(true);
                    break;
                }
                Some(false) => {}
                None => result = None,
            }
        }
        Ok(match tests.negated {
            Negation::Plain => result,
            Negation::Not => result.map(|truth| !truth),
        })
    }

    fn test(&mut self, slot: u32, test: &Test) -> Result<Option<bool>, Budget> {
        match test {
            Test::Always => self.evaluation.spend(1).map(|()| Some(true)),
            Test::Compare(comparison, node) => {
                if let (Some(Value::Number(end)), Value::Number(input)) = (self.peek(node), self.input(slot))
                {
                    let holds = arithmetic::holds(*comparison, input.cmp(end));
                    return self.evaluation.spend(1).map(|()| Some(holds));
                }
                let value = self.value(node)?;
                let input = self.input(slot).clone();
                self.evaluation.compared(*comparison, &input, &value)
            }
            Test::Value { node, looks_at_input } => {
                let value = self.value(node)?;
                // A range whose ends do not fit is null and decides nothing.
                if value.is_null() && matches!(node.kind, Kind::Range(_)) {
                    return Ok(None);
                }
                if *looks_at_input && let Value::Bool(truth) = value {
                    return Ok(Some(truth));
                }
                let input = self.input(slot).clone();
                self.evaluation.passes(&input, &value)
            }
        }
    }

    fn input(&self, slot: u32) -> &Value {
        self.slots.get(slot as usize).unwrap_or(&Value::Null)
    }

    pub(super) fn in_tests(&mut self, node: &Node, tests: &Tests) -> Outcome {
        let value = self.value(node)?;
        let slot = self.slots.len();
        self.slots.push(value);
        let truth = self.tests(slot as u32, tests)?;
        self.slots.truncate(slot);
        Ok(truth.into())
    }
}

impl Evaluation<'_> {
    /// Whether the input equals the value, lies in it, or is one of its items.
    fn passes(&mut self, input: &Value, value: &Value) -> Result<Option<bool>, Budget> {
        match value {
            Value::Range(range) if !matches!(input, Value::Range(_)) => {
                self.spend(input.as_text().map_or(0, str::len) as u64 / 32)?;
                Ok(compare::lies_in(input, range))
            }
            Value::List(items) => {
                if self.equal(input, value)? == Some(true) {
                    return Ok(Some(true));
                }
                for item in items.iter() {
                    self.spend(1)?;
                    let passes = match item {
                        Value::List(_) => self.equal(input, item)?,
                        item => self.passes(input, item)?,
                    };
                    if passes == Some(true) {
                        return Ok(Some(true));
                    }
                }
                Ok(Some(false))
            }
            value => self.equal(input, value),
        }
    }
}
