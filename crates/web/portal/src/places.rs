//! The addresses of the portal's pages, so that each is written once.

use values::{DocumentId, DraftId};

/// A draft of a town.
pub(crate) struct DraftPlace<'a> {
    pub(crate) slug: &'a str,
    pub(crate) draft: DraftId,
}

impl DraftPlace<'_> {
    /// A page of the wizard, by the number people see.
    pub(crate) fn page(&self, number: usize) -> String {
        format!("/{}/antrag/{}/{number}", self.slug, self.draft)
    }

    pub(crate) fn summary(&self) -> String {
        format!("/{}/antrag/{}/pruefen", self.slug, self.draft)
    }

    pub(crate) fn later(&self) -> String {
        format!("/{}/antrag/{}/spaeter", self.slug, self.draft)
    }

    pub(crate) fn send(&self) -> String {
        format!("/{}/antrag/{}/absenden", self.slug, self.draft)
    }

    pub(crate) fn done(&self) -> String {
        format!("/{}/antrag/{}/fertig", self.slug, self.draft)
    }
}

pub(crate) fn service(slug: &str, key: &str) -> String {
    format!("/{slug}/leistung/{key}")
}

pub(crate) fn status(slug: &str, number: &str) -> String {
    format!("/{slug}/vorgang/{number}")
}

pub(crate) fn document(slug: &str, number: &str, document: DocumentId) -> String {
    format!("/{slug}/vorgang/{number}/dokument/{document}")
}

/// The form for number and code, with the number already in it.
pub(crate) fn status_form(slug: &str, number: &str) -> String {
    let plain: String = number.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
    format!("/{slug}/vorgang?nummer={plain}")
}
