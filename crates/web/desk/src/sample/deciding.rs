//! Cases on which somebody decides, for the samples. Nothing of it reaches a person.

use super::{case, days, my_case, step, task};
use cases::{CaseStatus, Way};
use casework::{
    CasePage, Consequence, Foreseen, FourEyes, LetterPreview, StepKind, TaskView, TextBlock, WayToPay,
};
use values::{Money, TaskId};

/// A case whose task is mine, with everything that can follow and a text block for the reasons.
pub(crate) fn deciding_case() -> CasePage {
    let mut case = my_case();
    let task = &mut case.tasks[0];
    let block = TextBlock {
        key: "decision_note.moved".into(),
        field: "note".into(),
        title: "Umzug".into(),
        text: "Sie sind umgezogen.".into(),
    };
    task.form.as_mut().expect("my task has a form").blocks.push(block);
    let letter = LetterPreview {
        title: "Bescheid über Hundesteuer".into(),
        page: "<p>Guten Tag,</p><h2>Entscheidung</h2><p>Wir setzen 90,00\u{a0}€ fest.</p>".into(),
    };
    let consequences = all_consequences();
    task.foreseen = Some(Foreseen { consequences, letters: vec![letter], letters_after: None });
    case
}

/// The same for a letter that is written only after a release, and one that cannot be shown yet.
pub(crate) fn preparing_case() -> CasePage {
    let mut case = deciding_case();
    let release = case.tasks[0].foreseen.as_mut().expect("it is foreseen");
    release.letters_after = Some("Ermäßigung freigeben".into());
    let mut second = case.tasks[0].clone();
    second.id = TaskId::derived(&[b"second"]);
    let letter = Consequence::Letter { title: "Bescheid".into() };
    second.foreseen = Some(Foreseen { consequences: vec![letter], ..Foreseen::default() });
    second.form = None;
    case.tasks.push(second);
    case
}

/// A case whose task leads to nothing that could be told.
pub(crate) fn unlettered_case() -> CasePage {
    let mut case = my_case();
    case.tasks[0].foreseen = Some(Foreseen::default());
    case
}

/// A case that waits for a second pair of eyes: not mine, and not theirs.
pub(crate) fn released_case() -> CasePage {
    let did = || vec!["Anmeldung prüfen".to_owned()];
    let others = FourEyes::Others { who: vec!["Petra Weber".into()], did: did() };
    let not_you = TaskView { four_eyes: Some(FourEyes::You { did: did() }), may_take: false, ..task() };
    case(CaseStatus::InProgress, vec![not_you, TaskView { four_eyes: Some(others), ..task() }])
}

fn all_consequences() -> Vec<Consequence> {
    let name = || "Marke versenden".to_owned();
    let paid = |way, due, waits| Consequence::Payment { amount: Money::from_cents(9_000), way, due, waits };
    let opened = |due, is_for_others| Consequence::Task {
        name: name(),
        groups: vec!["Steueramt".into(), "Bürgerbüro".into()],
        due,
        is_for_others,
    };
    let mut all = vec![
        Consequence::Letter { title: "Bescheid über Hundesteuer".into() },
        Consequence::NothingToPay,
        Consequence::Question { until: Some(days(14)) },
        Consequence::Question { until: None },
        Consequence::Mail,
        Consequence::Recorded { kind: "Hund".into(), titles: vec!["Bello".into(), "Rex".into()] },
        Consequence::RecordEnded { kind: "Hund".into() },
        Consequence::Job { step: step("Bescheid drucken", StepKind::Automatic) },
        opened(Some(days(14)), true),
        opened(None, false),
        Consequence::TaskDropped { name: name() },
        Consequence::Timer { step: step("Widerspruchsfrist abwarten", StepKind::Waiting), until: days(40) },
        Consequence::Status(CaseStatus::Decided),
        Consequence::Stuck { step: step("", StepKind::Gateway) },
        Consequence::End,
    ];
    for way in [Way::Postbox, Way::StatusPage, Way::Post, Way::Certificate] {
        all.push(Consequence::Delivery { way, is_told: way == Way::Postbox });
    }
    for way in [WayToPay::Online, WayToPay::Transfer, WayToPay::Debit] {
        all.extend([paid(way, None, true), paid(way, Some(days(30)), false)]);
    }
    all
}
