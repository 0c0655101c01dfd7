//! Writing a note about a case. What was typed comes back when it cannot be kept.

use crate::case::{self, Note, Part};
use crate::clerk::{Clerk, Turned, Written};
use crate::places;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::Refusal;
use kit::{Submitted, Visitor, Web};
use values::CaseId;

/// `POST /amt/{slug}/vorgang/{case}/notiz`.
pub(crate) async fn add(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let (clerk, form) = match Clerk::enter_writing(&web, &slug, &visitor, form).await? {
        (clerk, Written::Now(form)) => (clerk, form),
        (clerk, Written::Before(form)) => {
            let typed = case::Typed::again(form.get("note"));
            return case::with_note(&web, &clerk, visitor, (case, typed)).await;
        }
    };
    let (text, id) = (form.get("note"), form.get("form"));
    match web.casework.add_note(&clerk.actor, &clerk.town, case, (text, id)).await {
        Err(Refusal::Conflict) => {
            let typed = case::Typed { text: text.to_owned(), refusal: Refusal::Conflict };
            case::overtaken(&web, &clerk, visitor, (case, typed)).await
        }
        Err(refusal @ Refusal::Problems(_)) => {
            let typed = case::Typed { text: text.to_owned(), refusal };
            let mut response = case::with_note(&web, &clerk, visitor, (case, typed)).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        added => {
            added?;
            let part = places::case_part(&slug, case, Part::Notes.word());
            Ok(Redirect::to(&format!("{part}&hinweis={}", Note::Noted.word())).into_response())
        }
    }
}
