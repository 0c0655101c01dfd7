//! The search of the desk: one field over cases and records.

use crate::clerk::{Clerk, Turned};
use crate::nav::{Area, Nav};
use crate::{places, status};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use casework::{Found, FoundCase, FoundRecord};
use kit::{Page, Visitor, Web, Words};
use serde::Deserialize;

/// What is searched for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
}

/// `GET /amt/{slug}/suche`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let text: String = asked.q.trim().chars().take(100).collect();
    let found = web.casework.search(&clerk.actor, &clerk.town, &text, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(clerk.shell(visitor), &SearchPage { words, slug, text, found }))
}

#[derive(Template)]
#[template(path = "search.html")]
pub(crate) struct SearchPage {
    words: Words,
    slug: String,
    text: String,
    found: Found,
}

impl SearchPage {
    fn nav(&self) -> askama::Result<String> {
        Nav::html(&self.words, &self.slug, (Area::Search, &self.text))
    }

    /// What to say above the tables, or instead of them.
    fn told(&self) -> String {
        let count = self.found.cases.len() + self.found.records.len();
        match count {
            _ if self.text.is_empty() => self.words.of("desk-search-start"),
            _ if self.found.is_too_short => self.words.of("desk-search-short"),
            0 => self.words.fill("desk-search-nothing", &[("text", &self.text)]),
            _ if self.found.is_cut => self.words.fill("desk-search-cut", &[("count", &count.to_string())]),
            _ => self.words.fill("desk-search-found", &[("count", &count.to_string()), ("text", &self.text)]),
        }
    }

    fn case(&self, case: &FoundCase) -> String {
        places::case(&self.slug, case.case)
    }

    fn status(&self, case: &FoundCase) -> String {
        status::word(&self.words, case.status)
    }

    fn received(&self, case: &FoundCase) -> String {
        kit::date(case.received_at)
    }

    fn record(&self, found: &FoundRecord) -> String {
        places::record(&self.slug, &found.service, found.record.number)
    }

    fn standing(&self, found: &FoundRecord) -> String {
        crate::records::standing(&self.words, &found.record)
    }
}

impl Page for SearchPage {
    fn title(&self) -> String {
        self.words.of("desk-search-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |text: &str, found| SearchPage {
            words: words.clone(),
            slug: "musterstadt".into(),
            text: text.into(),
            found,
        };
        vec![
            page("", Found { is_too_short: true, ..Found::default() }),
            page("x", Found { is_too_short: true, ..Found::default() }),
            page("Müller", Found::default()),
            page("Bello", crate::sample::found()),
            page("Bello", Found { is_cut: true, ..crate::sample::found() }),
        ]
    }
}
