//! What the kinds of tasks need to be executed.

use crate::written::{Given, Written};
use std::collections::BTreeMap;

/// A task that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserTask {
    /// Key of the form to show. Absent only in a sketch.
    pub form: Option<Written>,
    /// Who is asked by name.
    pub assignee: Option<Given>,
    /// Who may take the task: group names, comma-separated, or an expression yielding a list of texts. Where the task
    /// names none, those of its lane.
    pub candidate_groups: Option<Given>,
    /// When it should be done.
    pub due: Option<Given>,
    /// When it should be looked at again.
    pub follow_up: Option<Given>,
    /// Ids of user tasks whose last completer must not complete this one (four eyes, Vier-Augen-Prinzip).
    pub four_eyes: Vec<Written>,
}

/// An activity in which another process of the package runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallActivity {
    /// Id of the process.
    pub process: Written,
    /// What it hands back where no outputs say so.
    pub returned: Returned,
}

/// Which of its variables a called process hands back without outputs of the activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returned {
    /// All that it has set anew.
    Everything,
    /// None of them.
    Nothing,
}

/// A task that asks the world for something and waits for the result.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JobTask {
    /// The type of job. Absent only in a sketch.
    pub job_type: Option<Written>,
    /// How often the worker tries before a person is asked; Camunda's default is 3.
    pub retries: u32,
    /// Fixed settings of the job.
    pub headers: BTreeMap<String, Written>,
}

/// A task that asks a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTask {
    /// Id of the decision.
    pub decision: Written,
    /// The variable that receives the result.
    pub result: Written,
}

/// A task that computes an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptTask {
    /// The FEEL expression, without `=`.
    pub expression: Written,
    /// The variable that receives the result.
    pub result: Written,
}
