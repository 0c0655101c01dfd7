//! Putting a case away until a day, and taking it up again before. What was typed comes back when it cannot be kept.

use crate::actions;
use crate::case::{self, Note, TypedResubmission};
use crate::clerk::{Clerk, Turned, Written};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::Refusal;
use kit::{Submitted, Visitor, Web};
use values::CaseId;

/// `POST /amt/{slug}/vorgang/{case}/wiedervorlage`.
pub(crate) async fn set(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let (clerk, form) = match Clerk::enter_writing(&web, &slug, &visitor, form).await? {
        (clerk, Written::Now(form)) => (clerk, form),
        (clerk, Written::Before(form)) => {
            let (day, reason) = (form.get("tag").to_owned(), form.get("grund").to_owned());
            let typed = TypedResubmission { day, reason, problems: Vec::new() };
            return case::with_resubmission(&web, &clerk, visitor, (case, typed)).await;
        }
    };
    if form.action() == "aufheben" {
        let done = web.casework.take_up_again(&clerk.actor, &clerk.town, case).await;
        return actions::back_to_case(&slug, case, done, Some(Note::TakenUp));
    }
    let (day, reason) = (form.get("tag"), form.get("grund"));
    match web.casework.put_away(&clerk.actor, &clerk.town, case, (day.parse().ok(), reason)).await {
        Err(Refusal::Problems(problems)) => {
            let typed = TypedResubmission { day: day.to_owned(), reason: reason.to_owned(), problems };
            let mut response = case::with_resubmission(&web, &clerk, visitor, (case, typed)).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal @ (Refusal::NotAllowed | Refusal::Conflict)) if !reason.trim().is_empty() => {
            let typed = case::Typed { text: reason.to_owned(), refusal };
            case::overtaken(&web, &clerk, visitor, (case, typed)).await
        }
        done => actions::back_to_case(&slug, case, done, Some(Note::PutAway)),
    }
}
