//! Ad-hoc sub-processes of a program, and what of them can be begun in an instance.

use super::Program;
use super::compile::Compiler;
use super::graph::{Kind, NodeIndex, Process, Scope};
use crate::elements;
use crate::instance::Instance;
use crate::key::Key;
use bpmn::{Order, Remaining, Trigger};
use feel::Expression;
use std::sync::Arc;

/// An ad-hoc sub-process.
#[derive(Debug)]
pub(crate) struct AdHoc {
    pub(crate) scope: Scope,
    pub(crate) order: Order,
    pub(crate) completion: Option<Expression>,
    pub(crate) remaining: Remaining,
    /// The elements that begin at once.
    pub(crate) active: Option<Expression>,
}

/// Something that a person may begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Startable {
    /// The ad-hoc sub-process, as a live element.
    pub within: Key,
    /// Id of the element in the model.
    pub element: Arc<str>,
    /// What people read.
    pub name: String,
}

impl Program {
    /// What a person may begin in an instance: by ad-hoc sub-process, in the order of the file.
    pub fn startable(&self, instance: &Instance) -> Vec<Startable> {
        let named = |(within, index): (Key, NodeIndex)| {
            let node = &self.process.nodes[index];
            Startable { within, element: node.id.clone(), name: node.name.clone() }
        };
        elements::ad_hoc::startable(&self.process, instance).into_iter().map(named).collect()
    }
}

impl Process {
    /// What may be begun by itself in an ad-hoc sub-process, in the order of the file.
    pub(crate) fn startable_in<'p>(&'p self, scope: &Scope) -> impl Iterator<Item = NodeIndex> + use<'p> {
        let start = scope.start;
        self.startable.iter().copied().filter(move |index| self.nodes[*index].body == start)
    }
}

impl Compiler<'_> {
    pub(super) fn ad_hoc(&mut self, element: &str, drawn: &bpmn::AdHoc) -> Kind {
        let scope = self.body(&drawn.body);
        let undoing = |id: &str| {
            drawn.body.nodes.iter().any(|node| {
                matches!(node.kind.trigger(), Some(Trigger::Compensation(Some(handler))) if handler.text == id)
            })
        };
        let begins =
            |node: &&bpmn::FlowNode| node.incoming.is_empty() && node.kind.may_begin() && !undoing(&node.id);
        for node in drawn.body.nodes.iter().filter(begins) {
            let index = self.process.node(&self.element(&node.id));
            self.process.startable.extend(index);
        }
        let mut parsed = |written: Option<&bpmn::Written>| {
            written.and_then(|written| self.expressions.expression(element, written))
        };
        let (completion, active) = (parsed(drawn.completion.as_ref()), parsed(drawn.active.as_ref()));
        let (order, remaining) = (drawn.order, drawn.remaining);
        Kind::AdHoc(Box::new(AdHoc { scope, order, completion, remaining, active }))
    }
}
