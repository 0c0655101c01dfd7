//! What all pages share: layout, texts, form renderer, cookies, request guards, error pages, static files.
//! No page of an audience lives here, and nothing is decided about a case.

mod assets;
mod colour;
mod cookies;
mod error_pages;
mod failure;
mod form;
mod frame;
mod guard;
mod headers;
mod layout;
pub mod letter;
mod parts;
mod proxies;
mod qr;
mod route;
pub mod samples;
mod shown;
mod submitted;
mod texts;
mod town;
mod unread;
mod visitor;
mod web;
pub mod wizard;

pub use assets::Assets;
pub use cookies::{CITIZEN, Cookies, Lifetime};
pub use failure::Failure;
pub use form::{
    Blocks, Files, FormPart, Problems, asks_for_fields, asks_for_preview, fields_alone, kind_name, limit,
};
pub use frame::{Audience, Frame, Page, Shell, SignedIn};
pub use parts::{InParts, Inbox};
pub use proxies::Proxies;
pub use qr::qr_image;
pub use route::{Method, Route, Who, router, static_routes};
pub use shown::{date, date_time, day, dialled, received, size, time_of_day};
pub use submitted::{Submitted, TYPED, token_for};
pub use texts::{CatalogueFault, Texts, Words};
pub use town::Town;
pub use visitor::Visitor;
pub use web::{Web, attachment, in_address, shown_inline};

/// The sentences of this crate, by language.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];
