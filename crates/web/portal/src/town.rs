//! The start page of a town: search, what it offers, its messages, and the way to a case that already runs. A place that is
//! known but not live has a page of its own.

use crate::known::KnownPage;
use crate::{guest, sample};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::{Place, ServiceCard, Town};
use kit::{Audience, Failure, Page, Shell, Visitor, Web, Words};
use serde::Deserialize;

/// What is looked for in a town.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    suche: String,
    #[serde(default)]
    lage: String,
}

/// `GET /{slug}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let words = web.frame.words(visitor.language);
    match web.casework.place(&slug).await? {
        Place::Live(town) => {
            let services = web.casework.services(&town, visitor.language).await?;
            let shell = guest::shell(visitor, &town);
            Ok(web.page(shell, &TownPage { words, town: *town, wanted, services }))
        }
        Place::Known(place) => {
            let services = web.casework.services_of_known(&place, visitor.language).await?;
            let shell = Shell::plain(Audience::Portal, visitor);
            Ok(web.page(shell, &KnownPage { words, place: *place, services }))
        }
        Place::Moved { slug } => Ok(Redirect::to(&format!("/{slug}")).into_response()),
    }
}

#[derive(Template)]
#[template(path = "town.html")]
pub(crate) struct TownPage {
    words: Words,
    town: Town,
    wanted: Wanted,
    services: Vec<ServiceCard>,
}

impl TownPage {
    fn is_searching(&self) -> bool {
        !self.wanted.suche.trim().is_empty() || !self.wanted.lage.is_empty()
    }

    /// What fits the search; without one what the town puts first, else everything.
    fn shown(&self) -> Vec<&ServiceCard> {
        if self.is_searching() {
            return self.services.iter().filter(|card| self.fits(card)).collect();
        }
        let place = |card: &ServiceCard| {
            self.town.settings.popular.iter().position(|key| *key == card.key).unwrap_or(usize::MAX)
        };
        let mut cards: Vec<&ServiceCard> = self.services.iter().collect();
        cards.sort_by_key(|card| place(card));
        cards
    }

    /// Every word stands somewhere in what the service says of itself.
    fn fits(&self, card: &ServiceCard) -> bool {
        let text = format!("{} {} {}", card.title, card.summary, card.life_situation).to_lowercase();
        let words = self.wanted.suche.to_lowercase();
        let in_situation = self.wanted.lage.is_empty() || self.wanted.lage == card.life_situation;
        in_situation && words.split_whitespace().all(|word| text.contains(word))
    }

    /// The situations in life that services belong to, each once, with its address.
    fn situations(&self) -> Vec<(&str, String)> {
        let mut names: Vec<&str> = self.services.iter().map(|card| card.life_situation.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
            .into_iter()
            .map(|name| (name, format!("/{}?lage={}", self.town.slug, kit::in_address(name))))
            .collect()
    }

    /// A message's day as people write it; a day that is none stays as it was typed.
    fn day(&self, day: &str) -> String {
        match *day.split('-').collect::<Vec<_>>().as_slice() {
            [year, month, day] => format!("{day}.{month}.{year}"),
            _ => day.to_owned(),
        }
    }
}

impl Page for TownPage {
    /// The town itself: its start page needs no other name.
    fn title(&self) -> String {
        self.town.name.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |services, suche: &str| TownPage {
            words: words.clone(),
            town: sample::town(),
            wanted: Wanted { suche: suche.to_owned(), lage: String::new() },
            services,
        };
        let cards = vec![sample::card(), sample::county_card()];
        vec![
            page(cards.clone(), ""),
            page(cards.clone(), "hund"),
            page(cards, "jagdschein"),
            page(Vec::new(), ""),
        ]
    }
}
