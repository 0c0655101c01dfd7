//! A file of a draft, for whoever owns the draft.

use crate::guest;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::{Failure, Visitor, Web};
use values::{DocumentId, DraftId};

/// `GET /{slug}/antrag/{draft}/datei/{id}`. Browsers show a picture inside our page and save it everywhere else.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft, file)): Path<(String, DraftId, DocumentId)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let file = web.casework.draft_file(&actor, &town, draft, file).await?;
    Ok(kit::attachment(file))
}
