//! One function body, or one whole expression, being evaluated: its locals and the dispatch by kind of node.

use super::{Evaluation, Outcome};
use crate::ast::{Kind, Node, Quantifier, RangeNode};
use crate::limits::Budget;
use crate::value::{Callee, Closure, Context, Function, Range, Value};
use std::cmp::Ordering;
use std::sync::Arc;

/// The locals of what runs.
pub(super) struct Run<'r, 'e> {
    pub(super) evaluation: &'r mut Evaluation<'e>,
    pub(super) globals: Option<&'r Context>,
    pub(super) names: &'r [Arc<str>],
    pub(super) captured: &'r [Value],
    pub(super) itself: Option<&'r Arc<Function>>,
    pub(super) slots: Vec<Value>,
}

impl<'r, 'e> Run<'r, 'e> {
    pub(super) fn outermost(
        evaluation: &'r mut Evaluation<'e>,
        names: &'r [Arc<str>],
        globals: &'r Context,
        input: Option<&Value>,
    ) -> Self {
        let slots = input.cloned().into_iter().collect();
        Self { evaluation, globals: Some(globals), names, captured: &[], itself: None, slots }
    }

    /// The value of a node.
    pub(super) fn value(&mut self, node: &Node) -> Outcome {
        if let Some(value) = self.peek(node) {
            let value = value.clone();
            return self.spent_at(node).map(|()| value);
        }
        self.spent_at(node)?;
        if let Err(budget) = self.evaluation.enter(1) {
            self.evaluation.exceeded_at.get_or_insert(node.at);
            return Err(budget);
        }
        let outcome = self.composite(node);
        self.evaluation.leave(1);
        if outcome.is_err() {
            self.evaluation.exceeded_at.get_or_insert(node.at);
        }
        outcome
    }

    fn spent_at(&mut self, node: &Node) -> Result<(), Budget> {
        self.evaluation.spend(1).inspect_err(|_| {
            self.evaluation.exceeded_at.get_or_insert(node.at);
        })
    }

    /// The value of a node that only names one, without a copy.
    pub(super) fn peek<'a>(&'a self, node: &'a Node) -> Option<&'a Value> {
        match &node.kind {
            Kind::Literal(value) => Some(value),
            Kind::Slot(slot) => Some(self.slots.get(*slot as usize).unwrap_or(&Value::Null)),
            Kind::Captured(index) => Some(self.captured.get(*index as usize).unwrap_or(&Value::Null)),
            Kind::Global(number) => Some(self.global(*number).unwrap_or(&Value::Null)),
            _ => None,
        }
    }

    fn global(&self, number: u32) -> Option<&Value> {
        self.globals?.get(self.names.get(number as usize)?)
    }

    fn composite(&mut self, node: &Node) -> Outcome {
        match &node.kind {
            Kind::Literal(_) | Kind::Slot(_) | Kind::Captured(_) | Kind::Global(_) => Ok(Value::Null),
            Kind::Itself => Ok(self.itself.map_or(Value::Null, |function| Value::Function(function.clone()))),
            Kind::ItemName { item, name, fallback } => self.item_name(item, name, fallback),
            Kind::List(items) => self.list(items),
            Kind::Context(entries) => self.context(entries),
            Kind::Range(range) => self.range(range),
            Kind::Negate(operand) => self.negate(operand),
            Kind::Arithmetic(operator, pair) => self.arithmetic(*operator, &pair.0, &pair.1),
            Kind::Compare(comparison, pair) => self.comparison(*comparison, &pair.0, &pair.1),
            Kind::And(pair) => self.connective(&pair.0, &pair.1, Quantifier::Every),
            Kind::Or(pair) => self.connective(&pair.0, &pair.1, Quantifier::Some),
            Kind::Between(three) => self.between(&three.0, &three.1, &three.2),
            Kind::In(value, tests) => self.in_tests(value, tests),
            Kind::If(three) => self.conditional(&three.0, &three.1, &three.2),
            Kind::For(node) => self.for_loop(node),
            Kind::Quantified(quantifier, node) => self.quantified(*quantifier, node),
            Kind::Filter(pair) => self.filter(&pair.0, &pair.1),
            Kind::Path(value, name) => self.path(value, name),
            Kind::Call(callee, arguments) => self.call(callee, arguments),
            Kind::Builtin(builtin, arguments) => self.builtin(builtin, arguments),
            Kind::IsDefined(value) => self.is_defined(value),
            Kind::Function(function) => self.function(function),
            Kind::InstanceOf(value, wanted) => {
                let value = self.value(value)?;
                let counts = !value.is_null() || *wanted == crate::Type::Null;
                Ok(Value::Bool(counts && wanted.holds(&value, self.evaluation)?))
            }
        }
    }

    fn item_name(&mut self, item: &Node, name: &str, fallback: &Node) -> Outcome {
        let property = self.peek(item).and_then(Value::as_context).and_then(|context| context.get(name));
        if let Some(value) = property {
            return Ok(value.clone());
        }
        self.value(fallback)
    }

    fn list(&mut self, nodes: &[Node]) -> Outcome {
        let items = self.values(nodes)?;
        self.evaluation.list(items)
    }

    /// The values of nodes in their order.
    pub(super) fn values(&mut self, nodes: &[Node]) -> Result<Vec<Value>, Budget> {
        nodes.iter().map(|node| self.value(node)).collect()
    }

    fn context(&mut self, entries: &[(Arc<str>, Node)]) -> Outcome {
        let mark = self.slots.len();
        let mut context = Context::new();
        for (name, node) in entries {
            let value = self.value(node)?;
            self.slots.push(value.clone());
            context.insert(name.clone(), value);
        }
        self.slots.truncate(mark);
        self.evaluation.allocate(entries.len() * 80)?;
        Ok(context.into())
    }

    fn range(&mut self, range: &RangeNode) -> Outcome {
        let start = range.start.as_ref().map(|node| self.value(node)).transpose()?;
        let end = range.end.as_ref().map(|node| self.value(node)).transpose()?;
        let made =
            Range { start, start_included: range.start_included, end, end_included: range.end_included };
        Ok(if is_range(&made) { Value::Range(Arc::new(made)) } else { Value::Null })
    }

    fn conditional(&mut self, condition: &Node, then: &Node, otherwise: &Node) -> Outcome {
        let truth = self.value(condition)?.as_bool();
        self.value(if truth == Some(true) { then } else { otherwise })
    }

    /// `and` is decided by false, `or` by true; anything else that is no truth makes it null.
    fn connective(&mut self, left: &Node, right: &Node, quantifier: Quantifier) -> Outcome {
        let decisive = quantifier.decisive();
        let left = self.value(left)?.as_bool();
        if left == Some(decisive) {
            return Ok(Value::Bool(decisive));
        }
        let right = self.value(right)?.as_bool();
        Ok(match (left, right) {
            (_, Some(right)) if right == decisive => Value::Bool(decisive),
            (Some(_), Some(_)) => Value::Bool(!decisive),
            _ => Value::Null,
        })
    }

    fn function(&mut self, node: &Arc<crate::ast::FunctionNode>) -> Outcome {
        let captured: Arc<[Value]> = self.values(&node.captures)?.into();
        self.evaluation.allocate_items(captured.len() + node.parameters.len() + 4)?;
        let callee = Callee::Closure(Closure { body: node.body.clone(), captured });
        let function = Function { parameters: node.parameters.clone(), result: crate::Type::Any, callee };
        Ok(Value::Function(Arc::new(function)))
    }

    /// Whether the value is there; a variable that is missing is not, one that is null is neither.
    fn is_defined(&mut self, node: &Node) -> Outcome {
        Ok(Value::Bool(!self.value(node)?.is_null()))
    }
}

/// Whether the ends fit each other: both of one ordered type, and not the wrong way round.
fn is_range(range: &Range) -> bool {
    match (&range.start, &range.end) {
        (Some(start), Some(end)) => match super::compare::order(start, end) {
            Some(Ordering::Greater) => false,
            Some(_) => true,
            None => false,
        },
        (Some(one), None) | (None, Some(one)) => super::compare::order(one, one).is_some(),
        (None, None) => false,
    }
}
