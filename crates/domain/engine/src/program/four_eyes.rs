//! Four eyes (Vier-Augen-Prinzip) at design time: the rule names a user task of the same program.

use super::compile::Compiler;
use super::graph::Kind;
use super::known::Naming;
use bpmn::Written;
use std::sync::Arc;
use values::Problem;

/// A task that another asks about.
pub(super) struct Asked<'a> {
    pub(super) file: &'a str,
    /// The task that asks.
    pub(super) element: String,
    /// The task it asks about, as written.
    pub(super) of: Written,
    /// What the program knows that task by.
    pub(super) task: Arc<str>,
}

impl Compiler<'_> {
    /// Marks the tasks whose completer is remembered; one that asks about itself or about no user task is a problem.
    pub(super) fn mark_remembered(&mut self) {
        for Asked { file, element, of, task } in std::mem::take(&mut self.asked) {
            let index = self.process.node(&task).filter(|_| of.text != element);
            match index.map(|index| &mut self.process.nodes[index].kind) {
                Some(Kind::User(task)) => task.remembered = true,
                _ => {
                    let problem = Problem::in_text(of.span, "engine-four-eyes").with("task", &of.text);
                    self.expressions.problems.push(problem.naming(&element).in_file(file));
                }
            }
        }
    }
}
