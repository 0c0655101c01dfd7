//! Ad-hoc sub-processes of a program, and what of them can be begun in an instance.

use super::Program;
use super::compile::Compiler;
use super::graph::{Kind, NodeIndex, Process, Scope};
use crate::effect::OpenTask;
use crate::elements;
use crate::formula::Formula;
use crate::incident::Cause;
use crate::instance::Instance;
use crate::key::Key;
use crate::step::At;
use crate::work::Work;
use bpmn::{Order, Remaining};
use feel::{Environment, Expression};
use std::sync::Arc;
use values::TaskId;

/// An ad-hoc sub-process.
#[derive(Debug)]
pub(crate) struct AdHoc {
    pub(crate) scope: Scope,
    pub(crate) order: Order,
    pub(crate) completion: Option<Expression>,
    pub(crate) remaining: Remaining,
    /// The elements that begin at once.
    pub(crate) active: Option<Expression>,
    /// Whether people are asked what is to be done.
    pub(crate) asks_people: bool,
    pub(crate) candidate_groups: Option<Formula>,
}

/// What people may choose from: an ad-hoc sub-process that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The task that asks for it.
    pub task: TaskId,
    /// The sub-process, as a live element.
    pub within: Key,
    /// What may be begun now, in the order of the file.
    pub startable: Vec<Startable>,
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
    /// What people may choose from in an instance, wherever they are asked.
    pub fn choices(&self, instance: &Instance) -> Vec<Choice> {
        let all = self.startable(instance);
        let choice = |within: Key| Choice {
            task: elements::ad_hoc::task_at(instance, within),
            within,
            startable: all.iter().filter(|one| one.within == within).cloned().collect(),
        };
        elements::ad_hoc::asking(&self.process, instance).map(choice).collect()
    }

    /// The tasks that ask people in an instance what is to be done, as they would be opened at a moment.
    ///
    /// # Errors
    /// When it cannot be said whom they ask.
    pub fn choice_tasks(&self, instance: &Instance, at: At<'_>) -> Result<Vec<OpenTask>, Cause> {
        let environment = Environment { now: at.moment };
        let work = Work::resume(self, instance.clone(), (&environment, at.calendar));
        let asked = |key| {
            let node = elements::node_of(&work, key);
            match &node.kind {
                Kind::AdHoc(ad_hoc) => elements::ad_hoc::asks(&work, key, node, ad_hoc).transpose(),
                _ => None,
            }
        };
        elements::ad_hoc::asking(&self.process, instance).filter_map(asked).collect()
    }

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
        for node in drawn.startable() {
            let index = self.process.node(&self.element(&node.id));
            self.process.startable.extend(index);
        }
        let mut parsed = |written: Option<&bpmn::Written>| {
            written.and_then(|written| self.expressions.expression(element, written))
        };
        let (completion, active) = (parsed(drawn.completion.as_ref()), parsed(drawn.active.as_ref()));
        let groups = drawn.candidate_groups.as_ref();
        let candidate_groups = groups.and_then(|given| self.expressions.formula(element, given));
        Kind::AdHoc(Box::new(AdHoc {
            scope,
            order: drawn.order,
            completion,
            remaining: drawn.remaining,
            active,
            asks_people: drawn.asks_people(),
            candidate_groups,
        }))
    }
}
