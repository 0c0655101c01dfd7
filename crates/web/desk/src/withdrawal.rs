//! Entering that an application was withdrawn on paper or by word. What was typed comes back when it cannot be kept.

use crate::actions;
use crate::case::{self, Note, TypedWithdrawal};
use crate::clerk::{Clerk, Turned, Written};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::Refusal;
use kit::{Submitted, Visitor, Web};
use values::{CaseId, Language};

/// `POST /amt/{slug}/vorgang/{case}/ruecknahme`. How it came becomes a note, in the language of the office.
pub(crate) async fn enter(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let (clerk, form) = match Clerk::enter_writing(&web, &slug, &visitor, form).await? {
        (clerk, Written::Now(form)) => (clerk, form),
        (clerk, Written::Before(form)) => {
            let typed = TypedWithdrawal { how: form.get("wie").to_owned(), problems: Vec::new() };
            return case::with_withdrawal(&web, &clerk, visitor, (case, typed)).await;
        }
    };
    let how = form.get("wie").trim().to_owned();
    let note = |how: &str| web.frame.words(Language::De).fill("desk-withdrawal-note", &[("how", how)]);
    match web.casework.enter_withdrawal(&clerk.actor, &clerk.town, case, (&how, &note(&how))).await {
        Err(Refusal::Problems(problems)) => {
            let typed = TypedWithdrawal { how, problems };
            let mut response = case::with_withdrawal(&web, &clerk, visitor, (case, typed)).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal @ (Refusal::NotAllowed | Refusal::Conflict)) if !how.is_empty() => {
            case::overtaken(&web, &clerk, visitor, (case, case::Typed { text: how, refusal })).await
        }
        done => actions::back_to_case(&slug, case, done, Some(Note::Withdrawn)),
    }
}
