//! The postbox across all towns; opening something is noted.

use super::sign_in;
use crate::{guest, places};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::PostboxEntry;
use kit::{Audience, Failure, Page, Shell, Visitor, Web, Words};

/// `GET /postfach`.
pub(crate) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let actor = guest::actor(&web, &visitor).await?;
    match web.casework.my_postbox(&actor).await {
        Err(refusal) => sign_in::when_over(refusal, "/postfach"),
        Ok(entries) => {
            let words = web.frame.words(visitor.language);
            Ok(web.page(Shell::plain(Audience::Portal, visitor), &PostboxPage { words, entries }))
        }
    }
}

/// `GET /postfach/{slug}/{id}`: leads to the letter on screen, or to the case.
pub(crate) async fn open(
    State(web): State<Web>,
    Path((slug, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let actor = guest::actor(&web, &visitor).await?;
    match web.casework.open_postbox_entry(&actor, &slug, &id).await {
        Err(refusal) => sign_in::when_over(refusal, &visitor.path),
        Ok(entry) => {
            let to = match entry.document {
                Some(document) => places::letter(&entry.slug, &entry.number, document),
                None => places::status(&entry.slug, &entry.number),
            };
            Ok(Redirect::to(&to).into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "postbox.html")]
pub(crate) struct PostboxPage {
    words: Words,
    entries: Vec<PostboxEntry>,
}

impl PostboxPage {
    fn date(&self, entry: &PostboxEntry) -> String {
        kit::date(entry.at)
    }

    fn deemed(&self, entry: &PostboxEntry) -> Option<String> {
        let day = entry.deemed_on.as_deref()?.parse().ok()?;
        Some(self.words.fill("portal-postbox-deemed", &[("date", kit::day(day))]))
    }
}

impl Page for PostboxPage {
    fn title(&self) -> String {
        self.words.of("portal-postbox-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let entry = PostboxEntry {
            slug: "musterstadt".into(),
            town: "Stadt Musterstadt".into(),
            id: "ab".into(),
            number: "2026-00042".into(),
            title: "Bescheid über Hundesteuer".into(),
            is_question: false,
            document: None,
            at: crate::sample::moment(),
            opened_at: None,
            deemed_on: Some("2026-11-27".into()),
        };
        vec![
            PostboxPage { words: words.clone(), entries: vec![entry] },
            PostboxPage { words: words.clone(), entries: Vec::new() },
        ]
    }
}
