//! The header of a journal entry: what happened, without any personal data, because headers are never erased.

use cases::{Actor, CaseStatus};
use engine::{Effect, Phase, Step};
use serde::{Deserialize, Serialize};
use values::{Hash, StaffId};

/// The kind of command that the journal names the end of a branch by.
const DROPPED: &str = "drop-token";

/// What one step was, for journals and timelines. Stored as JSON; the hash covers exactly the stored bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    format: u32,
    /// Kind of the command, such as `complete-task`.
    pub(crate) command: String,
    /// Kind of actor, such as `staff`.
    pub(crate) actor: String,
    /// Who of the staff it was; an id, whose name can change or be erased elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) staff: Option<StaffId>,
    /// Statuses the case has reached, in order.
    pub(crate) milestones: Vec<String>,
    /// Ids of the model elements that were entered, in order.
    pub(crate) elements: Vec<String>,
    /// The release that the case left with this step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) left: Option<Hash>,
}

impl Header {
    const FORMAT: u32 = 1;

    pub(super) fn of(actor: &Actor, command: &str, step: &Step) -> Self {
        let ended = is_ended_by_hand(command, step).then(|| CaseStatus::Ended.key().to_owned());
        let milestones = step.effects.iter().filter_map(|effect| match effect {
            Effect::Milestone(key) => Some(key.clone()),
            _ => None,
        });
        Self {
            format: Self::FORMAT,
            command: command.to_owned(),
            actor: actor.kind().to_owned(),
            staff: if let Actor::Staff(staff) = actor { Some(staff.id) } else { None },
            milestones: milestones.chain(ended).collect(),
            elements: step
                .events
                .iter()
                .filter_map(|event| event.entered_element().map(str::to_owned))
                .collect(),
            left: None,
        }
    }

    /// The header of an act beside the process, such as a note: nothing is entered.
    pub(super) fn of_act(actor: &Actor, act: &str) -> Self {
        Self {
            format: Self::FORMAT,
            command: act.to_owned(),
            actor: actor.kind().to_owned(),
            staff: if let Actor::Staff(staff) = actor { Some(staff.id) } else { None },
            milestones: Vec::new(),
            elements: Vec::new(),
            left: None,
        }
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a header holds texts and numbers")
    }

    /// The header of a stored entry; `None` for a format this program does not know.
    pub(crate) fn read(text: &str) -> Option<Self> {
        serde_json::from_str::<Self>(text).ok().filter(|header| header.format == Self::FORMAT)
    }
}

/// What a person has cancelled has ended for everybody, whatever the process would have said; so has a case whose last
/// branch they have ended, unless the process said something itself.
pub(super) fn is_ended_by_hand(command: &str, step: &Step) -> bool {
    match step.instance.phase() {
        Phase::Cancelled { .. } => true,
        Phase::Ended => {
            command == DROPPED && !step.effects.iter().any(|effect| matches!(effect, Effect::Milestone(_)))
        }
        Phase::New | Phase::Running => false,
    }
}
