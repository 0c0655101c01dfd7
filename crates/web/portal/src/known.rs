//! A place that is known but not live: who is competent, how to reach them, and what its county or state offers online.

use crate::sample;
use askama::Template;
use casework::{KnownPlace, NotOnline, ServiceCard};
use kit::{Page, Words};

#[derive(Template)]
#[template(path = "known.html")]
pub(crate) struct KnownPage {
    pub(crate) words: Words,
    pub(crate) place: KnownPlace,
    pub(crate) services: Vec<ServiceCard>,
}

impl Page for KnownPage {
    fn title(&self) -> String {
        self.place.full_name.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |place, services| KnownPage { words: words.clone(), place, services };
        let alone = KnownPlace { county: None, ..sample::known_place() };
        vec![page(sample::known_place(), vec![sample::county_card()]), page(alone, Vec::new())]
    }
}

/// A service that nobody offers online for a place yet.
#[derive(Template)]
#[template(path = "not_online.html")]
pub(crate) struct NotOnlinePage {
    pub(crate) words: Words,
    pub(crate) slug: String,
    pub(crate) service: NotOnline,
}

impl Page for NotOnlinePage {
    fn title(&self) -> String {
        self.service.title.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let service = NotOnline {
            title: "Hund anmelden".into(),
            place: "Musterdorf".into(),
            contact: sample::known_place().contact,
        };
        vec![NotOnlinePage { words: words.clone(), slug: "musterdorf".into(), service }]
    }
}
