//! Every answer before it is sent; how the page looks is the kit's.

use crate::{guest, places};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use kit::wizard::SummaryPage;
use kit::{Failure, Visitor, Web};
use values::DraftId;

/// `GET /{slug}/antrag/{draft}/pruefen`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let summary = web.casework.summary(&actor, &town, draft, visitor.language).await;
    let summary = summary.map_err(guest::draft_refused)?;
    let places = places::wizard(&slug, draft, &summary.draft.service);
    if summary.draft.sent_as.is_some() {
        return Ok(Redirect::to(&places.done()).into_response());
    }
    let token = guest::form_token(&web, &visitor);
    let words = web.frame.words(visitor.language);
    Ok(web.page(guest::shell(visitor, &town), &SummaryPage::new(words, summary, places, token)))
}
