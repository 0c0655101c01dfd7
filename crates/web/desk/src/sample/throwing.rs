//! A case whose task can be left another way than by doing it.

use super::{case, journal, my_case};
use crate::case::TypedThrow;
use cases::CaseStatus;
use casework::{CasePage, Consequence, TaskView, ThrowView, ThrownFromTask, ThrownSort};
use values::{Place, Problem};

/// One way of each sort.
pub(crate) fn throwing_case() -> CasePage {
    let mine = my_case();
    let way = |element: &str, name: &str, sort| ThrowView {
        element: element.into(),
        name: name.into(),
        sort,
        steps: 7,
        follows: vec![Consequence::TaskDropped { name: "Anmeldung prüfen".into() }],
    };
    let throws = vec![
        way("unusable", "Unterlagen unbrauchbar", ThrownSort::Error),
        way("other_office", "Ordnungsamt", ThrownSort::Escalation),
        way("head", "Amtsleitung", ThrownSort::EscalationBeside),
    ];
    let with_ways = |task: TaskView| TaskView { throws: throws.clone(), ..task };
    let mut page = case(CaseStatus::InProgress, mine.tasks.into_iter().map(with_ways).collect());
    page.journal.push(journal(3, "fail-task", "staff", "Petra Weber"));
    page.journal.push(journal(4, "escalate-task", "staff", "Petra Weber"));
    page
}

/// One that could not be gone.
pub(crate) fn typed_throw() -> TypedThrow {
    let page = throwing_case();
    TypedThrow {
        asked: ThrownFromTask {
            case: page.case,
            task: page.tasks[0].id,
            element: "head".into(),
            reason: String::new(),
            steps: 7,
        },
        problems: vec![Problem::in_answer("grund", "desk-nobody"), Problem::new(Place::Whole, "desk-nobody")],
    }
}
