//! Every answer before it is sent; how the page looks is the kit's.

use crate::account::{sign_in, way};
use crate::{guest, places};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use cases::{Actor, TrustLevel};
use casework::{Refusal, Summary};
use kit::wizard::{Gate, SummaryPage};
use kit::{Failure, Visitor, Web, Words};
use values::DraftId;

/// `GET /{slug}/antrag/{draft}/pruefen`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let summary = match web.casework.summary(&actor, &town, draft, visitor.language).await {
        Err(Refusal::NotFound) if guest::is_over(&web, &visitor, &actor) => {
            return sign_in::when_over(Refusal::NotSignedIn, &visitor.path);
        }
        summary => summary,
    };
    let summary = summary.map_err(guest::draft_refused)?;
    let places = places::wizard(&slug, draft, &summary.draft.service);
    if summary.draft.sent_as.is_some() {
        return Ok(Redirect::to(&places.done()).into_response());
    }
    let token = guest::form_token(&web, &visitor);
    let words = web.frame.words(visitor.language);
    let gate = gate(&words, &actor, &summary, &places.summary());
    let page = SummaryPage::new(words, summary, places, token).behind(gate);
    Ok(web.page(guest::shell(visitor, &town), &page))
}

/// What stands before sending: signing in where the service asks for it, and the choice of the postbox with an account.
fn gate(words: &Words, actor: &Actor, summary: &Summary, here: &str) -> Gate {
    let needed = TrustLevel::from_number(summary.trust_level);
    if actor.trust() < needed {
        let is_account = needed == TrustLevel::Account;
        let text = words.of(if is_account { "portal-gate-account" } else { "portal-gate-card" });
        let go = words.of(if is_account { "portal-sign-in-title" } else { "portal-card-go" });
        return Gate::Closed { text, to: way::to_sign_in(here), go };
    }
    match actor {
        Actor::Citizen(_) => Gate::Postbox { by_post: summary.by_post },
        _ => Gate::Open,
    }
}
