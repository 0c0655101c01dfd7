//! The page of a service: what it is, who, what to have ready, cost, duration, and the button that opens a draft.

use crate::known::NotOnlinePage;
use crate::{guest, places, sample};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use casework::{Cost, Elsewhere, Place, ProcedureCard, ServiceAt, ServicePage};
use kit::{Audience, Failure, Page, Shell, Visitor, Web, Words};
use serde::Deserialize;

/// Where somebody comes from who was led here.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Led {
    #[serde(default)]
    von: String,
}

/// `GET /{slug}/leistung/{service}`: the page, or the way to whoever is competent.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((slug, key)): Path<(String, String)>,
    Query(led): Query<Led>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let place = web.casework.place(&slug).await?;
    if let Place::Moved { slug } = &place {
        return Ok(Redirect::to(&places::service(slug, &key)).into_response());
    }
    let words = web.frame.words(visitor.language);
    match web.casework.service_at(&place, &key, visitor.language).await? {
        ServiceAt::Here(service) => {
            let Place::Live(town) = place else { return Err(Failure::NotFound) };
            let led_to = (!led.von.is_empty()).then(|| web.casework.led_to(&town));
            let page = ServiceInTown { words, slug, service: *service, led_to };
            Ok(web.page(guest::shell(visitor, &town), &page))
        }
        ServiceAt::Elsewhere(other) => {
            Ok(Redirect::to(&places::service_from(&other.slug, &key, &slug)).into_response())
        }
        ServiceAt::NotOnline(service) => {
            let shell = match &place {
                Place::Live(town) => guest::shell(visitor, town),
                Place::Known(_) | Place::Moved { .. } => Shell::plain(Audience::Portal, visitor),
            };
            Ok(web.page(shell, &NotOnlinePage { words, slug, service: *service }))
        }
    }
}

#[derive(Template)]
#[template(path = "service.html")]
pub(crate) struct ServiceInTown {
    words: Words,
    slug: String,
    service: ServicePage,
    /// Said to whoever was led here from another place.
    led_to: Option<Elsewhere>,
}

impl ServiceInTown {
    fn apply(&self, procedure: &ProcedureCard) -> String {
        format!("{}/antrag/{}", places::service(&self.slug, &self.service.card.key), procedure.key)
    }

    /// The only procedure; nothing when people have to choose.
    fn only(&self) -> Option<&ProcedureCard> {
        if let [only] = self.service.procedures.as_slice() { Some(only) } else { None }
    }

    /// The words of the package for the button that begins, else our own.
    fn action(&self) -> String {
        self.service.action.clone().unwrap_or_else(|| self.words.of("portal-service-apply"))
    }

    fn who_heading(&self) -> String {
        self.service.who_heading.clone().unwrap_or_else(|| self.words.of("portal-service-who"))
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
        let page = |service, led_to| ServiceInTown {
            words: words.clone(),
            slug: "musterstadt".into(),
            service,
            led_to,
        };
        let signed = ServicePage { trust_level: 2, costs: Vec::new(), ..sample::service() };
        let [first] = sample::service().procedures.try_into().expect("one procedure");
        let second =
            ProcedureCard { key: "deregister".into(), title: "Hund abmelden".into(), ..first.clone() };
        let own = ServicePage {
            action: Some("Jetzt melden".into()),
            who_heading: Some("Für wen ist das".into()),
            ..sample::service()
        };
        let several = ServicePage { procedures: vec![first, second], ..sample::service() };
        let mut dearer = sample::service();
        dearer.costs[0].from = Some(sample::moment());
        let elsewhere = sample::county_card().elsewhere;
        vec![
            page(sample::service(), None),
            page(signed, elsewhere),
            page(several, None),
            page(dearer, None),
            page(own, None),
        ]
    }
}
