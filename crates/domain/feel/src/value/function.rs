//! Functions as values: built-in ones, those written in FEEL, and those that a decision model offers.

use super::Value;
use crate::ast::Node;
use crate::builtins::Builtin;
use crate::evaluation::Evaluation;
use crate::limits::Exceeded;
use crate::types::Type;
use std::fmt;
use std::sync::Arc;

/// Something outside FEEL that can be called from it, such as a business knowledge model.
pub trait Invocable: Send + Sync {
    /// The value for these arguments, one for each parameter in order. Budgets are taken from `evaluation`.
    ///
    /// # Errors
    /// The budget that ran out.
    fn invoke(&self, arguments: Vec<Value>, evaluation: &mut Evaluation<'_>) -> Result<Value, Exceeded>;
}

/// A function with its parameters.
#[derive(Clone)]
pub struct Function {
    pub(crate) parameters: Vec<(Arc<str>, Type)>,
    pub(crate) result: Type,
    pub(crate) callee: Callee,
}

/// What runs when a function is called.
#[derive(Clone)]
pub(crate) enum Callee {
    /// A function of the language.
    Builtin(&'static Builtin),
    /// A function written in FEEL.
    Closure(Closure),
    /// A function of a decision model.
    Outside(Arc<dyn Invocable>),
}

/// A body with what it took from the place of its definition.
#[derive(Clone)]
pub(crate) struct Closure {
    pub(crate) body: Arc<Node>,
    pub(crate) captured: Arc<[Value]>,
}

impl Function {
    /// A function that is carried out outside FEEL.
    pub fn outside(parameters: Vec<(Arc<str>, Type)>, result: Type, invocable: Arc<dyn Invocable>) -> Self {
        Self { parameters, result, callee: Callee::Outside(invocable) }
    }

    /// The names of the parameters in their order.
    pub fn parameter_names(&self) -> impl Iterator<Item = &str> {
        self.parameters.iter().map(|(name, _)| &**name)
    }
}

/// Two functions are equal when they are the same one.
impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        match (&self.callee, &other.callee) {
            (Callee::Builtin(a), Callee::Builtin(b)) => std::ptr::eq(*a, *b),
            (Callee::Closure(a), Callee::Closure(b)) => Arc::ptr_eq(&a.body, &b.body),
            (Callee::Outside(a), Callee::Outside(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "function({})", self.parameter_names().collect::<Vec<_>>().join(", "))
    }
}
