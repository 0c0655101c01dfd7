//! Entering an answer that an applicant has given on paper or by word. What was typed comes back when it cannot be kept;
//! nothing is sent as long as a file is refused.

use crate::case::{self, Note, Part, TypedReply};
use crate::clerk::{Clerk, Turned, Written};
use crate::{places, sign_in};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use cases::{Actor, Guest};
use casework::{FilePlace, RECEIVED, Refusal, Reply};
use kit::{InParts, Inbox, Submitted, Visitor, Web};
use values::{CaseId, Place, Problem, QuestionId};

/// `POST /amt/{slug}/vorgang/{case}/frage/{question}`.
pub(crate) async fn enter(
    State(web): State<Web>,
    Path((slug, case, question)): Path<(String, CaseId, QuestionId)>,
    visitor: Visitor,
    request: Request,
) -> Result<Response, Turned> {
    let clerk = match Clerk::enter(&web, &slug, &visitor).await {
        Err(Turned::ToSignIn(_)) => return over(&web, &slug, &visitor, request).await,
        entered => entered?,
    };
    let number = web.casework.number_of(&clerk.actor, &clerk.town, case).await?;
    let (session, place) = (clerk.session(&web, &visitor), FilePlace::Answer(&number, question));
    let inbox = Inbox { web: &web, actor: &clerk.actor, town: &clerk.town, place, sessions: &[session] };
    let InParts { form, files, problems, is_ours, let_by } = InParts::receive(inbox, request).await?;
    let had_files = let_by > 0 || !files.is_empty() || !problems.is_empty();
    let typed = |form: &Submitted, problems: Vec<Problem>| TypedReply {
        question,
        text: form.get("answer").to_owned(),
        received: form.get(RECEIVED).to_owned(),
        had_files: had_files || !form.get(sign_in::HAD_FILES).is_empty(),
        problems,
    };
    let written = if is_ours { Written::sent(form) } else { Written::in_another_session(form) };
    let form = match written {
        Written::Now(form) => form,
        Written::Before(form) => {
            return case::with_reply(&web, &clerk, visitor, (case, typed(&form, Vec::new()))).await;
        }
    };
    let reply = Reply { text: form.get("answer"), files: &files, received: form.get(RECEIVED) };
    let answered = match problems.as_slice() {
        [] => web.casework.answer_question(&clerk.actor, &clerk.town, &number, (question, reply)).await,
        _ => Err(Refusal::Problems(problems)),
    };
    match answered {
        Err(Refusal::Problems(problems)) => {
            let typed = typed(&form, problems);
            let mut response = case::with_reply(&web, &clerk, visitor, (case, typed)).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(Refusal::Conflict) => {
            let typed = typed(&form, vec![Problem::new(Place::Whole, "desk-reply-again")]);
            let mut response = case::with_reply(&web, &clerk, visitor, (case, typed)).await?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        answered => {
            answered?;
            let part = places::case_part(&slug, case, Part::Messages.word());
            Ok(Redirect::to(&format!("{part}&hinweis={}", Note::Answered.word())).into_response())
        }
    }
}

/// Nobody is signed in any more: what was typed comes along while they sign in again; files do not.
async fn over(web: &Web, slug: &str, visitor: &Visitor, request: Request) -> Result<Response, Turned> {
    let (nobody, town) = (Actor::Guest(Guest::default()), web.town(slug).await?);
    let place = FilePlace::Answer("", QuestionId::from_bytes([0; 16]));
    let inbox = Inbox { web, actor: &nobody, town: &town, place, sessions: &[] };
    let sent = InParts::receive(inbox, request).await?;
    let asked = match sent.let_by {
        0 => sign_in::over(web, slug, visitor, &sent.form).await?,
        _ => sign_in::over_with_files(web, slug, visitor, sent.form).await?,
    };
    Ok(asked)
}
