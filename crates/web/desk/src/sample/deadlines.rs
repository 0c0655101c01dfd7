//! A case with legal clocks in every standing.

use super::{free_case, moment, step};
use crate::case::TypedExtension;
use casework::{CasePage, DeadlineStanding, DeadlineView, ExtensionOffer, StepKind};
use values::{Place, Problem};

/// One clock that can be extended, one that was, one of each other standing.
pub(crate) fn case_with_deadlines() -> CasePage {
    let day = moment().date();
    let offer = |unit| Some(ExtensionOffer { most: 4, unit, until: day });
    let clock = |clock, standing| DeadlineView {
        clock,
        name: String::new(),
        step: None,
        standing,
        extended: None,
        offer: None,
    };
    let running =
        |number, unit| DeadlineView { offer: offer(unit), ..clock(number, DeadlineStanding::Running(day)) };
    let because = Some("Das Gutachten liegt noch nicht vor.".to_owned());
    CasePage {
        deadlines: vec![
            running(0, "weeks"),
            DeadlineView {
                step: Some(step("Unterlagen prüfen", StepKind::Task)),
                ..running(1, "working-days")
            },
            DeadlineView { name: "Frist für die Entscheidung".into(), ..running(2, "days") },
            running(3, "months"),
            running(4, "years"),
            DeadlineView { extended: Some(String::new()), ..clock(5, DeadlineStanding::Running(day)) },
            DeadlineView { extended: because, ..clock(6, DeadlineStanding::Suspended(day)) },
            clock(7, DeadlineStanding::Met(day)),
            clock(8, DeadlineStanding::RanOut(day)),
        ],
        ..free_case()
    }
}

/// An extension that could not be kept.
pub(crate) fn typed_extension() -> TypedExtension {
    let problem = |field| Problem::in_answer(field, "desk-nobody");
    let whole = Problem::new(Place::Whole, "desk-nobody");
    TypedExtension {
        clock: 1,
        amount: "viel".into(),
        reason: String::new(),
        problems: vec![problem("dauer"), problem("grund"), whole],
    }
}
