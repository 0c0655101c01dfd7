//! What a caseworker does with a task: take it, give it back, complete it; and trying again what is stuck.

use crate::case::{self, Note};
use crate::clerk::{Clerk, Turned};
use crate::places;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use casework::{Completed, Refusal, TaskAnswers};
use forms::RawAnswers;
use kit::{FormPart, Submitted, Visitor, Web};
use values::{CaseId, TaskId};

/// The task an address names.
type TaskPath = Path<(String, CaseId, TaskId)>;

/// `POST …/aufgabe/{task}/uebernehmen`.
pub(crate) async fn take(
    State(web): State<Web>,
    Path((slug, case, task)): TaskPath,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let taken = web.casework.take_task(&clerk.actor, &clerk.town, case, task).await;
    back_to_case(&slug, case, taken, None)
}

/// `POST …/aufgabe/{task}/abgeben`.
pub(crate) async fn give_back(
    State(web): State<Web>,
    Path((slug, case, task)): TaskPath,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let given = web.casework.give_back_task(&clerk.actor, &clerk.town, case, task).await;
    back_to_case(&slug, case, given, None)
}

/// `POST …/aufgabe/{task}/erledigen`. What was typed comes back with its problems.
pub(crate) async fn complete(
    State(web): State<Web>,
    Path((slug, case, task)): TaskPath,
    visitor: Visitor,
    headers: HeaderMap,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let answers = RawAnswers(form.answers());
    let asked = TaskAnswers { case, task, answers, language: visitor.language };
    if kit::asks_for_fields(&headers) {
        return fields(&web, &clerk, &asked).await;
    }
    match web.casework.complete_task(&clerk.actor, &clerk.town, &asked).await {
        Ok(Completed::Problems(page)) => {
            let mut response = case::with_form(&web, &clerk, visitor, (case, task, *page)).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal @ (Refusal::NotFound | Refusal::NotAllowed | Refusal::Conflict)) => {
            overtaken(&web, &clerk, visitor, (case, &asked, refusal)).await
        }
        done => back_to_case(&slug, case, done.map(|_| ()), Some(Note::Done)),
    }
}

/// Somebody else was faster. What was written in sentences is kept in the field for notes; whoever may not see the case
/// gets no page.
async fn overtaken(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (case, asked, refusal): (CaseId, &TaskAnswers, Refusal),
) -> Result<Response, Turned> {
    let written = |text: &&String| text.contains(' ') || text.contains('\n');
    let texts: Vec<&str> =
        asked.answers.0.values().flatten().filter(written).map(|text| text.trim()).collect();
    let typed = case::Typed { text: texts.join("\n\n"), refusal };
    let mut response = case::with_note(web, clerk, visitor, (case, typed)).await?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

/// The fields as they are with these answers, for the script that exchanges them; nothing is stored.
async fn fields(web: &Web, clerk: &Clerk, asked: &TaskAnswers) -> Result<Response, Turned> {
    let page = web.casework.preview_task(&clerk.actor, &clerk.town, asked).await?;
    let words = web.frame.words(asked.language);
    Ok(kit::fields_alone(page.pages.iter().map(|page| FormPart::new(page, &words))))
}

/// `POST …/wiederholen`.
pub(crate) async fn retry(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let retried = web.casework.retry_jobs(&clerk.actor, &clerk.town, case).await;
    back_to_case(&slug, case, retried, Some(Note::Retried))
}

/// The case page shows how things stand now; whoever came too late is told so there.
pub(crate) fn back_to_case(
    slug: &str,
    case: CaseId,
    outcome: Result<(), Refusal>,
    note: Option<Note>,
) -> Result<Response, Turned> {
    let note = match outcome {
        Err(Refusal::TaskTaken { .. } | Refusal::Conflict) => Some(Note::Overtaken),
        outcome => outcome.map(|()| note)?,
    };
    let query = note.map(|note| format!("?hinweis={}", note.word())).unwrap_or_default();
    Ok(Redirect::to(&format!("{}{query}", places::case(slug, case))).into_response())
}
