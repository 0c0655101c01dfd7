//! Every answer before the officer sends it for the person, and sending it.

use crate::clerk::{Clerk, Turned};
use crate::places;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::Refusal;
use kit::wizard::{Sending, SummaryPage};
use kit::{Submitted, Visitor, Web};
use values::DraftId;

/// `GET /amt/{slug}/aufnehmen/{draft}/pruefen`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let summary = web.casework.summary(&clerk.actor, &clerk.town, draft, visitor.language).await?;
    let places = places::entry(&slug, draft);
    if summary.draft.sent_as.is_some() {
        return Ok(Redirect::to(&places.done()).into_response());
    }
    let words = web.frame.words(visitor.language);
    let declarations = vec![words.of("desk-entry-declare"), words.of("desk-entry-by-post")];
    let sending = Sending { declarations, button: words.of("desk-entry-send") };
    let page = SummaryPage::new(words, summary, places, clerk.token()).sent_with(sending);
    Ok(web.page(clerk.shell(visitor), &page))
}

/// `POST /amt/{slug}/aufnehmen/{draft}/absenden`. A second click, a reload and the back button lead to the same case.
pub(crate) async fn send(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Redirect, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let places = places::entry(&slug, draft);
    match web.casework.submit_application(&clerk.actor, &clerk.town, draft, visitor.language).await {
        Err(Refusal::Problems(_)) => Ok(Redirect::to(&places.summary())),
        sent => Ok(sent.map(|()| Redirect::to(&places.done()))?),
    }
}
