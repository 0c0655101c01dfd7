//! A delivered document as a download.

use crate::guest;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::{Failure, Visitor, Web};
use values::DocumentId;

/// `GET /{slug}/vorgang/{number}/dokument/{id}`.
pub(crate) async fn download(
    State(web): State<Web>,
    Path((slug, number, document)): Path<(String, String, DocumentId)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let file = web.casework.delivered_document(&actor, &town, &number, document).await?;
    Ok(kit::attachment(file))
}
