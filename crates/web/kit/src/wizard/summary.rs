//! Every answer before it is sent: each page can still be changed, then one button sends.

use super::WizardPlaces;
use crate::{Page, Words};
use askama::Template;
use casework::{OtherPlace, Summary};
use forms::{FileAnswer, Section};
use values::Language;

/// What whoever sends declares, and what the button says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// One sentence a paragraph.
    pub declarations: Vec<String>,
    /// The words on the button.
    pub button: String,
    /// The field for the day on which a paper was received.
    pub received: Option<ReceivedField>,
}

/// The field for the day on which a paper was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedField {
    /// What stands in it: `2026-11-20`.
    pub value: String,
    /// The last day that can be chosen, in the same form.
    pub latest: String,
    /// What has to be mended.
    pub problem: Option<String>,
}

impl Sending {
    /// For people who apply for themselves.
    pub fn by_applicant(words: &Words) -> Self {
        let declarations = vec![words.of("kit-summary-declare-true")];
        Self { declarations, button: words.of("kit-summary-send"), received: None }
    }
}

/// What stands before sending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Gate {
    /// Nothing.
    #[default]
    Open,
    /// The choice between postbox and post.
    Postbox {
        /// Whether post was chosen before.
        by_post: bool,
    },
    /// Whoever sends has to sign in first.
    Closed {
        /// Why.
        text: String,
        /// Where that happens.
        to: String,
        /// The words of the link.
        go: String,
    },
}

/// The page of all answers.
#[derive(Template)]
#[template(path = "summary.html")]
pub struct SummaryPage {
    words: Words,
    places: WizardPlaces,
    summary: Summary,
    sending: Sending,
    gate: Gate,
    token: String,
}

impl SummaryPage {
    /// The page at these places, in a form that carries this token; what is declared is that of an applicant.
    pub fn new(words: Words, summary: Summary, places: WizardPlaces, token: String) -> Self {
        Self { sending: Sending::by_applicant(&words), gate: Gate::Open, summary, places, token, words }
    }

    /// The same for somebody who sends with other words.
    #[must_use]
    pub fn sent_with(mut self, sending: Sending) -> Self {
        self.sending = sending;
        self
    }

    /// The same with what stands before sending.
    #[must_use]
    pub fn behind(mut self, gate: Gate) -> Self {
        self.gate = gate;
        self
    }

    fn change(&self, section: &Section) -> String {
        format!("{}?aendern=ja", self.places.page(section.page_index))
    }

    fn change_label(&self, section: &Section) -> String {
        self.words.fill("kit-summary-change-of", &[("section", &section.title)])
    }

    fn incomplete_text(&self, index: &usize) -> String {
        self.words.fill("kit-summary-incomplete-text", &[("page", self.summary.draft.title_of(*index))])
    }

    fn complete(&self, index: &usize) -> String {
        format!("{}?hinweise=ja&aendern=ja", self.places.page(*index))
    }

    fn other_place(&self, key: &str, place: &OtherPlace) -> String {
        let town = match self.words.language() {
            Language::De => &place.called,
            Language::En => &place.town,
        };
        self.words.fill(key, &[("place", &place.name), ("town", town)])
    }

    fn facts(&self, file: &FileAnswer) -> String {
        crate::form::facts(file)
    }

    fn back(&self) -> String {
        self.places.page(self.summary.draft.page_before(usize::MAX).unwrap_or(0))
    }
}

impl Page for SummaryPage {
    fn title(&self) -> String {
        format!("{} – {}", self.words.of("kit-summary-title"), self.summary.draft.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |incomplete| {
            let summary = super::sample::summary(incomplete);
            SummaryPage::new(words.clone(), summary, super::sample::places(), "0".into())
        };
        let (text, go) = (words.of("kit-postbox-consent"), words.of("kit-sign-in"));
        let closed = Gate::Closed { text, to: "/anmelden".into(), go };
        let by_post = Gate::Postbox { by_post: true };
        let problem = Some(words.of("kit-summary-incomplete-title"));
        let day = || "2026-11-20".to_owned();
        let received = Some(ReceivedField { value: day(), latest: day(), problem });
        let for_others = Sending { received, ..Sending::by_applicant(words) };
        vec![
            page(None),
            page(Some(1)),
            page(None).behind(by_post),
            page(None).behind(closed),
            page(None).sent_with(for_others),
        ]
    }
}
