//! Four eyes (Vier-Augen-Prinzip) at design time: the rule names a user task of the same program that can be done before,
//! and two people can do both. What can be open at once looks at each other, or whoever comes second looks at nothing.

use super::compile::Compiler;
use super::graph::{Kind, LookedAt, NodeIndex, User};
use super::known::Naming;
use super::ways::Ways;
use crate::formula::Formula;
use bpmn::Written;
use std::sync::Arc;
use values::Problem;

/// A task that another asks about.
pub(super) struct Asked<'a> {
    pub(super) file: &'a str,
    /// The task that asks.
    pub(super) element: String,
    /// What the program knows it by.
    pub(super) asking: Arc<str>,
    /// The task it asks about, as written.
    pub(super) of: Written,
    /// What the program knows that task by.
    pub(super) task: Arc<str>,
}

impl Compiler<'_> {
    /// Marks the tasks whose completer is remembered, and reports the rules that would protect nobody.
    pub(super) fn mark_remembered(&mut self) {
        let asked = std::mem::take(&mut self.asked);
        for asked in &asked {
            if let Some((asking, task)) = self.both(asked) {
                let body = Ways::of(&self.process).innermost_around(asking, task);
                self.look_again(asking, task, body);
            }
        }
        for asked in asked {
            let wrong = match self.both(&asked) {
                Some((asking, task)) => self.protects_nobody(asking, task),
                None => Some("engine-four-eyes"),
            };
            if let Some(key) = wrong {
                let problem = Problem::in_text(asked.of.span, key).with("task", &asked.of.text);
                self.expressions.problems.push(problem.naming(&asked.element).in_file(asked.file));
            }
        }
    }

    /// A task looks at what was done at another one inside of a body.
    fn look_again(&mut self, asking: NodeIndex, task: NodeIndex, body: NodeIndex) {
        let nodes = &mut self.process.nodes;
        let looked_at = LookedAt { task: nodes[task].id.clone(), body };
        if let Kind::User(asking) = &mut nodes[asking].kind {
            asking.four_eyes.push(looked_at);
        }
        if let Kind::User(task) = &mut nodes[task].kind
            && !task.remembered_in.contains(&body)
        {
            task.remembered_in.push(body);
        }
    }

    /// The task that asks and the one it asks about: two user tasks.
    fn both(&self, asked: &Asked<'_>) -> Option<(NodeIndex, NodeIndex)> {
        let both = (self.process.node(&asked.asking)?, self.process.node(&asked.task)?);
        let is_user = |index: NodeIndex| user(&self.process.nodes[index].kind).is_some();
        (both.0 != both.1 && is_user(both.0) && is_user(both.1)).then_some(both)
    }

    fn protects_nobody(&self, asking: NodeIndex, task: NodeIndex) -> Option<&'static str> {
        let nodes = &self.process.nodes;
        let (one, other) = (user(&nodes[asking].kind)?, user(&nodes[task].kind)?);
        if let (Some(Formula::Fixed(one)), Some(Formula::Fixed(other))) = (&one.assignee, &other.assignee)
            && one == other
        {
            return Some("engine-four-eyes-one-person");
        }
        let ways = Ways::of(&self.process);
        let is_mutual = other.four_eyes.iter().any(|looked_at| looked_at.task == nodes[asking].id);
        if !is_mutual && ways.run_beside(asking, task) {
            return Some("engine-four-eyes-one-way");
        }
        let comes_before = is_mutual || ways.lead(task, asking);
        (!comes_before).then_some("engine-four-eyes-never")
    }
}

fn user(kind: &Kind) -> Option<&User> {
    match kind {
        Kind::User(user) => Some(user),
        _ => None,
    }
}
