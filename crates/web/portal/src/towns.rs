//! The first page: find your place, then what you want to do there.

use crate::{places, sample};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::{PlaceCard, ServiceCard};
use kit::{Audience, Failure, Page, Shell, Visitor, Web, Words};
use serde::Deserialize;

/// What was typed, and the service that was chosen before.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    ort: String,
    #[serde(default)]
    leistung: String,
}

/// `GET /`. A name that fits one place exactly leads straight there.
pub(crate) async fn show(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let found = web.casework.find_places(&asked.ort).await?;
    let services = web.casework.catalogue(visitor.language).await?;
    let live = web.casework.live_places().await?;
    let service = services.iter().find(|card| card.key == asked.leistung).cloned();
    let page = TownsPage {
        words: web.frame.words(visitor.language),
        typed: asked.ort,
        service,
        found,
        live,
        services,
    };
    match page.found.as_slice() {
        [only] => Ok(Redirect::to(&page.lead(only)).into_response()),
        _ => Ok(web.page(Shell::plain(Audience::Portal, visitor), &page)),
    }
}

#[derive(Template)]
#[template(path = "towns.html")]
pub(crate) struct TownsPage {
    words: Words,
    typed: String,
    /// The service that was chosen before the place.
    service: Option<ServiceCard>,
    found: Vec<PlaceCard>,
    live: Vec<PlaceCard>,
    services: Vec<ServiceCard>,
}

impl TownsPage {
    /// Where a place leads: to its start, or to the service that was chosen.
    fn lead(&self, place: &PlaceCard) -> String {
        match &self.service {
            Some(service) => places::service(&place.slug, &service.key),
            None => format!("/{}", place.slug),
        }
    }

    /// The situations in life that services belong to, each once.
    fn situations(&self) -> Vec<(&str, Vec<&ServiceCard>)> {
        let mut situations: Vec<(&str, Vec<&ServiceCard>)> = Vec::new();
        for card in &self.services {
            match situations.iter_mut().find(|(situation, _)| *situation == card.life_situation) {
                Some((_, cards)) => cards.push(card),
                None => situations.push((&card.life_situation, vec![card])),
            }
        }
        situations
    }
}

impl Page for TownsPage {
    fn title(&self) -> String {
        match &self.service {
            Some(service) => self.words.fill("portal-start-where", &[("service", service.title.clone())]),
            None => self.words.of("portal-town-title"),
        }
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |typed: &str, service, found, live| TownsPage {
            words: words.clone(),
            typed: typed.to_owned(),
            service,
            found,
            live,
            services: vec![sample::card()],
        };
        let places = vec![sample::live_place(), sample::other_place()];
        vec![
            page("", None, Vec::new(), places.clone()),
            page("Muster", Some(sample::card()), places, Vec::new()),
            page("Atlantis", None, Vec::new(), Vec::new()),
        ]
    }
}
