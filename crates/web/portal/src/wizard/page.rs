//! What a page of the wizard shows.

use super::Wishes;
use crate::places::{self, DraftPlace};
use askama::Template;
use casework::{DraftPage, DraftState};
use kit::{FormPart, Page, Words};

#[derive(Template)]
#[template(path = "wizard.html")]
pub(crate) struct WizardPage {
    words: Words,
    draft: DraftState,
    number: usize,
    form: FormPart,
    token: String,
    is_change: bool,
}

impl WizardPage {
    pub(super) fn new(words: Words, page: &DraftPage, token: String) -> Self {
        let form = FormPart::new(&page.page, &words);
        Self { draft: page.draft.clone(), number: page.index + 1, form, token, is_change: false, words }
    }

    /// The same, leading back to the summary when the person came from there.
    pub(super) fn back_to(mut self, wishes: &Wishes) -> Self {
        self.is_change = wishes.aendern.is_some();
        self
    }

    fn heading(&self) -> &str {
        self.draft.page_titles.get(self.number - 1).map_or("", String::as_str)
    }

    fn count(&self) -> usize {
        self.draft.page_titles.len()
    }

    fn is_last(&self) -> bool {
        self.number == self.count()
    }

    fn counted(&self, key: &str) -> String {
        let (number, count) = (self.number.to_string(), self.count().to_string());
        self.words.fill(key, &[("number", number.as_str()), ("count", &count), ("title", self.heading())])
    }

    fn go_on(&self) -> String {
        let leads_to_summary = self.is_change || self.is_last();
        self.words.of(if leads_to_summary { "portal-check" } else { "portal-next" })
    }

    /// When the answers were last stored; a draft that was only opened holds none.
    fn saved(&self) -> Option<String> {
        let time = kit::time_of_day(self.draft.saved_at);
        (self.draft.version > 1).then(|| self.words.fill("portal-saved", &[("time", time)]))
    }

    fn action(&self) -> String {
        DraftPlace { slug: &self.draft.town.slug, draft: self.draft.id }.page(self.number)
    }

    fn service(&self) -> String {
        places::service(&self.draft.town.slug, &self.draft.service)
    }
}

impl Page for WizardPage {
    fn title(&self) -> String {
        let step = format!("{} – {}", self.counted("portal-step"), self.draft.service_title);
        if self.form.problems().is_empty() {
            return step;
        }
        self.words.fill("portal-error-prefix", &[("title", step)])
    }

    fn samples(words: &Words) -> Vec<Self> {
        let fresh = crate::sample::draft_page(1, Vec::new());
        let problem = values::Problem::in_answer("name", "forms-missing").with("label", "Name");
        let mended = crate::sample::draft_page(2, vec![problem]);
        [fresh, mended].iter().map(|page| WizardPage::new(words.clone(), page, "0".into())).collect()
    }
}
