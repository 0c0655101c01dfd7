//! Places as everybody sees them, live or only known.

use super::settings::AuthoritySettings;
use super::town::{ServicePage, Town};
use values::Language;

/// What stands at the first part of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A tenant whose pages are open.
    Live(Box<Town>),
    /// An area whose administration is not on the platform yet.
    Known(Box<KnownPlace>),
    /// Its pages stand at another address.
    Moved {
        /// The first part of that address.
        slug: String,
    },
}

/// A place that is known but not live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPlace {
    /// Key of its area.
    pub key: String,
    /// First part of its address.
    pub slug: String,
    /// Name, such as `Büdingen`.
    pub name: String,
    /// Name with its kind, such as `Stadt Büdingen`.
    pub full_name: String,
    /// Who speaks for it, and how to reach them.
    pub contact: Contact,
    /// The county it lies in; `None` for a county and for a town without one.
    pub county: Option<PlaceCard>,
    /// The towns of a county.
    pub towns: Vec<PlaceCard>,
}

/// An authority, with the ways to reach it as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its name in law.
    pub name: String,
    /// What its tenant has set.
    pub settings: Option<AuthoritySettings>,
}

/// A place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCard {
    /// First part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Whether its own administration can be applied to online.
    pub is_live: bool,
}

/// A county with its towns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The county; `None` for the towns that have none.
    pub county: Option<PlaceCard>,
    /// Its towns by name.
    pub towns: Vec<PlaceCard>,
}

/// Another tenant that is competent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// First part of its address.
    pub slug: String,
    /// Its name, such as `Wetteraukreis`.
    pub name: String,
    /// The name with its article, as the subject of a German sentence: `der Wetteraukreis`.
    pub called: String,
}

impl Elsewhere {
    /// The tenant as the subject of a sentence in this language.
    pub fn subject(&self, language: Language) -> String {
        match language {
            Language::De => self.called.clone(),
            Language::En => self.name.clone(),
        }
    }
}

/// A service as seen from a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServiceAt {
    /// The place's own tenant is competent and offers it.
    Here(Box<ServicePage>),
    /// Another tenant is competent and offers it.
    Elsewhere(Elsewhere),
    /// Whoever is competent does not offer it yet.
    NotOnline(Box<NotOnline>),
}

/// A service that cannot be applied for online at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotOnline {
    /// Title of the service.
    pub title: String,
    /// Name of the place.
    pub place: String,
    /// Who is competent.
    pub contact: Contact,
}
