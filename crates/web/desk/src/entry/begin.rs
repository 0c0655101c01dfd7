//! Which application is entered: a new one of a service, or one that was begun.

use crate::clerk::{Clerk, Turned};
use crate::nav::{Area, Nav};
use crate::places;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::{EntryDraft, EntryPage, EntryProcedure, EntryService};
use kit::{Failure, Page, Submitted, Visitor, Web, Words};
use serde::Deserialize;

/// What the address says beside the path.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// One has just been put aside.
    #[serde(default)]
    hinweis: String,
}

/// `GET /amt/{slug}/aufnehmen`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let entry = web.casework.entry_page(&clerk.actor, &clerk.town, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    let was_saved = asked.hinweis == places::SAVED;
    let page = EntryListPage { words, slug, entry, token: clerk.token(), was_saved };
    Ok(web.page(clerk.shell(visitor), &page))
}

/// `POST /amt/{slug}/aufnehmen`: opens a draft of the procedure on the button and leads to its first page.
pub(crate) async fn open(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter_with(&web, &slug, &visitor, &form).await?;
    let wanted = form.get("antrag").split_once('/').ok_or(Failure::NotFound)?;
    let opened = web.casework.open_draft(&clerk.actor, &clerk.town, wanted).await?;
    Ok(Redirect::to(&places::entry(&slug, opened.draft).page(0)).into_response())
}

#[derive(Template)]
#[template(path = "entry.html")]
pub(crate) struct EntryListPage {
    words: Words,
    slug: String,
    entry: EntryPage,
    token: String,
    was_saved: bool,
}

impl EntryListPage {
    fn nav(&self) -> askama::Result<String> {
        Nav::html(&self.words, &self.slug, (Area::Entry, ""))
    }

    fn begin(&self) -> String {
        places::entries(&self.slug)
    }

    fn button(&self, service: &EntryService, procedure: &EntryProcedure) -> String {
        format!("{}/{}", service.key, procedure.key)
    }

    fn go_on(&self, draft: &EntryDraft) -> String {
        places::entry(&self.slug, draft.draft).page(0)
    }

    fn changed(&self, draft: &EntryDraft) -> String {
        self.words.fill("desk-entry-changed", &[("at", kit::date_time(draft.changed_at))])
    }
}

impl Page for EntryListPage {
    fn title(&self) -> String {
        self.words.of("desk-entry-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |entry, was_saved| EntryListPage {
            words: words.clone(),
            slug: "musterstadt".into(),
            entry,
            token: "0".into(),
            was_saved,
        };
        let nothing = EntryPage { services: Vec::new(), begun: Vec::new() };
        vec![page(nothing, false), page(crate::sample::entries(), true)]
    }
}
