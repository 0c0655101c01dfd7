//! Every place of the state, county by county: for whoever does not want to search.

use crate::sample;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::Region;
use kit::{Audience, Failure, Page, Shell, Visitor, Web, Words};

/// `GET /orte`.
pub(crate) async fn show(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let regions = web.casework.regions().await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(Shell::plain(Audience::Portal, visitor), &PlaceListPage { words, regions }))
}

#[derive(Template)]
#[template(path = "place_list.html")]
pub(crate) struct PlaceListPage {
    words: Words,
    regions: Vec<Region>,
}

impl Page for PlaceListPage {
    fn title(&self) -> String {
        self.words.of("portal-places-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let county = Region { county: Some(sample::other_place()), towns: vec![sample::live_place()] };
        let free = Region { county: None, towns: vec![sample::other_place()] };
        vec![PlaceListPage { words: words.clone(), regions: vec![free, county] }]
    }
}
