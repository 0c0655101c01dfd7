//! The form under an open question in which the office enters what an applicant has answered on paper or by word.

use crate::places;
use crate::problems;
use askama::Template;
use casework::{CasePage, CaseQuestion, UploadLimits};
use kit::Words;
use values::{Place, Problem, QuestionId};

/// An answer that could not be kept, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypedReply {
    /// To which question.
    pub(crate) question: QuestionId,
    /// The answer.
    pub(crate) text: String,
    /// The day on which it came.
    pub(crate) received: String,
    /// What has to be mended.
    pub(crate) problems: Vec<Problem>,
    /// Whether files came with it, which have to be chosen again.
    pub(crate) had_files: bool,
}

/// The form.
#[derive(Template)]
#[template(path = "reply.html")]
pub(super) struct ReplyBox<'a> {
    words: &'a Words,
    question: &'a CaseQuestion,
    typed: Option<&'a TypedReply>,
    limits: &'a UploadLimits,
    /// Whether the case waits for this and for nothing else.
    is_awaited: bool,
    action: String,
    today: String,
    token: &'a str,
}

impl<'a> ReplyBox<'a> {
    /// The form as HTML; empty for whoever may not answer, and where somebody has.
    pub(super) fn html(
        (words, limits): (&Words, &UploadLimits),
        slug: &str,
        (case, question, typed): (&CasePage, &CaseQuestion, Option<&TypedReply>),
        token: &str,
    ) -> askama::Result<String> {
        if !case.may_answer || question.answered_at.is_some() {
            return Ok(String::new());
        }
        let typed = typed.filter(|typed| typed.question == question.id);
        let action = places::reply(slug, case.case, question.id);
        let today = case.now.date().to_string();
        let is_awaited = case.tasks.is_empty();
        ReplyBox { words, question, typed, limits, is_awaited, action, today, token }.render()
    }

    /// What has to be mended, and where.
    pub(super) fn problems(words: &Words, typed: &TypedReply) -> Vec<(String, String)> {
        let place = |problem: &Problem| match &problem.place {
            Place::Answer(field) => id(typed.question, field),
            _ => id(typed.question, "block"),
        };
        typed.problems.iter().map(|problem| (place(problem), words.problem(problem))).collect()
    }

    fn is_open(&self) -> bool {
        self.is_awaited || self.typed.is_some()
    }

    fn id(&self, field: &str) -> String {
        id(self.question.id, field)
    }

    fn text(&self) -> &str {
        self.typed.map_or("", |typed| typed.text.as_str())
    }

    /// The day as typed, today at first.
    fn received(&self) -> &str {
        self.typed.map_or(self.today.as_str(), |typed| typed.received.as_str())
    }

    /// What is wrong with a field; browsers forget chosen files, so it is said that they have to be chosen again.
    fn problem(&self, field: &str) -> Option<String> {
        let typed = self.typed?;
        let problem = problems::at(field, &typed.problems, self.words);
        let again = || (field == "files" && typed.had_files).then(|| self.words.of("desk-reply-files-again"));
        problem.or_else(again)
    }

    fn accept(&self) -> String {
        self.limits.types.join(",")
    }

    /// How large files may be, and of which kinds.
    fn files_hint(&self) -> String {
        let kinds: Vec<&str> = self.limits.types.iter().map(|kind| kit::kind_name(kind)).collect();
        let limit = kit::limit(self.limits.max_bytes);
        self.words.fill("desk-reply-files-hint", &[("limit", limit), ("kinds", kinds.join(", "))])
    }
}

/// Ids of the fields are unique on the page.
fn id(question: QuestionId, field: &str) -> String {
    format!("antwort-{question}-{field}")
}
