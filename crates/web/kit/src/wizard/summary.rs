//! Every answer before it is sent: each page can still be changed, then one button sends.

use super::WizardPlaces;
use crate::{Page, Words};
use askama::Template;
use casework::Summary;
use forms::{FileAnswer, Section};

/// What whoever sends declares, and what the button says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// One sentence a paragraph.
    pub declarations: Vec<String>,
    /// The words on the button.
    pub button: String,
}

impl Sending {
    /// For people who apply for themselves.
    pub fn by_applicant(words: &Words) -> Self {
        let declarations = vec![words.of("kit-summary-declare-true")];
        Self { declarations, button: words.of("kit-summary-send") }
    }
}

/// The page of all answers.
#[derive(Template)]
#[template(path = "summary.html")]
pub struct SummaryPage {
    words: Words,
    places: WizardPlaces,
    summary: Summary,
    sending: Sending,
    token: String,
}

impl SummaryPage {
    /// The page at these places, in a form that carries this token; what is declared is that of an applicant.
    pub fn new(words: Words, summary: Summary, places: WizardPlaces, token: String) -> Self {
        Self { sending: Sending::by_applicant(&words), summary, places, token, words }
    }

    /// The same for somebody who sends with other words.
    #[must_use]
    pub fn sent_with(mut self, sending: Sending) -> Self {
        self.sending = sending;
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
        vec![page(None), page(Some(1))]
    }
}
