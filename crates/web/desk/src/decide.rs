//! Deciding: the form of a task with its text blocks, the look at what it would lead to, and the button that does it. What was
//! typed always comes back.

use crate::actions::{TaskPath, back_to_case};
use crate::case::{self, Note, Outlook, Retyped};
use crate::clerk::{Clerk, Turned, Written};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use casework::{Completed, Refusal, TaskAnswers};
use forms::RawAnswers;
use kit::{Blocks, Failure, FormPart, Submitted, Visitor, Web};

/// How the buttons that insert a text block begin.
const INSERT: &str = "block:";
/// The button that shows what would happen.
const PREVIEW: &str = "preview";

/// `POST …/aufgabe/{task}/erledigen`: the button says whether it is done, looked at or added to.
pub(crate) async fn complete(
    State(web): State<Web>,
    Path((slug, case, task)): TaskPath,
    visitor: Visitor,
    headers: HeaderMap,
    form: Submitted,
) -> Result<Response, Turned> {
    let (clerk, written) = Clerk::enter_writing(&web, &slug, &visitor, form).await?;
    let (Written::Now(form) | Written::Before(form)) = &written;
    let answers = RawAnswers(form.answers());
    let asked = TaskAnswers { case, task, answers, language: visitor.language };
    if matches!(written, Written::Before(_)) {
        if kit::asks_for_fields(&headers) || kit::asks_for_preview(&headers) {
            return Err(Failure::FormExpired.into());
        }
        return brought(&web, &clerk, visitor, asked).await;
    }
    if kit::asks_for_fields(&headers) {
        return fields(&web, &clerk, &asked).await;
    }
    if kit::asks_for_preview(&headers) {
        return outlook(&web, &clerk, &asked).await;
    }
    match form.action().strip_prefix(INSERT) {
        Some(block) => insert(&web, &clerk, visitor, (asked, block)).await,
        None if form.action() == PREVIEW => again(&web, &clerk, visitor, (asked, None, None)).await,
        None => decide(&web, &clerk, visitor, asked).await,
    }
}

async fn decide(web: &Web, clerk: &Clerk, visitor: Visitor, asked: TaskAnswers) -> Result<Response, Turned> {
    match web.casework.complete_task(&clerk.actor, &clerk.town, &asked).await {
        Ok(Completed::Problems(form)) => {
            let foreseen = web.casework.foresee_task(&clerk.actor, &clerk.town, &asked).await?;
            let retyped = Retyped { form: *form, foreseen, inserted_into: None, note: None };
            let mut response = case::with_form(web, clerk, visitor, (&asked, retyped)).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal @ (Refusal::NotFound | Refusal::NotAllowed | Refusal::Conflict)) => {
            overtaken(web, clerk, visitor, (&asked, refusal)).await
        }
        done => back_to_case(&clerk.town.slug, asked.case, done.map(|_| ()), Some(Note::Done)),
    }
}

/// What was typed in a session that ended: shown where it can still be decided, else kept like the texts of whoever was
/// too slow.
async fn brought(web: &Web, clerk: &Clerk, visitor: Visitor, asked: TaskAnswers) -> Result<Response, Turned> {
    match web.casework.preview_task(&clerk.actor, &clerk.town, &asked).await {
        Err(refusal @ (Refusal::NotFound | Refusal::NotAllowed | Refusal::Conflict)) => {
            overtaken(web, clerk, visitor, (&asked, refusal)).await
        }
        _ => again(web, clerk, visitor, (asked, None, Some(Note::Kept))).await,
    }
}

/// The page again with what was typed, and what it would lead to.
async fn again(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (asked, inserted_into, note): (TaskAnswers, Option<String>, Option<Note>),
) -> Result<Response, Turned> {
    let form = web.casework.preview_task(&clerk.actor, &clerk.town, &asked).await?;
    let foreseen = web.casework.foresee_task(&clerk.actor, &clerk.town, &asked).await?;
    let retyped = Retyped { form, foreseen, inserted_into, note };
    case::with_form(web, clerk, visitor, (&asked, retyped)).await
}

/// The same with a text block at the end of its field.
async fn insert(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (mut asked, block): (TaskAnswers, &str),
) -> Result<Response, Turned> {
    let form = web.casework.preview_task(&clerk.actor, &clerk.town, &asked).await?;
    let block = form.blocks.into_iter().find(|offered| offered.key == block);
    let inserted_into = block.map(|block| {
        let typed = asked.answers.get(&block.field).first().map_or("", |text| text.trim());
        let text = [typed, &block.text].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        asked.answers.0.insert(block.field.clone(), vec![text.join("\n\n")]);
        block.field
    });
    again(web, clerk, visitor, (asked, inserted_into, None)).await
}

/// Somebody else was faster. What was written in sentences is kept.
async fn overtaken(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (asked, refusal): (&TaskAnswers, Refusal),
) -> Result<Response, Turned> {
    let written = |text: &&String| text.contains(' ') || text.contains('\n');
    let texts: Vec<&str> =
        asked.answers.0.values().flatten().filter(written).map(|text| text.trim()).collect();
    case::overtaken(web, clerk, visitor, (asked.case, case::Typed { text: texts.join("\n\n"), refusal }))
        .await
}

/// The fields as they are with these answers, for the script that exchanges them; nothing is stored.
async fn fields(web: &Web, clerk: &Clerk, asked: &TaskAnswers) -> Result<Response, Turned> {
    let form = web.casework.preview_task(&clerk.actor, &clerk.town, asked).await?;
    let words = web.frame.words(asked.language);
    let blocks = Blocks { offered: &form.blocks, inserted_into: None };
    Ok(kit::fields_alone(form.pages.iter().map(|page| FormPart::with_blocks(page, &words, blocks))))
}

/// What these answers would lead to, for the script that shows it while somebody writes; nothing is stored.
async fn outlook(web: &Web, clerk: &Clerk, asked: &TaskAnswers) -> Result<Response, Turned> {
    let foreseen = web.casework.foresee_task(&clerk.actor, &clerk.town, asked).await?;
    let words = web.frame.words(asked.language);
    Ok(Outlook::new(&words, asked.task, foreseen).alone().into_response())
}
