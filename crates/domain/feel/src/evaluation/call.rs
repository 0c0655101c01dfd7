//! Calling functions: those of the language, those written in FEEL, and those of a decision model.

use super::run::Run;
use super::{Evaluation, Outcome};
use crate::ast::{Arguments, Node};
use crate::builtins::{self, Builtin};
use crate::limits::{Budget, Exceeded};
use crate::value::{Callee, Closure, Function, Value};
use std::sync::Arc;

/// A call from a function of the language or a decision model uses more of the stack than a node does.
const CALL_LEVELS: u32 = 4;

impl Run<'_, '_> {
    pub(super) fn builtin(&mut self, builtin: &'static Builtin, arguments: &[Node]) -> Outcome {
        let arguments = self.values(arguments)?;
        self.evaluation.invoke_builtin(builtin, arguments)
    }

    pub(super) fn call(&mut self, callee: &Node, arguments: &Arguments) -> Outcome {
        let function = self.value(callee)?;
        let arguments = match arguments {
            Arguments::Positional(nodes) => Some(self.values(nodes)?),
            Arguments::Named(named) => {
                let names: Vec<&str> = named.iter().map(|(name, _)| &**name).collect();
                let values = named.iter().map(|(_, node)| self.value(node)).collect::<Result<Vec<_>, _>>()?;
                match &function {
                    Value::Function(function) => self.evaluation.in_order(function, &names, values)?,
                    _ => None,
                }
            }
        };
        match (function, arguments) {
            (Value::Function(function), Some(arguments)) => {
                let outcome = self.evaluation.invoke(&function, arguments);
                // The function may stand in another text: what is told is the place of the call.
                if outcome.is_err() {
                    self.evaluation.exceeded_at = Some(callee.at);
                }
                outcome
            }
            _ => Ok(Value::Null),
        }
    }
}

fn in_order_of_signature(builtin: &Builtin, names: &[&str], values: Vec<Value>) -> Option<Vec<Value>> {
    let signature = builtin.signature(names.iter().copied())?;
    let signature: Vec<&str> = signature.iter().map(|name| builtins::bare(name)).collect();
    ordered(&signature, names, values)
}

fn ordered(parameters: &[&str], names: &[&str], values: Vec<Value>) -> Option<Vec<Value>> {
    let mut ordered = vec![Value::Null; parameters.len()];
    for (name, value) in names.iter().zip(values) {
        ordered[parameters.iter().position(|parameter| parameter == name)?] = value;
    }
    Some(ordered)
}

impl Evaluation<'_> {
    /// Named arguments in the order of the parameters; missing ones are null, unknown ones make the call impossible.
    fn in_order(
        &mut self,
        function: &Function,
        names: &[&str],
        values: Vec<Value>,
    ) -> Result<Option<Vec<Value>>, Budget> {
        if let Callee::Builtin(builtin) = &function.callee {
            return Ok(in_order_of_signature(builtin, names, values));
        }
        let parameters: Vec<&str> = function.parameter_names().collect();
        self.spend((parameters.len() as u64).saturating_mul(names.len() as u64) / 16)?;
        Ok(ordered(&parameters, names, values))
    }

    /// Calls a function; null when the arguments do not fit its parameters.
    pub(crate) fn invoke(&mut self, function: &Arc<Function>, arguments: Vec<Value>) -> Outcome {
        self.spend(1)?;
        let outcome = match &function.callee {
            Callee::Builtin(builtin) => return self.invoke_builtin(builtin, arguments),
            _ if arguments.len() != function.parameters.len() => return Ok(Value::Null),
            Callee::Closure(closure) => match self.fitting(function, arguments)? {
                Some(arguments) => self.body(function, closure, arguments)?,
                None => return Ok(Value::Null),
            },
            Callee::Outside(invocable) => match self.fitting(function, arguments)? {
                Some(arguments) => {
                    self.enter(CALL_LEVELS)?;
                    let outcome = invocable.invoke(arguments, self);
                    self.leave(CALL_LEVELS);
                    outcome.map_err(|exceeded| exceeded.budget)?
                }
                None => return Ok(Value::Null),
            },
        };
        Ok(function.result.coerced(outcome, self)?.unwrap_or_default())
    }

    /// The arguments as the types of the parameters; `None` when one does not fit.
    fn fitting(&mut self, function: &Function, arguments: Vec<Value>) -> Result<Option<Vec<Value>>, Budget> {
        let mut fitted = Vec::with_capacity(arguments.len());
        for (argument, (_, its_type)) in arguments.into_iter().zip(&function.parameters) {
            let Some(argument) = its_type.coerced(argument, self)? else { return Ok(None) };
            fitted.push(argument);
        }
        Ok(Some(fitted))
    }

    /// A list of one stands for its item where a function takes no lists (DMN 1.5 §10.3.2.9.4).
    fn invoke_builtin(&mut self, builtin: &'static Builtin, mut arguments: Vec<Value>) -> Outcome {
        let bytes: usize = arguments.iter().filter_map(Value::as_text).map(str::len).sum();
        self.spend(1 + bytes as u64 / 32)?;
        let is_single = |argument: &Value| matches!(argument, Value::List(items) if items.len() == 1);
        if arguments.iter().any(is_single) && builtin.takes_no_lists() {
            for argument in &mut arguments {
                if let Value::List(items) = argument
                    && let [item] = items.as_slice()
                {
                    *argument = item.clone();
                }
            }
        }
        (builtin.call)(self, arguments)
    }

    fn body(&mut self, function: &Arc<Function>, closure: &Closure, arguments: Vec<Value>) -> Outcome {
        self.enter(CALL_LEVELS)?;
        let mut run = Run {
            evaluation: self,
            globals: None,
            names: &[],
            captured: &closure.captured,
            itself: Some(function),
            slots: arguments,
        };
        let outcome = run.value(&closure.body);
        self.leave(CALL_LEVELS);
        outcome
    }

    /// Calls a function with arguments by name; null when the value is no function or the names do not fit.
    ///
    /// # Errors
    /// The budget that ran out.
    pub fn call(&mut self, function: &Value, arguments: Vec<(Arc<str>, Value)>) -> Result<Value, Exceeded> {
        let Value::Function(function) = function else { return Ok(Value::Null) };
        let names: Vec<Arc<str>> = arguments.iter().map(|(name, _)| name.clone()).collect();
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let values = arguments.into_iter().map(|(_, value)| value).collect();
        let arguments = self.in_order(function, &names, values);
        let outcome = arguments.and_then(|arguments| match arguments {
            Some(arguments) => self.invoke(function, arguments),
            None => Ok(Value::Null),
        });
        outcome.map_err(|budget| self.exceeded(budget, ""))
    }

    /// Calls a function value handed over as an argument; null when it is none.
    pub(crate) fn invoke_value(&mut self, function: &Value, arguments: Vec<Value>) -> Outcome {
        let Value::Function(function) = function else { return Ok(Value::Null) };
        self.enter(CALL_LEVELS)?;
        let outcome = self.invoke(function, arguments);
        self.leave(CALL_LEVELS);
        outcome
    }
}
