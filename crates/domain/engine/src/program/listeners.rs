//! Listeners of an element, in the order in which they are computed.

use super::compile::Compiler;
use super::graph::{Assignment, Listeners};
use crate::formula::Formula;
use bpmn::{FlowNode, ListenerMoment};

impl Compiler<'_> {
    /// The listeners of an element.
    pub(super) fn listeners(&mut self, node: &FlowNode) -> Listeners {
        let mut entering = self.listening(node, ListenerMoment::Start);
        entering.extend(self.listening(node, ListenerMoment::Create));
        Listeners {
            entering,
            completing: self.listening(node, ListenerMoment::Complete),
            leaving: self.listening(node, ListenerMoment::End),
        }
    }

    fn listening(&mut self, node: &FlowNode, moment: ListenerMoment) -> Vec<Assignment> {
        let listeners = node.extensions.listeners.iter().filter(|listener| listener.moment == moment);
        listeners
            .filter_map(|listener| {
                let expression = self.expressions.expression(&node.id, &listener.expression)?;
                let target = listener.result.text.as_str().into();
                Some(Assignment { target, path: Vec::new(), source: Formula::Computed(expression) })
            })
            .collect()
    }
}
