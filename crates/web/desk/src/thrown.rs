//! Going another way than doing a task. What was typed comes back when it cannot be done.

use crate::actions::{self, TaskPath};
use crate::case::{self, Note, TypedThrow};
use crate::clerk::{Clerk, Turned, Written};
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
    let (clerk, written) = Clerk::enter_writing(&web, &slug, &visitor, form).await?;
    let (Written::Now(form) | Written::Before(form)) = &written;
    let (element, reason) = (form.get("weg").to_owned(), form.get("grund").to_owned());
    let steps = form.get("stand").parse().unwrap_or_default();
    let asked = ThrownFromTask { case, task, element, reason, steps };
    if matches!(written, Written::Before(_)) {
        return case::with_throw(&web, &clerk, visitor, TypedThrow { asked, problems: Vec::new() }).await;
    }
    match web.casework.throw_from_task(&clerk.actor, &clerk.town, &asked).await {
        Err(Refusal::Problems(problems)) => {
            let typed = TypedThrow { asked, problems };
            let mut response = case::with_throw(&web, &clerk, visitor, typed).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal @ (Refusal::NotAllowed | Refusal::Conflict)) => {
            let typed = case::Typed { text: asked.reason, refusal };
            case::overtaken(&web, &clerk, visitor, (case, typed)).await
        }
        done => actions::back_to_case(&slug, case, done, Some(Note::SetRight)),
    }
}
