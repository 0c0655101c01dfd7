//! After sending: the number, the code, and what happens next.

use crate::{guest, places};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::Receipt;
use kit::{Failure, Page, Visitor, Web, Words};
use values::DraftId;

/// `GET /{slug}/antrag/{draft}/fertig`. Only the browser that sent the application sees the code.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let actor = guest::actor(&web, &visitor).await?;
    let receipt = web.casework.receipt(&actor, &town, draft, visitor.language).await;
    let receipt = receipt.map_err(guest::draft_refused)?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(guest::shell(visitor, &town), &DonePage { words, slug, receipt }))
}

#[derive(Template)]
#[template(path = "done.html")]
pub(crate) struct DonePage {
    words: Words,
    slug: String,
    receipt: Receipt,
}

impl DonePage {
    fn received(&self) -> String {
        let (date, time) = (kit::date(self.receipt.received_at), kit::time_of_day(self.receipt.received_at));
        self.words.fill("portal-done-received", &[("date", date), ("time", time)])
    }

    /// Number and code as a person pastes them into a note.
    fn to_copy(&self) -> String {
        let line = |key: &str, value: &str| format!("{}: {value}", self.words.of(key));
        let number = line("portal-done-number", &self.receipt.number);
        format!("{number}, {}", line("portal-done-code", &self.receipt.code))
    }

    fn receipt_file(&self) -> String {
        places::receipt(&self.slug, &self.receipt.number)
    }

    fn status(&self) -> String {
        places::status(&self.slug, &self.receipt.number)
    }
}

impl Page for DonePage {
    fn title(&self) -> String {
        format!("{} – {}", self.words.of("portal-done-title"), self.receipt.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let receipt = crate::sample::receipt();
        vec![DonePage { words: words.clone(), slug: "musterstadt".into(), receipt }]
    }
}
