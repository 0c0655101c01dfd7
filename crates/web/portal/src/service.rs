//! The page of a service: what it is, who, what to have ready, cost, duration, and the button that opens a draft.

use crate::{guest, places, sample};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::ServicePage;
use kit::{Failure, Page, Visitor, Web, Words};

/// `GET /{slug}/leistung/{service}`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, key)): Path<(String, String)>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let service = web.casework.service_page(&town, &key, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(guest::shell(visitor, &town), &ServiceInTown { words, slug, service }))
}

#[derive(Template)]
#[template(path = "service.html")]
pub(crate) struct ServiceInTown {
    words: Words,
    slug: String,
    service: ServicePage,
}

impl ServiceInTown {
    fn apply(&self) -> String {
        format!("{}/antrag", places::service(&self.slug, &self.service.card.key))
    }

    /// Why a person must sign in, or that they need not.
    fn trust(&self) -> String {
        match self.service.trust_level {
            0 => self.words.of("portal-service-trust-none"),
            level => self.words.fill("portal-service-trust-needed", &[("level", level.to_string())]),
        }
    }
}

impl Page for ServiceInTown {
    fn title(&self) -> String {
        self.service.card.title.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |service| ServiceInTown { words: words.clone(), slug: "musterstadt".into(), service };
        let signed = ServicePage { trust_level: 2, costs: Vec::new(), ..sample::service() };
        vec![page(sample::service()), page(signed)]
    }
}
