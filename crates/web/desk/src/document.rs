//! A document of a case as a download, delivered or not.

use crate::clerk::{Clerk, Turned};
use axum::extract::{Path, State};
use axum::response::Response;
use kit::{Visitor, Web};
use values::{CaseId, DocumentId};

/// `GET /amt/{slug}/vorgang/{case}/dokument/{id}`.
pub(crate) async fn download(
    State(web): State<Web>,
    Path((slug, case, document)): Path<(String, CaseId, DocumentId)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let file = web.casework.case_document(&clerk.actor, &clerk.town, case, document).await?;
    Ok(kit::attachment(file))
}
