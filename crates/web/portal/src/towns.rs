//! The first page: the towns of this installation.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::Town;
use kit::{Audience, Failure, Page, Shell, Visitor, Web, Words};

/// `GET /`.
pub(crate) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let towns = web.casework.towns().await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(Shell::plain(Audience::Portal, visitor), &TownsPage { words, towns }))
}

#[derive(Template)]
#[template(path = "towns.html")]
pub(crate) struct TownsPage {
    words: Words,
    towns: Vec<Town>,
}

impl Page for TownsPage {
    fn title(&self) -> String {
        self.words.of("portal-towns-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let full = TownsPage { words: words.clone(), towns: vec![crate::sample::town()] };
        vec![full, TownsPage { words: words.clone(), towns: Vec::new() }]
    }
}
