//! What a page of the wizard shows.

use super::{Wishes, WizardPlaces};
use crate::{FormPart, Page, Words};
use askama::Template;
use casework::{DraftPage, DraftState};

/// A page of the wizard.
#[derive(Template)]
#[template(path = "wizard.html")]
pub struct WizardPage {
    words: Words,
    places: WizardPlaces,
    draft: DraftState,
    index: usize,
    form: FormPart,
    token: String,
    is_change: bool,
    sign_in: Option<String>,
    has_lost_files: bool,
}

impl WizardPage {
    /// The page at these places, in a form that carries this token.
    pub fn new(words: Words, page: &DraftPage, places: WizardPlaces, token: String) -> Self {
        let form = super::fields(page, &words, &places);
        Self {
            draft: page.draft.clone(),
            index: page.index,
            form,
            token,
            is_change: false,
            sign_in: None,
            has_lost_files: false,
            words,
            places,
        }
    }

    /// The same, leading back to the summary when the person came from there, and saying which files are missing.
    #[must_use]
    pub fn back_to(mut self, wishes: &Wishes) -> Self {
        self.is_change = wishes.is_change();
        self.has_lost_files = wishes.has_lost_files();
        self
    }

    /// The same with a button that stores what was typed and leads to signing in.
    #[must_use]
    pub fn offering(mut self, sign_in: Option<String>) -> Self {
        self.sign_in = sign_in;
        self
    }

    fn heading(&self) -> &str {
        self.draft.title_of(self.index)
    }

    fn step(&self) -> usize {
        self.draft.step_of(self.index).unwrap_or(1)
    }

    fn count(&self) -> usize {
        self.draft.pages.len()
    }

    fn has_before(&self) -> bool {
        self.draft.page_before(self.index).is_some()
    }

    fn counted(&self, key: &str) -> String {
        let (number, count) = (self.step().to_string(), self.count().to_string());
        self.words.fill(key, &[("number", number.as_str()), ("count", &count), ("title", self.heading())])
    }

    fn go_on(&self) -> String {
        let leads_to_summary = self.is_change || self.draft.page_after(self.index).is_none();
        self.words.of(if leads_to_summary { "kit-check" } else { "kit-next" })
    }

    /// When the answers were last stored; a draft that was only opened holds none.
    fn saved(&self) -> Option<String> {
        let time = crate::time_of_day(self.draft.saved_at);
        (self.draft.version > 1).then(|| self.words.fill("kit-saved", &[("time", time)]))
    }
}

impl Page for WizardPage {
    fn title(&self) -> String {
        let step = format!("{} – {}", self.counted("kit-step"), self.draft.service_title);
        if self.form.problems().is_empty() {
            return step;
        }
        self.words.fill("kit-error-prefix", &[("title", step)])
    }

    fn samples(words: &Words) -> Vec<Self> {
        let fresh = super::sample::draft_page(1, Vec::new());
        let problem = values::Problem::in_answer("name", "forms-missing").with("label", "Name");
        let mended = super::sample::draft_page(2, vec![problem]);
        let page = |page| WizardPage::new(words.clone(), page, super::sample::places(), "0".into());
        let lost = super::Wishes { datei: Some(String::new()), ..super::Wishes::default() };
        vec![page(&fresh), page(&mended), page(&fresh).back_to(&lost)]
    }
}
