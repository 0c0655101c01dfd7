//! A document of a case, delivered or not: as a download, and as a page to read.

use crate::clerk::{Clerk, Turned};
use crate::places;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use kit::letter::{LetterOnScreen, Link, Size};
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

/// `GET /amt/{slug}/vorgang/{case}/dokument/{id}/lesen`.
pub(crate) async fn read(
    State(web): State<Web>,
    Path((slug, case, document)): Path<(String, CaseId, DocumentId)>,
    Query(size): Query<Size>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let letter = web.casework.case_letter(&clerk.actor, &clerk.town, case, document).await?;
    let words = web.frame.words(visitor.language);
    let back = Link { to: places::case(&slug, case), text: words.of("kit-letter-back") };
    let pdf = places::document(&slug, case, document);
    Ok(web.page(clerk.shell(visitor), &LetterOnScreen::new(words, letter, back, pdf).sized(size)))
}

/// `GET …/dokument/{id}/ansehen`: in the browser, where it runs nothing; what browsers cannot show safely is not found.
pub(crate) async fn view(
    State(web): State<Web>,
    Path((slug, case, document)): Path<(String, CaseId, DocumentId)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let file = web.casework.case_document(&clerk.actor, &clerk.town, case, document).await?;
    kit::shown_inline(file).ok_or(Turned::Away(kit::Failure::NotFound))
}
