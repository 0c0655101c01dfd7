//! Every answer before the officer sends it for the person, and sending it.

use crate::clerk::{Clerk, Turned, Written};
use crate::places;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{RECEIVED, Refusal};
use kit::wizard::{ReceivedField, Sending, SummaryPage};
use kit::{Submitted, Visitor, Web};
use values::{DraftId, Place, Problem};

/// `GET /amt/{slug}/aufnehmen/{draft}/pruefen`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    shown(&web, &clerk, visitor, (draft, None)).await
}

/// The page; with the day of receipt that could not be kept and why, when there was one.
async fn shown(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (draft, refused): (DraftId, Option<(String, Vec<Problem>)>),
) -> Result<Response, Turned> {
    let slug = &clerk.town.slug;
    let summary = web.casework.summary(&clerk.actor, &clerk.town, draft, visitor.language).await?;
    let places = places::entry(slug, draft);
    if summary.draft.sent_as.is_some() {
        return Ok(Redirect::to(&places.done()).into_response());
    }
    let words = web.frame.words(visitor.language);
    let declarations = vec![words.of("desk-entry-declare"), words.of("desk-entry-by-post")];
    let latest = web.casework.today().to_string();
    let (value, problems) = refused.unwrap_or_else(|| (latest.clone(), Vec::new()));
    let problem = problems.first().map(|problem| words.problem(problem));
    let received = Some(ReceivedField { value, latest, problem });
    let sending = Sending { declarations, button: words.of("desk-entry-send"), received };
    let page = SummaryPage::new(words, summary, places, clerk.token()).sent_with(sending);
    Ok(web.page(clerk.shell(visitor), &page))
}

/// `POST /amt/{slug}/aufnehmen/{draft}/absenden`. A second click, a reload and the back button lead to the same case.
pub(crate) async fn send(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let (clerk, form) = match Clerk::enter_writing(&web, &slug, &visitor, form).await? {
        (clerk, Written::Now(form)) => (clerk, form),
        (clerk, Written::Before(form)) => {
            let day = (form.get(RECEIVED).to_owned(), Vec::new());
            return shown(&web, &clerk, visitor, (draft, Some(day))).await;
        }
    };
    let places = places::entry(&slug, draft);
    let asked = (visitor.language, form.get(RECEIVED));
    match web.casework.submit_received(&clerk.actor, &clerk.town, draft, asked).await {
        Err(Refusal::Problems(problems)) if problems.iter().all(is_about_receipt) => {
            let refused = Some((form.get(RECEIVED).to_owned(), problems));
            let mut response = shown(&web, &clerk, visitor, (draft, refused)).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(Refusal::Problems(_)) => Ok(Redirect::to(&places.summary()).into_response()),
        sent => Ok(sent.map(|()| Redirect::to(&places.done()).into_response())?),
    }
}

fn is_about_receipt(problem: &Problem) -> bool {
    problem.place == Place::Answer(RECEIVED.to_owned())
}
