//! The list of what has not arrived.

use super::Told;
use crate::places;
use askama::Template;
use casework::{Undelivered, UndeliveredEvent, UndeliveredStanding};
use kit::{Page, Words};

#[derive(Template)]
#[template(path = "undelivered.html")]
pub(crate) struct UndeliveredList {
    words: Words,
    slug: String,
    list: Undelivered,
    /// Whether something stands before this page.
    goes_on: bool,
    told: Option<Told>,
}

impl UndeliveredList {
    pub(super) fn new(
        words: Words,
        slug: &str,
        (list, goes_on, told): (Undelivered, bool, Option<Told>),
    ) -> Self {
        Self { words, slug: slug.to_owned(), list, goes_on, told }
    }

    fn back(&self) -> String {
        places::work_list(&self.slug)
    }

    fn event(&self, event: &UndeliveredEvent) -> String {
        places::undelivered_event(&self.slug, event.id)
    }

    fn next(&self) -> Option<String> {
        let after = self.list.next.as_ref()?;
        Some(format!("{}?nach={after}", places::undelivered(&self.slug)))
    }

    fn told(&self) -> Option<(&'static str, String)> {
        let (class, key) = match self.told? {
            Told::Offered => ("success", "desk-undelivered-offered"),
            Told::Given => ("success", "desk-undelivered-given"),
            Told::LetGo => ("success", "desk-undelivered-let-go"),
            Told::Overtaken => ("warning", "desk-undelivered-overtaken"),
        };
        Some((class, self.words.of(key)))
    }

    fn at(&self, event: &UndeliveredEvent) -> String {
        kit::date_time(event.at)
    }

    fn kind(&self, event: &UndeliveredEvent) -> String {
        kind(&self.words, event)
    }

    fn standing(&self, event: &UndeliveredEvent) -> String {
        standing(&self.words, event)
    }
}

/// Whether it is a message or a signal.
pub(super) fn kind(words: &Words, event: &UndeliveredEvent) -> String {
    words.of(match event.standing {
        UndeliveredStanding::Missed => "desk-undelivered-signal",
        UndeliveredStanding::Kept { .. } | UndeliveredStanding::Over { .. } => "desk-undelivered-message",
    })
}

/// Where it stands, as a sentence.
pub(super) fn standing(words: &Words, event: &UndeliveredEvent) -> String {
    let missed = event.missed.to_string();
    match &event.standing {
        UndeliveredStanding::Kept { until, .. } => {
            let key = if event.missed > 0 { "desk-undelivered-refused" } else { "desk-undelivered-kept" };
            words.fill(key, &[("date", kit::date(*until)), ("count", missed)])
        }
        UndeliveredStanding::Over { since, .. } => {
            words.fill("desk-undelivered-over", &[("date", kit::date(*since))])
        }
        UndeliveredStanding::Missed => words.fill("desk-undelivered-missed", &[("count", missed)]),
    }
}

impl Page for UndeliveredList {
    fn title(&self) -> String {
        self.words.of("desk-undelivered-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |list| UndeliveredList::new(words.clone(), "musterstadt", list);
        let none = || Undelivered { events: Vec::new(), next: None };
        vec![
            page((crate::sample::undelivered(), false, Some(Told::Overtaken))),
            page((none(), true, Some(Told::Offered))),
            page((none(), false, Some(Told::Given))),
            page((none(), false, Some(Told::LetGo))),
        ]
    }
}
