//! The button "Verbindlich absenden". A second click, a reload and the back button all lead to the same case.

use crate::{guest, places};
use axum::extract::{Path, State};
use axum::response::Redirect;
use casework::Refusal;
use kit::{Failure, Submitted, Visitor, Web};
use values::DraftId;

/// `POST /{slug}/antrag/{draft}/absenden`.
pub(crate) async fn send(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Redirect, Failure> {
    web.check_form(&form, &visitor, guest::DRAFTS)?;
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let place = places::wizard(&slug, draft, "");
    match web.casework.submit_application(&actor, &town, draft, visitor.language).await {
        Err(Refusal::Problems(_)) => Ok(Redirect::to(&place.summary())),
        sent => Ok(sent.map(|()| Redirect::to(&place.done()))?),
    }
}
