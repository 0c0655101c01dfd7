//! What the samples of entering applications show.

use super::moment;
use casework::{Entered, EntryDraft, EntryPage, EntryProcedure, EntryService, Receipt};
use values::{CaseId, DraftId};

pub(crate) fn entries() -> EntryPage {
    let procedure = |key: &str, title: &str| EntryProcedure { key: key.into(), title: title.into() };
    EntryPage {
        services: vec![EntryService {
            key: "hundesteuer".into(),
            title: "Hundesteuer".into(),
            procedures: vec![
                procedure("register", "Hund anmelden"),
                procedure("deregister", "Hund abmelden"),
            ],
        }],
        begun: vec![EntryDraft {
            draft: DraftId::derived(&[b"sample"]),
            title: "Hund anmelden".into(),
            changed_at: moment(),
        }],
    }
}

pub(crate) fn entered() -> Entered {
    Entered {
        case: CaseId::derived(&[b"sample"]),
        receipt: Receipt {
            number: "2026-00042".into(),
            code: "ABCD-EFGH-JKLM".into(),
            received_at: moment(),
            service_title: "Hund anmelden".into(),
            next: "Wir prüfen Ihre Angaben.".into(),
            aim: moment().date(),
            arrived: None,
        },
    }
}
