//! A case in which people choose what is done.

use super::{case, journal, task};
use cases::CaseStatus;
use casework::{CasePage, ChoiceView, Consequence, StepToBegin, TaskView};

fn choosing(choice: ChoiceView) -> CasePage {
    let asked = TaskView { name: "Antrag untersuchen".into(), due: None, choice: Some(choice), ..task() };
    let mut page = case(CaseStatus::InProgress, vec![asked]);
    page.journal.push(journal(3, "activate", "staff", "Petra Weber"));
    page.journal.push(journal(4, "finish-ad-hoc", "staff", "Petra Weber"));
    page
}

/// Two steps can be begun, and it can be said that nothing more is to be done.
pub(crate) fn choosing_case() -> CasePage {
    let step = |element: &str, name: &str, groups: &[&str]| StepToBegin {
        element: element.into(),
        name: name.into(),
        groups: groups.iter().map(|group| (*group).into()).collect(),
    };
    let dropped = Consequence::TaskDropped { name: "Ort besichtigen".into() };
    choosing(ChoiceView {
        steps: 7,
        to_begin: vec![
            step("expertise", "Gutachten einholen", &["Gesundheitsamt"]),
            step("pause", "Eine Woche warten", &[]),
        ],
        finish: Some(vec![dropped]),
    })
}

/// One step is done after the other, and one is open.
pub(crate) fn in_turn_case() -> CasePage {
    choosing(ChoiceView { steps: 8, to_begin: Vec::new(), finish: None })
}
