//! The questions to the applicant with their answers, and where an answer on paper is entered.

use super::reply::{ReplyBox, TypedReply};
use crate::places;
use askama::Template;
use casework::{CasePage, CaseQuestion, UploadLimits};
use kit::Words;

/// What an answer on paper is entered with.
#[derive(Debug, Default)]
pub(super) struct Replying {
    /// An answer that could not be kept.
    pub(super) typed: Option<TypedReply>,
    /// What files may come with one.
    pub(super) limits: UploadLimits,
}

/// This part of the page.
#[derive(Template)]
#[template(path = "messages.html")]
pub(super) struct Messages<'a> {
    words: &'a Words,
    slug: &'a str,
    case: &'a CasePage,
    replying: &'a Replying,
    token: &'a str,
}

/// Whether there is a question that nobody has answered and the person looking may.
pub(super) fn waits_for_answer(case: &CasePage) -> bool {
    case.may_answer && case.questions.iter().any(|question| question.answered_at.is_none())
}

impl Messages<'_> {
    /// As HTML.
    pub(super) fn html(
        words: &Words,
        slug: &str,
        (case, replying): (&CasePage, &Replying),
        token: &str,
    ) -> askama::Result<String> {
        Messages { words, slug, case, replying, token }.render()
    }

    fn question_head(&self, question: &CaseQuestion) -> String {
        let date = kit::date_time(question.asked_at);
        if question.asked_by.is_empty() {
            return self.words.fill("desk-question-head", &[("date", date)]);
        }
        let args = [("name", question.asked_by.as_str()), ("date", date.as_str())];
        self.words.fill("desk-question-head-by", &args)
    }

    fn question_state(&self, question: &CaseQuestion) -> String {
        match (question.answered_at, question.answer_by) {
            (Some(at), _) if !question.entered_by.is_empty() => {
                let (date, name) = (kit::received(at), question.entered_by.as_str());
                self.words.fill("desk-question-entered", &[("date", date.as_str()), ("name", name)])
            }
            (Some(at), _) => self.words.fill("desk-question-answered", &[("date", kit::date_time(at))]),
            (None, Some(until)) => self.words.fill("desk-question-open-until", &[("date", kit::date(until))]),
            (None, None) => self.words.of("desk-question-open"),
        }
    }

    fn answered_with(&self, document: &(values::DocumentId, String)) -> String {
        places::document(self.slug, self.case.case, document.0)
    }

    /// The form for an answer on paper or by word.
    fn reply(&self, question: &CaseQuestion) -> askama::Result<String> {
        let asked = (self.case, question, self.replying.typed.as_ref());
        ReplyBox::html((self.words, &self.replying.limits), self.slug, asked, self.token)
    }
}
