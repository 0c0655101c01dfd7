//! A question of the office on the page of a case, and its answer.

use crate::account::sign_in;
use crate::status_form::StatusFormPage;
use crate::way_in::WayIn;
use crate::{guest, places, status, way_in};
use askama::Template;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{CaseQuestion, FilePlace, LONGEST_ANSWER, Refusal, Reply, UploadLimits};
use kit::{Failure, InParts, Inbox, Visitor, Web, Words};
use std::collections::BTreeMap;
use values::{Problem, QuestionId};

/// What was typed, by the names of the fields.
pub(crate) type Answers = BTreeMap<String, Vec<String>>;

/// Stands before the id of a question, where an answer to it was typed when the session was over.
const ANSWER: &str = "antwort:";

/// `POST /{slug}/vorgang/{number}/frage/{question}`. What was typed comes back with what has to be mended; nothing is sent
/// as long as a file is refused.
pub(crate) async fn answer(
    State(web): State<Web>,
    Path((slug, number, question)): Path<(String, String, QuestionId)>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let (place, sessions) = (FilePlace::Answer(&number, question), guest::case_sessions(&web, &visitor));
    let way = way_in::needed(&web, &visitor, (&actor, &town, &number)).await?;
    let sessions = if way.is_some() { &[][..] } else { &sessions[..] };
    let inbox = Inbox { web: &web, actor: &actor, town: &town, place, sessions };
    let sent = InParts::receive(inbox, request).await?;
    if let Some(way) = way {
        let typed = [(format!("{ANSWER}{question}"), vec![sent.form.get("answer").to_owned()])].into();
        return match way {
            WayIn::SignIn => over(&web, (&slug, &number), visitor, (typed, sent.let_by)),
            WayIn::Code => Ok(StatusFormPage::bringing(&web, (town, number), visitor, (typed, sent.let_by))),
        };
    }
    let text = sent.form.get("answer");
    let again = async |problem, status| {
        let typed = TypedAnswer { question, text: text.to_owned(), problem };
        let mut shown = status::with_answer(&web, (&slug, &number), visitor.clone(), typed).await?;
        *shown.status_mut() = status;
        Ok(shown)
    };
    let words = web.frame.words(visitor.language);
    if !sent.is_ours {
        let files = (sent.let_by > 0).then(|| words.of("portal-question-files-again"));
        let problem = std::iter::once(words.of("portal-question-again")).chain(files).collect();
        return again(problem, StatusCode::FORBIDDEN).await;
    }
    let reply = Reply { text, files: &sent.files, received: "" };
    let answered = match sent.problems.as_slice() {
        [] => web.casework.answer_question(&actor, &town, &number, (question, reply)).await,
        problems => Err(Refusal::Problems(problems.to_vec())),
    };
    match answered {
        Err(Refusal::Problems(problems)) => {
            again(said(&words, &problems, &sent), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        // Somebody has answered it, or the case has gone on in this moment; then it is still open.
        Err(Refusal::Conflict) => {
            let files = (!sent.files.is_empty()).then(|| words.of("portal-question-files-again"));
            let problem = std::iter::once(words.of("portal-question-retry")).chain(files).collect();
            again(problem, StatusCode::CONFLICT).await
        }
        answered => {
            answered?;
            Ok(Redirect::to(&format!("{}?hinweis=beantwortet", places::status(&slug, &number)))
                .into_response())
        }
    }
}

/// The session is over: the page to sign in again carries the answer, and brings it back to its question.
fn over(
    web: &Web,
    (slug, number): (&str, &str),
    visitor: Visitor,
    (typed, files): (Answers, usize),
) -> Result<Response, Failure> {
    let words = web.frame.words(visitor.language);
    let known = sign_in::Known {
        wanted: places::status(slug, number),
        notice: Some(sign_in::session_over(&words, files)),
        typed,
        ..sign_in::Known::default()
    };
    sign_in::page(web, &words, known).shown(web, visitor)
}

/// Of what was typed the answer to a question, as long as one may be; nothing else is kept for somebody who is not signed in.
pub(crate) fn answer_of(typed: Answers) -> Answers {
    let letters = |text: &String| text.replace("\r\n", "\n").chars().count();
    let is_short = |texts: &[String]| texts.iter().map(letters).sum::<usize>() <= LONGEST_ANSWER;
    let is_answer = |(name, texts): &(String, Vec<String>)| {
        let question = name.strip_prefix(ANSWER).and_then(|id| id.parse::<QuestionId>().ok());
        question.is_some() && is_short(texts)
    };
    typed.into_iter().find(is_answer).into_iter().collect()
}

/// The answer that was typed when the session was over, at the case it belongs to.
pub(crate) async fn typed_before(
    web: &Web,
    wanted: &str,
    visitor: Visitor,
    typed: &Answers,
) -> Result<Option<Response>, Failure> {
    let Some((slug, number)) = places::case_of(wanted) else { return Ok(None) };
    let found = typed
        .iter()
        .find_map(|(name, texts)| Some((name.strip_prefix(ANSWER)?.parse().ok()?, texts.first()?)));
    let Some((question, text)) = found else { return Ok(None) };
    let town = web.town(slug).await?;
    let actor = guest::actor(web, &visitor).await?;
    if way_in::needed(web, &visitor, (&actor, &town, number)).await?.is_some() {
        let case = (town, number.to_owned());
        return Ok(Some(StatusFormPage::bringing(web, case, visitor, (typed.clone(), 0))));
    }
    let problem = vec![web.frame.words(visitor.language).of("portal-question-again")];
    let typed = TypedAnswer { question, text: text.clone(), problem };
    status::with_answer(web, (slug, number), visitor, typed).await.map(Some)
}

/// What is wrong; browsers forget chosen files, so it is said that they have to be chosen again.
fn said(words: &Words, problems: &[Problem], sent: &InParts) -> Vec<String> {
    let has_files = !sent.problems.is_empty() || !sent.files.is_empty();
    let again = has_files.then(|| words.of("portal-question-files-again"));
    problems.iter().map(|problem| words.problem(problem)).chain(again).collect()
}

/// An answer as it was typed, with what is wrong with it.
#[derive(Debug, Clone)]
pub(crate) struct TypedAnswer {
    pub(crate) question: QuestionId,
    pub(crate) text: String,
    pub(crate) problem: Vec<String>,
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
    /// Bytes of one file at most, and the media types that are welcome.
    pub(crate) limits: &'a UploadLimits,
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
        let is_own = self.question.entered_by.is_empty();
        let key = if is_own { "portal-question-answered" } else { "portal-question-entered" };
        self.words.fill(key, &[("date", date)])
    }

    fn text(&self) -> &str {
        self.typed.map_or("", |typed| typed.text.as_str())
    }

    fn problem(&self) -> Option<String> {
        self.typed.map(|typed| typed.problem.join(" "))
    }

    fn accept(&self) -> String {
        self.limits.types.join(",")
    }

    /// How large files may be, and of which kinds.
    fn files_hint(&self) -> String {
        let kinds: Vec<&str> = self.limits.types.iter().map(|kind| kit::kind_name(kind)).collect();
        let limit = kit::limit(self.limits.max_bytes);
        self.words.fill("portal-question-files-hint", &[("limit", limit), ("kinds", kinds.join(", "))])
    }
}
