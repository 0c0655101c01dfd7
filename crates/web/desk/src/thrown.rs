//! Going another way than doing a task. What was typed comes back when it cannot be done.

use crate::actions::{self, TaskPath};
use crate::case::{self, Note, TypedThrow};
use crate::clerk::{Clerk, Turned};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::{Refusal, ThrownFromTask};
use kit::{Submitted, Visitor, Web};

/// `POST …/aufgabe/{task}/anders`.
pub(crate) async fn throw(
    State(web): State<Web>,
    Path((slug, case, task)): TaskPath,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let (element, reason) = (form.get("weg").to_owned(), form.get("grund").to_owned());
    let steps = form.get("stand").parse().unwrap_or_default();
    let asked = ThrownFromTask { case, task, element, reason, steps };
    match web.casework.throw_from_task(&clerk.actor, &clerk.town, &asked).await {
        Err(Refusal::Problems(problems)) => {
            let typed = TypedThrow { asked, problems };
            let mut response = case::with_throw(&web, &clerk, visitor, typed).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal @ (Refusal::NotAllowed | Refusal::Conflict)) => {
            let typed = case::Typed { text: asked.reason, refusal };
            let mut response = case::with_note(&web, &clerk, visitor, (case, typed)).await?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        done => actions::back_to_case(&slug, case, done, Some(Note::SetRight)),
    }
}
