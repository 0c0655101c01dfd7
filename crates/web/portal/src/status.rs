//! Where a case stands: what the applicant has to do, what happened and is still to come, what was delivered.

use crate::{guest, places};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use cases::CaseStatus;
use casework::{DeliveredDocument, Refusal, StatusPage};
use kit::{Failure, Page, Visitor, Web, Words};

/// `GET /{slug}/vorgang/{number}`. Whoever has not opened the case yet is asked for the code.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, number)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let case = match web.casework.status_page(&actor, &town, &number, visitor.language).await {
        Err(Refusal::NotFound | Refusal::NotAllowed) => {
            return Ok(Redirect::to(&places::status_form(&slug, &number)).into_response());
        }
        case => case?,
    };
    let words = web.frame.words(visitor.language);
    Ok(web.page(guest::shell(visitor, &town), &CaseStatusPage { words, case }))
}

#[derive(Template)]
#[template(path = "status.html")]
pub(crate) struct CaseStatusPage {
    words: Words,
    case: StatusPage,
}

/// A line of the timeline.
struct Line {
    word: String,
    when: String,
    class: &'static str,
}

impl CaseStatusPage {
    fn heading(&self) -> String {
        self.words.fill("portal-status-title", &[("number", &self.case.number)])
    }

    fn status_word(&self, status: CaseStatus) -> String {
        self.words.of(&format!("kit-status-{}", status.key()))
    }

    fn now(&self) -> String {
        self.status_word(self.case.status)
    }

    fn expected(&self) -> String {
        self.words.of(&format!("portal-expected-{}", self.case.status.key()))
    }

    fn is_over(&self) -> bool {
        matches!(self.case.status, CaseStatus::Decided | CaseStatus::Ended)
    }

    /// What happened, then what still comes in the ordinary course.
    fn timeline(&self) -> Vec<Line> {
        let last = self.case.timeline.len().saturating_sub(1);
        let happened = self.case.timeline.iter().enumerate().map(|(position, entry)| Line {
            word: self.status_word(entry.status),
            when: kit::date_time(entry.at),
            class: if position == last && !self.is_over() { "is-current" } else { "is-done" },
        });
        happened.chain(self.to_come()).collect()
    }

    fn to_come(&self) -> impl Iterator<Item = Line> {
        let reached = |status: &CaseStatus| self.case.timeline.iter().any(|entry| entry.status == *status);
        let course =
            if self.is_over() { &[][..] } else { &[CaseStatus::InProgress, CaseStatus::Decided][..] };
        course.iter().filter(move |status| !reached(status)).map(|status| Line {
            word: self.status_word(*status),
            when: self.words.of("portal-status-coming"),
            class: "is-coming",
        })
    }

    fn document(&self, document: &DeliveredDocument) -> String {
        places::document(&self.case.town.slug, &self.case.number, document.id)
    }

    fn letter(&self, document: &DeliveredDocument) -> String {
        places::letter(&self.case.town.slug, &self.case.number, document.id)
    }

    fn delivery(&self, document: &DeliveredDocument) -> Vec<String> {
        kit::letter::delivery_lines(&document.delivery, &self.words)
    }

    fn receipt(&self) -> String {
        places::receipt(&self.case.town.slug, &self.case.number)
    }

    fn download(&self, document: &DeliveredDocument) -> String {
        self.words.fill("portal-status-download", &[("title", &document.title)])
    }

    fn facts(&self, document: &DeliveredDocument) -> String {
        let (size, date) = (kit::size(document.size_bytes), kit::date(document.delivered_at));
        self.words.fill("portal-status-document-facts", &[("size", size), ("date", date)])
    }
}

impl Page for CaseStatusPage {
    fn title(&self) -> String {
        format!("{} – {}", self.heading(), self.case.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |status| CaseStatusPage { words: words.clone(), case: crate::sample::case(status) };
        CaseStatus::ALL.into_iter().map(page).collect()
    }
}
