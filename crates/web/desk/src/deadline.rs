//! Extending a legal clock of a case. What was typed comes back when it cannot be kept.

use crate::actions;
use crate::case::{self, Note, TypedExtension};
use crate::clerk::{Clerk, Turned, Written};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use casework::{Extension, MailWords, Refusal};
use kit::{Submitted, Visitor, Web, Words};
use values::{CaseId, Language, Problem};

/// `POST /amt/{slug}/vorgang/{case}/frist`.
pub(crate) async fn extend(
    State(web): State<Web>,
    Path((slug, case)): Path<(String, CaseId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let (clerk, form) = match Clerk::enter_writing(&web, &slug, &visitor, form).await? {
        (clerk, Written::Now(form)) => (clerk, form),
        (clerk, Written::Before(form)) => {
            return case::with_extension(&web, &clerk, visitor, (case, typed(&form, Vec::new()))).await;
        }
    };
    let clock = form.get("frist").parse().unwrap_or_default();
    let (amount, reason) = (form.get("dauer"), form.get("grund"));
    let mail = mail(&web.frame.words(Language::De));
    let asked = Extension { clock, amount, reason, words: &mail };
    match web.casework.extend_deadline(&clerk.actor, &clerk.town, case, asked).await {
        Err(Refusal::Problems(problems)) => {
            let typed = typed(&form, problems);
            let mut response = case::with_extension(&web, &clerk, visitor, (case, typed)).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal @ (Refusal::NotAllowed | Refusal::Conflict)) if !reason.trim().is_empty() => {
            let typed = case::Typed { text: reason.to_owned(), refusal };
            case::overtaken(&web, &clerk, visitor, (case, typed)).await
        }
        done => actions::back_to_case(&slug, case, done, Some(Note::Extended)),
    }
}

/// The mail that a letter is there. What the applicant reads best is not known here, so it speaks German as the letter does.
fn mail(words: &Words) -> MailWords {
    let values = ["town", "number", "link"].map(|name| (name, format!("{{{name}}}")));
    let text = words.fill("desk-extension-mail-text", &values);
    MailWords { subject: words.fill("desk-extension-mail-subject", &values), text: format!("{text}\n") }
}

/// The form as it was typed.
fn typed(form: &Submitted, problems: Vec<Problem>) -> TypedExtension {
    TypedExtension {
        clock: form.get("frist").parse().unwrap_or_default(),
        amount: form.get("dauer").to_owned(),
        reason: form.get("grund").to_owned(),
        problems,
    }
}
