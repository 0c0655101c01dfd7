//! A case that is taken in hand, and what could not be done with it.

use super::{moment, step, stuck_case};
use crate::stuck::TypedWay;
use casework::{
    Corrections, Emptied, KnownValue, SetRight, StepKind, StepName, StuckCase, StuckPlace, ValueKind, WayOn,
};
use values::{CaseId, Place, Problem};

const STUCK: &str = "i1";

/// A case that is stuck at one place, waits at another, and knows a value of each kind.
pub(crate) fn taken_in_hand() -> StuckCase {
    let value = |path: &str, label: &str, shown: &str, kind| KnownValue {
        path: path.into(),
        label: label.into(),
        shown: shown.into(),
        kind,
    };
    let day = moment().date().to_string();
    let stuck = StuckPlace {
        place: STUCK.into(),
        step: step("Bescheid schreiben", StepKind::Automatic),
        incident: stuck_case().incidents.pop(),
        may_retry: true,
        values: vec![
            value("dog.name", "Name des Hundes", "Bello", ValueKind::Text),
            value("dog.colour", "Farbe", "", ValueKind::Text),
            value("dog.chip", "dog.chip", "null", ValueKind::Feel),
            value("tax.due_cents", "tax.due_cents", "9000", ValueKind::Number),
            value("dog.listed", "dog.listed", "false", ValueKind::YesNo),
            value("dog.assisted", "dog.assisted", "true", ValueKind::YesNo),
            value("dog.born", "Geburtstag", &day, ValueKind::Day),
            value("dog.chips", "dog.chips", "[1, 2]", ValueKind::Feel),
        ],
        targets: vec![
            StepName { id: "check".into(), ..step("Anmeldung prüfen", StepKind::Task) },
            StepName { id: "reject".into(), ..step("", StepKind::Automatic) },
        ],
        may_end: true,
    };
    let waiting = StuckPlace {
        place: "e3".into(),
        step: step("", StepKind::Waiting),
        incident: None,
        may_retry: false,
        values: Vec::new(),
        ..stuck.clone()
    };
    StuckCase {
        case: CaseId::derived(&[b"sample"]),
        number: "2026-00042".into(),
        service_title: "Hund anmelden".into(),
        steps: 7,
        places: vec![stuck, waiting],
        has_more: true,
        may_set_right: true,
        may_cancel: true,
    }
}

/// Each way with something to mend.
pub(crate) fn typed_ways() -> Vec<TypedWay> {
    let problem = |field: &str| Problem::in_answer(field, "desk-nobody");
    let corrected = WayOn::Corrected(Corrections {
        typed: [("dog.listed", "ja"), ("dog.name", "Rex")]
            .map(|(path, text)| (path.into(), text.into()))
            .into(),
        emptied: [("dog.name".into(), Emptied::Blank)].into(),
        other: ("paid".into(), "maybe".into()),
    });
    let ways = [
        ("berichtigen", STUCK, corrected),
        ("weiterfuehren", STUCK, WayOn::At("reject".into())),
        ("beenden", "e3", WayOn::Ended),
        ("abbrechen", "", WayOn::Cancelled),
    ];
    let typed = |(action, place, way): (&str, &str, WayOn)| TypedWay {
        action: action.into(),
        asked: SetRight { place: place.into(), way, reason: "Bitte".into(), steps: "7".into() },
        problems: ["grund", "schritt", "wert.dog.name", "name", "feel"]
            .map(problem)
            .into_iter()
            .chain([Problem::new(Place::Whole, "desk-nobody")])
            .collect(),
    };
    ways.into_iter().map(typed).collect()
}
