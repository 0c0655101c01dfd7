//! The button "Jetzt beantragen": opens a draft and leads to its first page.

use crate::{guest, places};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use kit::{Failure, Visitor, Web};

/// `POST /{slug}/leistung/{service}/antrag/{procedure}`. There is no session yet to tie the form to; the origin check stands alone.
pub(crate) async fn open(
    State(web): State<Web>,
    Path((slug, key, procedure)): Path<(String, String, String)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let opened = web.casework.open_draft(&actor, &town, (&key, &procedure)).await?;
    let first = Redirect::to(&places::wizard(&slug, opened.draft, &key).page(0));
    Ok(match opened.session {
        Some(token) => (guest::remember_drafts(&web, &token), first).into_response(),
        None => first.into_response(),
    })
}
