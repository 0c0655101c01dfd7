//! What unary tests compare their input with, as far as that can be known without an input. For analyses of decision
//! tables; nothing here says whether an input passes.

use crate::ast::{Kind, Node, Test};
use crate::environment::Environment;
use crate::evaluation::{Evaluation, Source};
use crate::expression::UnaryTests;
use crate::limits::Limits;
use crate::value::{Context, Value};
use values::Moment;

/// What an input is compared with.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compared {
    /// The values, in the order of the text; of ranges their ends.
    pub values: Vec<Value>,
    /// Whether it is also asked what is smaller, so that more than equality counts.
    pub by_order: bool,
}

impl UnaryTests {
    /// What the input is compared with; `None` when that is more than constants: variables, the input itself (`even(?)`),
    /// the present moment.
    pub fn compared(&self) -> Option<Compared> {
        let environment = Environment { now: Moment::from_micros(0) };
        let mut compared = Compared::default();
        for test in self.tests() {
            let node = match test {
                Test::Always => continue,
                Test::Value { looks_at_input: true, .. } => return None,
                Test::Value { node, .. } => node,
                Test::Compare(_, node) => {
                    compared.by_order = true;
                    node
                }
            };
            if !is_constant(node) {
                return None;
            }
            let limits = Limits::default();
            let source = Source { text: self.text(), names: &[] };
            let mut evaluation = Evaluation::new(&environment, &limits);
            let value = evaluation.expression(&source, node, &Context::new()).ok()?;
            compared.add(value)?;
        }
        Some(compared)
    }
}

impl Compared {
    fn add(&mut self, value: Value) -> Option<()> {
        match value {
            Value::Context(_) | Value::Function(_) => return None,
            Value::List(items) => items.iter().try_for_each(|item| self.add(item.clone()))?,
            Value::Range(range) => {
                self.by_order = true;
                self.values.extend([range.start.clone(), range.end.clone()].into_iter().flatten());
            }
            value => self.values.push(value),
        }
        Some(())
    }
}

/// Whether the value is the same for every input at every moment.
fn is_constant(node: &Node) -> bool {
    match &node.kind {
        Kind::Literal(_) => true,
        Kind::Negate(inner) => is_constant(inner),
        Kind::Arithmetic(_, sides) => is_constant(&sides.0) && is_constant(&sides.1),
        Kind::List(items) => items.iter().all(is_constant),
        Kind::Range(range) => [&range.start, &range.end].into_iter().flatten().all(is_constant),
        Kind::Builtin(builtin, arguments) => {
            !matches!(builtin.name, "now" | "today") && arguments.iter().all(is_constant)
        }
        _ => false,
    }
}
