//! The addresses of the portal's pages, so that each is written once.

use kit::wizard::WizardPlaces;
use values::{DocumentId, DraftId, PaymentId, QuestionId};

/// The pages of a draft of this service.
pub(crate) fn wizard(slug: &str, draft: DraftId, key: &str) -> WizardPlaces {
    WizardPlaces {
        base: format!("/{slug}/antrag/{draft}"),
        above: service(slug, key),
        privacy: format!("/{slug}/datenschutz"),
    }
}

pub(crate) fn service(slug: &str, key: &str) -> String {
    format!("/{slug}/leistung/{key}")
}

/// The page of a service for somebody who comes from another place.
pub(crate) fn service_from(slug: &str, key: &str, from: &str) -> String {
    format!("/{slug}/leistung/{key}?von={from}")
}

pub(crate) fn status(slug: &str, number: &str) -> String {
    format!("/{slug}/vorgang/{number}")
}

/// The town and the number of the case that an address is about.
pub(crate) fn case_of(address: &str) -> Option<(&str, &str)> {
    let mut parts = address.trim_start_matches('/').split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(slug), Some("vorgang"), Some(number)) => Some((slug, number)),
        _ => None,
    }
}

/// The part of a case's page where payments stand.
pub(crate) fn payments(slug: &str, number: &str) -> String {
    format!("{}#zahlungen", status(slug, number))
}

/// Where the answer to a question is sent.
pub(crate) fn answer(slug: &str, number: &str, question: QuestionId) -> String {
    format!("{}/frage/{question}", status(slug, number))
}

/// The page that asks whether the application is really withdrawn.
pub(crate) fn withdraw(slug: &str, number: &str) -> String {
    format!("{}/zurueckziehen", status(slug, number))
}

pub(crate) fn pay(slug: &str, number: &str, payment: PaymentId) -> String {
    format!("{}/zahlung/{payment}/bezahlen", status(slug, number))
}

pub(crate) fn document(slug: &str, number: &str, document: DocumentId) -> String {
    format!("/{slug}/vorgang/{number}/dokument/{document}")
}

/// A letter to read on screen.
pub(crate) fn letter(slug: &str, number: &str, document: DocumentId) -> String {
    format!("{}/lesen", self::document(slug, number, document))
}

/// The receipt as a file.
pub(crate) fn receipt(slug: &str, number: &str) -> String {
    format!("{}/eingangsbestaetigung", status(slug, number))
}

/// The form for number and code, with the number already in it.
pub(crate) fn status_form(slug: &str, number: &str) -> String {
    let plain: String = number.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
    format!("/{slug}/vorgang?nummer={plain}")
}
