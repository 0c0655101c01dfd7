//! Where a case stands: what the applicant has to do, what happened and is still to come, what was delivered.

use crate::payment::PaymentBox;
use crate::question::{QuestionBox, TypedAnswer};
use crate::{guest, places, way_in};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use cases::CaseStatus;
use casework::{
    CaseQuestion, DeliveredDocument, ExtendedDeadline, PaymentStanding, PaymentView, StatusPage, UploadLimits,
};
use kit::{Failure, Page, Visitor, Web, Words};
use serde::Deserialize;
use values::Moment;

/// `GET /{slug}/vorgang/{number}`. Whoever has not opened the case yet is shown the way in.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, number)): Path<(String, String)>,
    Query(told): Query<Told>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let case = match web.casework.status_page(&actor, &town, &number, visitor.language).await {
        Err(refusal) => return way_in::instead(&web, &visitor, (&actor, &town, &number), refusal).await,
        Ok(case) => case,
    };
    let words = web.frame.words(visitor.language);
    let (token, limits) = (guest::case_token(&web, &visitor), web.casework.upload_limits().clone());
    Ok(web.page(
        guest::shell(visitor, &town),
        &CaseStatusPage { words, case, token, limits, told: told.hinweis, typed: None },
    ))
}

/// The page again, with an answer as it was typed.
pub(crate) async fn with_answer(
    web: &Web,
    (slug, number): (&str, &str),
    visitor: Visitor,
    typed: TypedAnswer,
) -> Result<Response, Failure> {
    let town = web.town(slug).await?;
    let actor = guest::actor(web, &visitor).await?;
    let case = web.casework.status_page(&actor, &town, number, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    let token = guest::case_token(web, &visitor);
    let limits = web.casework.upload_limits().clone();
    let page = CaseStatusPage { words, case, token, limits, told: None, typed: Some(typed) };
    Ok(web.page(guest::shell(visitor, &town), &page))
}

/// What has just happened, as the address says it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Told {
    hinweis: Option<Notice>,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Notice {
    /// The answer has arrived.
    #[serde(rename = "beantwortet")]
    Answered,
    /// The application is withdrawn.
    #[serde(rename = "zurueckgezogen")]
    Withdrawn,
    /// It was too late to withdraw.
    #[serde(rename = "zu-spaet")]
    TooLate,
}

#[derive(Template)]
#[template(path = "status.html")]
pub(crate) struct CaseStatusPage {
    words: Words,
    case: StatusPage,
    token: String,
    limits: UploadLimits,
    told: Option<Notice>,
    typed: Option<TypedAnswer>,
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
        self.status_word(self.standing())
    }

    fn standing(&self) -> CaseStatus {
        CaseQuestion::standing(self.case.status, &self.case.questions)
    }

    /// What has just happened: the class of the alert, and the sentence.
    fn told(&self) -> Option<(&'static str, String)> {
        let (class, key) = match self.told? {
            Notice::Answered => ("success", "portal-told-answered"),
            Notice::Withdrawn => ("success", "portal-told-withdrawn"),
            Notice::TooLate => ("warning", "portal-told-too-late"),
        };
        Some((class, self.words.of(key)))
    }

    /// An answer that was not sent, because its question is not open here: what was written is not lost.
    fn unsent(&self) -> Option<&str> {
        let typed = self.typed.as_ref()?;
        let is_open =
            |question: &CaseQuestion| question.id == typed.question && question.answered_at.is_none();
        let is_lost = !self.case.questions.iter().any(is_open);
        is_lost.then(|| typed.text.trim())
    }

    /// What the office asks and nobody has answered yet.
    fn open_questions(&self) -> askama::Result<String> {
        self.questions(|question| question.answered_at.is_none())
    }

    /// What the office asked, with the answers.
    fn answered_questions(&self) -> askama::Result<String> {
        self.questions(|question| question.answered_at.is_some())
    }

    fn questions(&self, wanted: impl Fn(&&CaseQuestion) -> bool) -> askama::Result<String> {
        let boxes = self.case.questions.iter().filter(wanted).map(|question| QuestionBox {
            words: &self.words,
            question,
            action: places::answer(&self.case.town.slug, &self.case.number, question.id),
            token: &self.token,
            limits: &self.limits,
            typed: self.typed.as_ref().filter(|typed| typed.question == question.id),
        });
        boxes.map(|question| question.render()).collect()
    }

    fn extended_until(&self, deadline: &ExtendedDeadline) -> String {
        match deadline.last_day {
            Some(day) => self.words.fill("portal-extended-until", &[("date", kit::day(day))]),
            None => self.words.of("portal-extended-suspended"),
        }
    }

    fn withdraw(&self) -> Option<String> {
        self.case.may_withdraw.then(|| places::withdraw(&self.case.town.slug, &self.case.number))
    }

    fn expected(&self) -> String {
        if self.case.questions.iter().any(|question| question.answered_at.is_none()) {
            return self.words.of("portal-expected-answer");
        }
        if self.case.payments.iter().any(|payment| payment.debit.is_none() && is_open(payment)) {
            return self.words.of("portal-expected-pay");
        }
        let decided = self.case.timeline.iter().any(|entry| entry.status == CaseStatus::Decided);
        if self.case.status == CaseStatus::Ended && decided && !self.case.documents.is_empty() {
            return self.words.of("portal-expected-ended-read");
        }
        self.words.of(&format!("portal-expected-{}", self.standing().key()))
    }

    /// What is to be paid or was paid.
    fn payments(&self) -> askama::Result<String> {
        let boxes = self.case.payments.iter().map(|payment| PaymentBox {
            words: &self.words,
            payment,
            pay: places::pay(&self.case.town.slug, &self.case.number, payment.id),
            token: &self.token,
            has_letter: !self.case.documents.is_empty(),
        });
        boxes.map(|payment| payment.render()).collect()
    }

    fn is_over(&self) -> bool {
        matches!(self.case.status, CaseStatus::Decided | CaseStatus::Ended)
    }

    /// What happened, then what still comes in the ordinary course.
    fn timeline(&self) -> Vec<Line> {
        let last = self.case.timeline.len().saturating_sub(1);
        let reached = self.case.timeline.iter().enumerate().map(|(position, entry)| {
            let class = if position == last && !self.is_over() { "is-current" } else { "is-done" };
            (entry.at, Line { word: self.status_word(entry.status), when: kit::date_time(entry.at), class })
        });
        let mut happened: Vec<(Moment, Line)> = reached.chain(self.paid()).collect();
        happened.sort_by_key(|(at, _)| *at);
        happened.into_iter().map(|(_, line)| line).chain(self.to_come()).collect()
    }

    /// What was paid, and when.
    fn paid(&self) -> impl Iterator<Item = (Moment, Line)> {
        self.case.payments.iter().filter_map(|payment| {
            let PaymentStanding::Paid(at) = payment.standing else { return None };
            let word = self.words.fill("portal-status-paid", &[("amount", payment.amount.to_string())]);
            Some((at, Line { word, when: kit::date_time(at), class: "is-done" }))
        })
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

fn is_open(payment: &PaymentView) -> bool {
    matches!(payment.standing, PaymentStanding::Open(_))
}

impl Page for CaseStatusPage {
    fn title(&self) -> String {
        format!("{} – {}", self.heading(), self.case.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |case| CaseStatusPage {
            words: words.clone(),
            case,
            token: "0".into(),
            limits: UploadLimits::default(),
            told: Some(Notice::Answered),
            typed: None,
        };
        let cases = CaseStatus::ALL.into_iter().map(crate::sample::case);
        let unsent = CaseStatusPage {
            typed: Some(crate::sample::unsent_answer()),
            ..page(crate::sample::case(CaseStatus::InProgress))
        };
        cases.chain(crate::sample::cases_with_payments()).map(page).chain([unsent]).collect()
    }
}
