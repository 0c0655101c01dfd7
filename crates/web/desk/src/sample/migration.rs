//! Cases on their way into a newer release.

use super::{moment, step};
use casework::{
    MigrationChange, MigrationPage, Misfit, OutdatedCase, OutdatedCases, OutdatedStanding, Previewed, Rename,
    StepKind, StepName,
};
use values::{CaseId, Place, Problem};

/// A case that runs in the newest release, and can still be taken back.
pub(crate) fn newest_case() -> MigrationPage {
    MigrationPage {
        case: CaseId::derived(&[b"sample"]),
        number: "2026-00042".into(),
        service_title: "Hund anmelden".into(),
        version: "1.1.0".into(),
        published_at: moment(),
        previewed: Previewed { release: "0".into(), steps: "7".into(), plan: "0".into() },
        is_newest: true,
        renames: Vec::new(),
        problems: Vec::new(),
        changes: Vec::new(),
        may_undo: true,
        may_read: true,
    }
}

/// A case that would not fit, seen by somebody who may not read it.
pub(crate) fn unfit_migration() -> MigrationPage {
    let steps = vec![("element", step("", StepKind::Task))];
    let problem = Problem::new(Place::Whole, "desk-nobody");
    MigrationPage {
        problems: vec![Misfit { problem, steps }],
        changes: Vec::new(),
        may_read: false,
        ..fitting_migration()
    }
}

/// A case that fits with a step that is called differently.
pub(crate) fn fitting_migration() -> MigrationPage {
    let rename = Rename {
        step: StepName { id: "check".into(), ..step("Anmeldung prüfen", StepKind::Task) },
        choices: vec![
            StepName { id: "examine".into(), ..step("Antrag ansehen", StepKind::Task) },
            step("", StepKind::Task),
        ],
        chosen: "examine".into(),
    };
    MigrationPage {
        is_newest: false,
        renames: vec![rename],
        changes: vec![
            MigrationChange::Task("Antrag ansehen".into()),
            MigrationChange::Waits(step("Antrag zurückgezogen", StepKind::Waiting)),
            MigrationChange::WaitsNoMore(step("", StepKind::Clock)),
        ],
        may_undo: false,
        ..newest_case()
    }
}

/// One of each standing.
pub(crate) fn outdated() -> OutdatedCases {
    let case = |number: u8, standing| OutdatedCase {
        case: CaseId::derived(&[&[number]]),
        number: format!("2026-{number:05}"),
        service: "hundesteuer".into(),
        service_title: "Hund anmelden".into(),
        standing,
    };
    OutdatedCases {
        cases: OutdatedStanding::ALL
            .into_iter()
            .zip(41..)
            .map(|(standing, number)| case(number, standing))
            .collect(),
        next: Some("2026-00043".into()),
    }
}
