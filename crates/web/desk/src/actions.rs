//! What a caseworker does with a task beside deciding: take it, give it back; and trying again what is stuck.

use crate::case::Note;
use crate::clerk::{Clerk, Turned};
use crate::places;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::Refusal;
use kit::{Submitted, Visitor, Web};
use values::{CaseId, TaskId};

/// The task an address names.
pub(crate) type TaskPath = Path<(String, CaseId, TaskId)>;

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
        Err(Refusal::FourEyes) => Some(Note::OtherPerson),
        outcome => outcome.map(|()| note)?,
    };
    let query = note.map(|note| format!("?hinweis={}", note.word())).unwrap_or_default();
    Ok(Redirect::to(&format!("{}{query}", places::case(slug, case))).into_response())
}
