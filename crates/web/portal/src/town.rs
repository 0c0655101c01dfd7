//! The start page of a town: its services and the way to a case that already runs.

use crate::{guest, sample};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::{ServiceCard, Town};
use kit::{Failure, Page, Visitor, Web, Words};

/// `GET /{slug}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let services = web.casework.services(&town, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(guest::shell(visitor, &town), &TownPage { words, town, services }))
}

#[derive(Template)]
#[template(path = "town.html")]
pub(crate) struct TownPage {
    words: Words,
    town: Town,
    services: Vec<ServiceCard>,
}

impl Page for TownPage {
    /// The town itself: its start page needs no other name.
    fn title(&self) -> String {
        self.town.name.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |services| TownPage { words: words.clone(), town: sample::town(), services };
        vec![page(vec![sample::card()]), page(Vec::new())]
    }
}
