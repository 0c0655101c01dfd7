//! How often an activity is done, with its expressions parsed.

use super::compile::Compiler;
use super::graph::{Collected, Looping, MultiInstance, Over, StandardLoop};
use crate::formula::Formula;
use bpmn::FlowNode;
use feel::Value;

/// Names that expressions inside of an activity may use that is done more than once.
pub(super) const NAMES: [&str; 5] = [
    "loopCounter",
    "numberOfInstances",
    "numberOfActiveInstances",
    "numberOfCompletedInstances",
    "numberOfTerminatedInstances",
];

impl Compiler<'_> {
    /// Where a part has a problem the activity is done once; the program is not handed on then.
    pub(super) fn looping(&mut self, node: &FlowNode) -> Option<Box<Looping>> {
        Some(Box::new(match node.looping.as_deref()? {
            bpmn::Looping::Each(each) => Looping::Each(self.multi_instance(&node.id, each)?),
            bpmn::Looping::While(again) => Looping::While(StandardLoop {
                condition: match &again.condition {
                    None => None,
                    Some(written) => Some(self.expressions.expression(&node.id, written)?),
                },
                test: again.test,
                maximum: again.maximum,
            }),
        }))
    }

    fn multi_instance(&mut self, id: &str, each: &bpmn::MultiInstance) -> Option<MultiInstance> {
        let over = match &each.over {
            bpmn::Over::Collection(written) => Over::Collection(self.expressions.expression(id, written)?),
            bpmn::Over::Times(bpmn::Given::Literal(written)) => {
                Over::Times(Formula::Fixed(Value::from(i64::from(written.text.parse::<u32>().ok()?))))
            }
            bpmn::Over::Times(given) => Over::Times(self.expressions.formula(id, given)?),
        };
        let collected = match &each.collected {
            None => None,
            Some(collected) => Some(self.collected(id, collected)?),
        };
        let completion = match &each.completion {
            None => None,
            Some(written) => Some(self.expressions.expression(id, written)?),
        };
        let element = each.element.as_ref().map(|written| written.text.as_str().into());
        Some(MultiInstance { order: each.order, over, element, collected, completion })
    }

    fn collected(&mut self, id: &str, collected: &bpmn::Collected) -> Option<Collected> {
        let item = self.expressions.expression(id, &collected.item)?;
        let first = item.text().split('.').next().unwrap_or_default().trim();
        let is_path = item.text().split('.').all(|part| is_name(part.trim()));
        let own = is_path.then(|| first.into());
        Some(Collected { into: collected.into.text.as_str().into(), item, own })
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_alphanumeric() || character == '_')
}
