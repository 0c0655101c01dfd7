//! The page of a service: what it is, who, what to have ready, cost, duration, and the button that opens a draft.

use crate::{guest, places, sample};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use casework::{Cost, ProcedureCard, ServicePage};
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
    fn apply(&self, procedure: &ProcedureCard) -> String {
        format!("{}/antrag/{}", places::service(&self.slug, &self.service.card.key), procedure.key)
    }

    /// The only procedure; nothing when people have to choose.
    fn only(&self) -> Option<&ProcedureCard> {
        if let [only] = self.service.procedures.as_slice() { Some(only) } else { None }
    }

    /// From when an amount of the future applies, behind its label.
    fn from(&self, cost: &Cost) -> String {
        let from = |moment| self.words.fill("portal-service-cost-from", &[("date", kit::date(moment))]);
        cost.from.map(|moment| format!(" ({})", from(moment))).unwrap_or_default()
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
        let [first] = sample::service().procedures.try_into().expect("one procedure");
        let second =
            ProcedureCard { key: "deregister".into(), title: "Hund abmelden".into(), ..first.clone() };
        let several = ServicePage { procedures: vec![first, second], ..sample::service() };
        let mut dearer = sample::service();
        dearer.costs[0].from = Some(sample::moment());
        vec![page(sample::service()), page(signed), page(several), page(dearer)]
    }
}
