//! A page of the wizard as a browser sent it: what was typed, what its button changes and where it leads.

use super::{Wishes, WizardPlaces};
use crate::{Failure, Submitted};
use casework::{PageAsked, PageSent, ReceivedFile, SavedPage, ShowProblems};
use forms::{Edit, RawAnswers, SentPage};
use values::{Language, Problem};

/// Whether the session that a form was made for still goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Session {
    GoesOn,
    HasEnded,
}

/// A page of the wizard as a browser sent it.
#[derive(Debug)]
pub struct SentForm {
    /// Which page, from 0.
    pub index: usize,
    pub(super) form: Submitted,
    pub(super) files: Vec<ReceivedFile>,
    pub(super) problems: Vec<Problem>,
    pub(super) session: Session,
    pub(super) let_by: usize,
}

impl SentForm {
    /// The form sent to the page with this number; people count from 1.
    pub fn new(number: usize, form: Submitted) -> Result<Self, Failure> {
        let (files, problems) = (Vec::new(), Vec::new());
        Ok(Self { index: index(number)?, form, files, problems, session: Session::GoesOn, let_by: 0 })
    }

    /// The page that the answers belong to.
    pub fn asked(&self, language: Language) -> PageAsked {
        PageAsked { index: self.index, language, problems: ShowProblems::No }
    }

    /// What was typed, what the button changes, and the files that came with it.
    pub fn page(&self) -> PageSent {
        let edit = Edit::of_button(self.form.action());
        let page = SentPage { answers: RawAnswers(self.form.answers()), files: Vec::new(), edit };
        PageSent { page, files: self.files.clone() }
    }

    /// The key with which the page can be put aside, when the session it was made for has ended.
    pub fn to_be_parked(&self) -> Option<&str> {
        (self.session == Session::HasEnded).then(|| self.form.get("_merken"))
    }

    /// The page again, for whoever is signed in again.
    pub fn again(&self, places: &WizardPlaces) -> String {
        let change = self.is_change().then_some("aendern=ja");
        let files = (self.let_by > 0).then_some("datei=neu");
        let wishes: Vec<&str> = change.into_iter().chain(files).collect();
        let mark = if wishes.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", places.page(self.index), wishes.join("&"))
    }

    /// How many files came along that nobody kept, because the session had ended.
    pub fn files_let_by(&self) -> usize {
        self.let_by
    }

    /// What is wrong with files that were not kept.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the page changes what is stored although only its fields are asked for: files come and go at once.
    pub fn changes_files(&self) -> bool {
        matches!(Edit::of_button(self.form.action()), Some(Edit::AddFile { .. } | Edit::RemoveFile { .. }))
    }

    /// How the page is shown again.
    pub fn wishes(&self) -> Wishes {
        Wishes { hinweise: None, aendern: self.is_change().then(String::new), datei: None }
    }

    /// Whether the person was changing an answer and goes back to the summary.
    fn is_change(&self) -> bool {
        !self.form.get("_aendern").is_empty()
    }

    /// Where the button leads. "Zurück" and "Später" lead away even from a page with gaps; "Weiter" does not.
    pub fn way_on(&self, places: &WizardPlaces, saved: &SavedPage) -> String {
        let change = self.is_change();
        let here = places.page(self.index);
        if let Some(edit) = Edit::of_button(self.form.action()) {
            let query = if change { "?aendern=ja" } else { "" };
            return format!("{here}{query}#{}", edit.place());
        }
        match self.form.action() {
            "back" => saved.draft.page_before(self.index).map_or(here, |index| places.page(index)),
            "later" => places.later(),
            "sign-in" => format!("/anmelden?zu={here}"),
            _ if !saved.problems.is_empty() && change => format!("{here}?hinweise=ja&aendern=ja"),
            _ if !saved.problems.is_empty() => format!("{here}?hinweise=ja"),
            _ if change => places.summary(),
            _ => saved.draft.page_after(self.index).map_or(places.summary(), |index| places.page(index)),
        }
    }
}

/// People count pages from 1.
pub(super) fn index(number: usize) -> Result<usize, Failure> {
    number.checked_sub(1).ok_or(Failure::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way_on(fields: &[(&str, &str)], problems: usize) -> String {
        let fields: Vec<_> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let problem = values::Problem::in_answer("name", "forms-missing");
        let draft = casework::DraftState {
            pages: [0, 2].map(|index| casework::PageMark { index, title: String::new() }).to_vec(),
            ..super::super::sample::draft()
        };
        let saved = SavedPage { draft, problems: vec![problem; problems] };
        let sent = SentForm::new(1, Submitted::from(fields)).expect("a page");
        sent.way_on(&super::super::sample::places(), &saved)
    }

    /// A person goes on past pages that do not concern them, comes back to what they were changing, and stays where
    /// something is missing unless they want to pause.
    #[test]
    fn every_button_leads_where_it_says() {
        let base = super::super::sample::places().base;
        assert_eq!(way_on(&[("action", "next")], 0), format!("{base}/3"));
        assert_eq!(way_on(&[("action", "next")], 1), format!("{base}/1?hinweise=ja"));
        assert_eq!(way_on(&[("action", "next"), ("_aendern", "ja")], 0), format!("{base}/pruefen"));
        assert_eq!(way_on(&[("action", "later")], 1), format!("{base}/spaeter"));
        assert_eq!(way_on(&[("action", "back")], 1), format!("{base}/1"));
        assert_eq!(way_on(&[("action", "upload:dogs[1].proof")], 1), format!("{base}/1#dogs-1-proof"));
        assert_eq!(way_on(&[("action", "remove:dogs[1]")], 1), format!("{base}/1#dogs"));
        let change = way_on(&[("action", "add:dogs"), ("_aendern", "ja")], 1);
        assert_eq!(change, format!("{base}/1?aendern=ja#dogs"));
    }
}
