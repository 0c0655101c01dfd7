//! After an application was entered: what the person is given, and where the case is. Also the files of the draft, and
//! putting it aside.

use crate::clerk::{Clerk, Turned};
use crate::places;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Redirect, Response};
use casework::Entered;
use kit::{Page, Visitor, Web, Words};
use values::{DocumentId, DraftId};

/// `GET /amt/{slug}/aufnehmen/{draft}/fertig`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let entered = web.casework.entered(&clerk.actor, &clerk.town, draft, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(clerk.shell(visitor), &EnteredPage { words, slug, draft, entered }))
}

/// `GET /amt/{slug}/aufnehmen/{draft}/eingangsbestaetigung`: the receipt as PDF, to be handed over.
pub(crate) async fn receipt(
    State(web): State<Web>,
    Path((slug, draft)): Path<(String, DraftId)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let entered = web.casework.entered(&clerk.actor, &clerk.town, draft, visitor.language).await?;
    let number = &entered.receipt.number;
    let file = web.casework.receipt_file(&clerk.actor, &clerk.town, number, visitor.language).await?;
    Ok(kit::attachment(file))
}

/// `GET /amt/{slug}/aufnehmen/{draft}/spaeter`: everything is stored; the list says so.
pub(crate) async fn later(Path((slug, _)): Path<(String, DraftId)>) -> Redirect {
    Redirect::to(&format!("{}?hinweis={}", places::entries(&slug), places::SAVED))
}

/// `GET /amt/{slug}/aufnehmen/{draft}/datei/{id}`: a file of the draft.
pub(crate) async fn file(
    State(web): State<Web>,
    Path((slug, draft, file)): Path<(String, DraftId, DocumentId)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let file = web.casework.draft_file(&clerk.actor, &clerk.town, draft, file).await?;
    Ok(kit::attachment(file))
}

#[derive(Template)]
#[template(path = "entered.html")]
pub(crate) struct EnteredPage {
    words: Words,
    slug: String,
    draft: DraftId,
    entered: Entered,
}

impl EnteredPage {
    fn receipt_file(&self) -> String {
        places::entry_receipt(&self.slug, self.draft)
    }

    fn case(&self) -> String {
        places::case(&self.slug, self.entered.case)
    }

    fn next_one(&self) -> String {
        places::entries(&self.slug)
    }
}

impl Page for EnteredPage {
    fn title(&self) -> String {
        format!("{} – {}", self.words.of("desk-entered-title"), self.entered.receipt.service_title)
    }

    fn samples(words: &Words) -> Vec<Self> {
        let (slug, draft) = ("musterstadt".into(), DraftId::derived(&[b"sample"]));
        vec![EnteredPage { words: words.clone(), slug, draft, entered: crate::sample::entered() }]
    }
}
