//! What may be thrown from an open task of an instance, because the model catches it.

use super::{Program, Sort};
use crate::command::{Command, ThrownAtTask};
use crate::elements::caught;
use crate::instance::Instance;
use crate::step::At;
use crate::work::Work;
use bpmn::Interrupting;
use feel::Environment;
use std::sync::Arc;
use values::TaskId;

/// Something that may be thrown from a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Throwable {
    /// Id of the boundary event or event sub-process that catches it.
    pub element: Arc<str>,
    /// Whether it is an error or an escalation.
    pub sort: ThrownSort,
    /// The code; empty where every code is caught.
    pub code: String,
}

/// What is thrown, and what becomes of the task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThrownSort {
    /// It cannot be done, and is not open any more.
    Error,
    /// Others go on with it, and it is not open any more.
    Escalation,
    /// Others are to know of it; it stays open.
    EscalationBeside,
}

impl Throwable {
    /// The command that throws it.
    pub fn command(&self, task: TaskId, thrown: ThrownAtTask, by: Option<String>) -> Command {
        match self.sort {
            ThrownSort::Error => Command::FailTask { task, thrown, by },
            ThrownSort::Escalation | ThrownSort::EscalationBeside => {
                Command::EscalateTask { task, thrown, by }
            }
        }
    }
}

impl Program {
    /// What may be thrown from an open task; of what is caught at several places, what the nearest catches.
    pub fn throwable(&self, instance: &Instance, task: TaskId, at: At<'_>) -> Vec<Throwable> {
        let Some(key) = instance.waits_for_task(task) else { return Vec::new() };
        let environment = Environment { now: at.moment };
        let work = Work::resume(self, instance.clone(), (&environment, at.calendar));
        let shown = |catcher: caught::Catcher<'_>| Throwable {
            element: catcher.node.id.clone(),
            sort: match (catcher.caught.sort, catcher.interrupting) {
                (Sort::Error, _) => ThrownSort::Error,
                (Sort::Escalation, Interrupting::Yes) => ThrownSort::Escalation,
                (Sort::Escalation, Interrupting::No) => ThrownSort::EscalationBeside,
            },
            code: catcher.caught.code.as_deref().unwrap_or_default().to_owned(),
        };
        caught::catchers(&work, key).into_iter().map(shown).collect()
    }
}
