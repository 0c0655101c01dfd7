//! Incidents: an instance is stuck somewhere, and a person must help. They are stored, shown and tried again.

use crate::key::Key;
use feel::Context;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use values::IncidentId;

/// Something is stuck.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// The incident.
    pub id: IncidentId,
    /// Id of the element in the model.
    pub element: Arc<str>,
    /// The live element; for [`Cause::DeadEnd`] the scope.
    pub key: Key,
    /// Why.
    pub cause: Cause,
    /// What a person or the world has answered and could not be kept. It is used when leaving is tried again.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub answer: Context,
    /// Whether the element had begun before it got stuck on its way in. Tried again, nothing on its border begins a second
    /// time, and nothing is heard twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub begun: bool,
}

impl Incident {
    /// Whether the element had begun; a job that has failed had.
    pub(crate) fn has_begun(&self) -> bool {
        self.begun || matches!(self.cause, Cause::JobFailed { .. })
    }
}

/// Why something is stuck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// An expression used up a budget.
    TooCostly {
        /// The expression.
        expression: String,
        /// The budget.
        budget: String,
    },
    /// An expression yielded something else than the place needs.
    Unfit {
        /// The expression.
        expression: String,
        /// What is needed: `boolean`, `text`, `texts`, `date`, `duration` or `cycle`.
        needed: String,
        /// What was found.
        found: String,
    },
    /// No condition of an exclusive gateway is true and there is no default.
    NoWay,
    /// A decision has no answer.
    Undecided {
        /// Id of the decision.
        decision: String,
        /// Why, as the decision says it.
        message: String,
    },
    /// A job failed for good.
    JobFailed {
        /// A short word for machines.
        code: String,
        /// What a person should know.
        message: String,
    },
    /// What the world has answered is more than the state can hold. It was not taken: the world is asked anew.
    AnswerTooLarge {
        /// The weight of the answer in bytes.
        found: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// An error was thrown that no event catches.
    Uncaught {
        /// The code of the error.
        code: String,
    },
    /// The result of a job, a decision or a mapping would set a parameter.
    SetsParameter {
        /// The parameter.
        name: String,
    },
    /// A value cannot be stored (a range or a function).
    NotStorable {
        /// The variable.
        name: String,
    },
    /// The state would grow beyond the limit.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// One command went through too many elements; most likely a loop that waits for nothing.
    TooManySteps {
        /// The limit.
        limit: u32,
    },
    /// Too much is live at once; most likely a timer that repeats faster than anybody works.
    TooManyElements {
        /// The limit.
        limit: usize,
    },
    /// An activity would be done for more than is allowed.
    TooManyChildren {
        /// For how many.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Too many signals and messages in a row, each thrown because of the one before; most likely cases that answer each
    /// other without end.
    TooLongChain {
        /// The limit.
        limit: u32,
    },
    /// A token waits for a moment of a legal clock that was met, so that the moment never comes.
    ClockMet {
        /// The clock.
        clock: Arc<str>,
    },
    /// Only tokens at a joining gateway are left, and no other can come.
    DeadEnd,
}

impl Cause {
    /// Key of its sentence in the catalogues.
    pub const fn text_key(&self) -> &'static str {
        match self {
            Self::TooCostly { .. } => "incident-too-costly",
            Self::Unfit { .. } => "incident-unfit",
            Self::NoWay => "incident-no-way",
            Self::Undecided { .. } => "incident-undecided",
            Self::JobFailed { .. } => "incident-job-failed",
            Self::AnswerTooLarge { .. } => "incident-answer-too-large",
            Self::Uncaught { .. } => "incident-uncaught",
            Self::SetsParameter { .. } => "incident-sets-parameter",
            Self::NotStorable { .. } => "incident-not-storable",
            Self::TooLarge { .. } => "incident-too-large",
            Self::TooManySteps { .. } => "incident-too-many-steps",
            Self::TooManyElements { .. } => "incident-too-many-elements",
            Self::TooManyChildren { .. } => "incident-too-many-children",
            Self::TooLongChain { .. } => "incident-too-long-chain",
            Self::ClockMet { .. } => "incident-clock-met",
            Self::DeadEnd => "incident-dead-end",
        }
    }

    /// What its sentence fills in.
    pub fn text_args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooCostly { expression, budget } => {
                vec![("expression", expression.clone()), ("budget", budget.clone())]
            }
            Self::Unfit { expression, needed, found } => {
                vec![("expression", expression.clone()), ("needed", needed.clone()), ("found", found.clone())]
            }
            Self::Undecided { decision, message } => {
                vec![("decision", decision.clone()), ("message", message.clone())]
            }
            Self::JobFailed { code, message } => vec![("code", code.clone()), ("message", message.clone())],
            Self::AnswerTooLarge { found, limit } => {
                vec![("found", found.div_ceil(1024).to_string()), ("limit", (limit / 1024).to_string())]
            }
            Self::Uncaught { code } => vec![("code", code.clone())],
            Self::SetsParameter { name } | Self::NotStorable { name } => vec![("name", name.clone())],
            Self::TooLarge { limit } => vec![("limit", (limit / 1024).to_string())],
            Self::TooManySteps { limit } | Self::TooLongChain { limit } => vec![("limit", limit.to_string())],
            Self::TooManyElements { limit } => vec![("limit", limit.to_string())],
            Self::TooManyChildren { found, limit } => {
                vec![("found", found.to_string()), ("limit", limit.to_string())]
            }
            Self::ClockMet { clock } => vec![("clock", clock.to_string())],
            Self::NoWay | Self::DeadEnd => Vec::new(),
        }
    }
}
