//! A question of the office on the page of a case, and its answer.

use crate::{guest, places, status};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{CaseQuestion, Refusal};
use kit::{Failure, Submitted, Visitor, Web, Words};
use values::QuestionId;

/// `POST /{slug}/vorgang/{number}/frage/{question}`. What was typed comes back with what has to be mended.
pub(crate) async fn answer(
    State(web): State<Web>,
    Path((slug, number, question)): Path<(String, String, QuestionId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    guest::check_case_form(&web, &form, &visitor)?;
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let text = form.get("answer");
    match web.casework.answer_question(&actor, &town, &number, (question, text)).await {
        Err(Refusal::Problems(problems)) => {
            let words = web.frame.words(visitor.language);
            let problem = problems.iter().map(|problem| words.problem(problem)).collect();
            let typed = TypedAnswer { question, text: text.to_owned(), problem };
            let mut shown = status::with_answer(&web, (&slug, &number), visitor, typed).await?;
            *shown.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(shown)
        }
        answered => {
            answered?;
            Ok(Redirect::to(&format!("{}?hinweis=beantwortet", places::status(&slug, &number)))
                .into_response())
        }
    }
}

/// An answer as it was typed, with what is wrong with it.
#[derive(Debug, Clone)]
pub(crate) struct TypedAnswer {
    pub(crate) question: QuestionId,
    pub(crate) text: String,
    pub(crate) problem: String,
}

/// One question on the page of a case.
#[derive(Template)]
#[template(path = "question.html")]
pub(crate) struct QuestionBox<'a> {
    pub(crate) words: &'a Words,
    pub(crate) question: &'a CaseQuestion,
    pub(crate) action: String,
    pub(crate) token: &'a str,
    pub(crate) typed: Option<&'a TypedAnswer>,
}

impl QuestionBox<'_> {
    fn is_open(&self) -> bool {
        self.question.answered_at.is_none()
    }

    fn asked(&self) -> String {
        self.words.fill("portal-question-asked", &[("date", kit::date(self.question.asked_at))])
    }

    fn until(&self) -> Option<String> {
        let until = self.question.answer_by?;
        Some(self.words.fill("portal-question-until", &[("date", kit::date(until))]))
    }

    fn answered(&self) -> String {
        let date = self.question.answered_at.map(kit::date).unwrap_or_default();
        self.words.fill("portal-question-answered", &[("date", date)])
    }

    fn text(&self) -> &str {
        self.typed.map_or("", |typed| typed.text.as_str())
    }

    fn problem(&self) -> Option<&str> {
        self.typed.map(|typed| typed.problem.as_str())
    }
}
