//! The draft that the samples of the wizard's pages show. Nothing of it reaches a person.

use super::WizardPlaces;
use casework::{DraftPage, DraftState, OtherPlace, PageMark, Summary, TenantSettings, Town};
use forms::{Control, FieldView, PageView, PartView, RawAnswers, Section, SummaryRow};
use values::{DraftId, Moment, Problem, TenantId};

pub(crate) fn places() -> WizardPlaces {
    WizardPlaces {
        base: "/musterstadt/antrag/0".into(),
        above: "/musterstadt/leistung/hundesteuer".into(),
        privacy: "/musterstadt/datenschutz".into(),
    }
}

/// A draft of three pages.
pub(crate) fn draft() -> DraftState {
    let titles = ["Sie", "Ihr Hund", "Zahlung"].into_iter().enumerate();
    DraftState {
        id: DraftId::derived(&[b"sample"]),
        town: Town {
            tenant: TenantId::derived(&[b"sample"]),
            slug: "musterstadt".into(),
            name: "Stadt Musterstadt".into(),
            settings: TenantSettings::default(),
        },
        service: "hundesteuer".into(),
        service_title: "Hund anmelden".into(),
        pages: titles.map(|(index, title)| PageMark { index, title: title.to_owned() }).collect(),
        version: 2,
        saved_at: Moment::from_micros(1_795_440_720_000_000),
        sent_as: None,
        max_file_bytes: 10_000_000,
        parking_key: "0".into(),
    }
}

/// A page of the draft with one question.
pub(crate) fn draft_page(index: usize, problems: Vec<Problem>) -> DraftPage {
    let draft = draft();
    let name = FieldView {
        name: "name".into(),
        id: "name".into(),
        control: Control::Text,
        label: "Name".into(),
        hint: None,
        why: None,
        value: Vec::new(),
        options: Vec::new(),
        required: true,
        readonly: false,
        verified: false,
        upload: None,
        autocomplete: None,
        inputmode: None,
        max_length: None,
        prefix: None,
        suffix: None,
        decides: true,
        problems: problems.clone(),
    };
    let title = draft.title_of(index).to_owned();
    let page = PageView { index, count: 3, title, parts: vec![PartView::Field(Box::new(name))] };
    DraftPage { draft, index, page, problems }
}

/// The answers of a page.
fn section() -> Section {
    let row = |label: &str, value: &str| SummaryRow {
        label: label.to_owned(),
        value: value.to_owned(),
        path: "dog.name".to_owned(),
        files: Vec::new(),
    };
    Section {
        page_index: 1,
        title: "Ihr Hund".into(),
        rows: vec![row("Name des Hundes", "Bello"), row("Chipnummer", "")],
    }
}

/// The draft before sending.
pub(crate) fn summary(incomplete_page: Option<usize>) -> Summary {
    Summary {
        draft: draft(),
        sections: vec![section()],
        incomplete_page,
        trust_level: 0,
        by_post: false,
        other_place: incomplete_page.is_none().then(|| OtherPlace {
            name: "Gelnhausen".into(),
            slug: "gelnhausen".into(),
            town: "Stadt Musterstadt".into(),
            called: "die Stadt Musterstadt".into(),
        }),
        answers: RawAnswers::default(),
    }
}
