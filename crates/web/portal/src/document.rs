//! A delivered document: as a download, and as a page to read; and the receipt of the application.

use crate::{guest, places, way_in};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use kit::letter::{LetterOnScreen, Link, Size};
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
    match web.casework.delivered_document(&actor, &town, &number, document).await {
        Err(refusal) => way_in::instead(&web, &visitor, (&actor, &town, &number), refusal).await,
        Ok(file) => Ok(kit::attachment(file)),
    }
}

/// `GET /{slug}/vorgang/{number}/dokument/{id}/lesen`.
pub(crate) async fn read(
    State(web): State<Web>,
    Path((slug, number, document)): Path<(String, String, DocumentId)>,
    Query(size): Query<Size>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let letter = match web.casework.delivered_page(&actor, &town, &number, document).await {
        Err(refusal) => return way_in::instead(&web, &visitor, (&actor, &town, &number), refusal).await,
        Ok(letter) => letter,
    };
    let words = web.frame.words(visitor.language);
    let back = Link { to: places::status(&slug, &number), text: words.of("kit-letter-back") };
    let pdf = places::document(&slug, &number, document);
    Ok(web.page(guest::shell(visitor, &town), &LetterOnScreen::new(words, letter, back, pdf).sized(size)))
}

/// `GET /{slug}/vorgang/{number}/eingangsbestaetigung`.
pub(crate) async fn receipt(
    State(web): State<Web>,
    Path((slug, number)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    match web.casework.receipt_file(&actor, &town, &number, visitor.language).await {
        Err(refusal) => way_in::instead(&web, &visitor, (&actor, &town, &number), refusal).await,
        Ok(file) => Ok(kit::attachment(file)),
    }
}
