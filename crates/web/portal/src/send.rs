//! The button "Verbindlich absenden". A second click, a reload and the back button all lead to the same case.

use crate::account::way::to_sign_in;
use crate::{guest, places};
use axum::extract::{Path, State};
use axum::response::Redirect;
use cases::Actor;
use casework::{Refusal, Wish};
use kit::{Failure, Submitted, Visitor, Web};
use values::DraftId;

/// `POST /{slug}/antrag/{draft}/absenden`.
pub(crate) async fn send(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Redirect, Failure> {
    form.made_for(guest::session(&web, &visitor))?;
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let place = places::wizard(&slug, draft, "");
    if guest::is_over(&web, &visitor, &actor) {
        return Ok(Redirect::to(&format!("{}&abgelaufen=ja", to_sign_in(&place.summary()))));
    }
    if matches!(actor, Actor::Citizen(_)) {
        let wish = if form.get("_per_post").is_empty() { Wish::AsUsual } else { Wish::ByPost };
        web.casework.wish_delivery(&actor, &town, draft, wish).await.map_err(guest::draft_refused)?;
    }
    match web.casework.submit_application(&actor, &town, draft, visitor.language).await {
        Err(Refusal::Problems(_) | Refusal::TrustNeeded(_)) => Ok(Redirect::to(&place.summary())),
        sent => Ok(sent.map(|()| Redirect::to(&place.done()))?),
    }
}
