//! The documents of a case: letters with their delivery, and what people have sent in.

use crate::places;
use askama::Template;
use casework::{CaseDocument, CasePage};
use kit::Words;

/// This part of the page.
#[derive(Template)]
#[template(path = "documents.html")]
pub(super) struct Documents<'a> {
    pub(super) words: &'a Words,
    pub(super) slug: &'a str,
    pub(super) case: &'a CasePage,
}

impl Documents<'_> {
    fn view(&self, document: &CaseDocument) -> Option<String> {
        let is_shown = matches!(document.media_type.as_str(), "application/pdf" | "image/png" | "image/jpeg");
        is_shown.then(|| places::view_document(self.slug, self.case.case, document.id))
    }

    fn is_picture(&self, document: &CaseDocument) -> bool {
        document.media_type.starts_with("image/")
    }

    fn view_name(&self, document: &CaseDocument) -> String {
        self.words.fill("desk-case-view", &[("title", &document.title)])
    }

    fn document(&self, document: &CaseDocument) -> String {
        places::document(self.slug, self.case.case, document.id)
    }

    fn download(&self, document: &CaseDocument) -> String {
        self.words.fill("desk-case-download", &[("title", &document.title)])
    }

    fn facts(&self, document: &CaseDocument) -> String {
        let (size, date) = (kit::size(document.size_bytes), kit::date_time(document.created_at));
        self.words.fill("desk-case-document-facts", &[("size", size), ("date", date)])
    }

    fn stranger(&self, document: &CaseDocument) -> Option<String> {
        document.is_upload.then(|| self.words.of("desk-case-upload"))
    }

    fn letter(&self, document: &CaseDocument) -> String {
        places::letter(self.slug, self.case.case, document.id)
    }

    fn delivery(&self, document: &CaseDocument) -> Vec<String> {
        let first = match (document.delivered_at, document.delivery.posted_on) {
            (_, Some(day)) => self.words.fill("desk-case-posted", &[("date", kit::day(day))]),
            (Some(at), None) => self.words.fill("desk-case-delivered", &[("date", kit::date_time(at))]),
            (None, None) => self.words.of("desk-case-not-delivered"),
        };
        std::iter::once(first).chain(kit::letter::delivery_lines(&document.delivery, self.words)).collect()
    }
}
