//! "Später weitermachen": says that everything is stored, how long, and where to carry on.

use crate::{guest, places};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kit::{Failure, Page, Visitor, Web, Words};
use values::DraftId;

/// `GET /{slug}/antrag/{draft}/spaeter`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let summary = web.casework.summary(&actor, &town, draft, visitor.language).await;
    let summary = summary.map_err(guest::draft_refused)?;
    let words = web.frame.words(visitor.language);
    let place = places::wizard(&slug, draft, &summary.draft.service);
    let go_on = summary.incomplete_page.map_or_else(|| place.summary(), |index| place.page(index));
    Ok(web.page(guest::shell(visitor, &town), &LaterPage { words, go_on }))
}

#[derive(Template)]
#[template(path = "later.html")]
pub(crate) struct LaterPage {
    words: Words,
    go_on: String,
}

impl Page for LaterPage {
    fn title(&self) -> String {
        self.words.of("portal-later-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        vec![LaterPage { words: words.clone(), go_on: "/musterstadt/antrag/0/2".into() }]
    }
}
