//! What every handler is given: the use cases and the frame of the pages; and how a use case's refusal becomes an answer.

use crate::{Failure, Frame, Page, Shell, Submitted, Town, Visitor};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use casework::{Casework, Refusal};

/// What every handler is given. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Web {
    /// The use cases.
    pub casework: Casework,
    /// Texts, static files, cookies, layout.
    pub frame: Frame,
}

impl Web {
    /// The town of an address.
    pub async fn town(&self, slug: &str) -> Result<casework::Town, Failure> {
        Ok(self.casework.town(slug).await?)
    }

    /// A page as an answer.
    pub fn page<P: Page>(&self, shell: Shell, page: &P) -> Response {
        self.frame.page(shell, page)
    }

    /// A cookie of this browser.
    pub fn cookie<'a>(&self, visitor: &'a Visitor, name: &str) -> Option<&'a str> {
        visitor.cookie(self.frame.cookies(), name)
    }

    /// Refuses a form that was not made for the session in this cookie.
    pub fn check_form(&self, form: &Submitted, visitor: &Visitor, cookie: &str) -> Result<(), Failure> {
        form.made_for(self.cookie(visitor, cookie).unwrap_or_default())
    }
}

/// Faults are logged here in full; people only read that something broke.
impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound | Refusal::NotSignedIn => Failure::NotFound,
            Refusal::NotAllowed | Refusal::TrustNeeded(_) => Failure::Forbidden,
            Refusal::FourEyes => Failure::FourEyes,
            Refusal::Conflict | Refusal::TaskTaken { .. } | Refusal::Taken { .. } | Refusal::Problems(_) => {
                Failure::Overtaken
            }
            Refusal::Busy | Refusal::Throttled { .. } => Failure::Busy,
            Refusal::Fault(fault) => {
                tracing::error!(%fault, "a use case failed");
                Failure::Broken
            }
        }
    }
}

impl From<&casework::Town> for Town {
    fn from(town: &casework::Town) -> Self {
        let crest = &town.settings.crest;
        Self {
            slug: town.slug.clone(),
            name: town.name.clone(),
            crest: if crest.is_empty() { String::new() } else { format!("/{}/wappen/{crest}", town.slug) },
            notice: town.settings.notice.clone(),
            notice_en: town.settings.notice_en.clone(),
            colour: town.settings.colour.clone(),
        }
    }
}

/// A document as a download. Whatever it holds, the browser runs nothing of it.
pub fn attachment(file: casework::File) -> Response {
    let headers = [
        (header::CONTENT_TYPE, header_text(&file.media_type)),
        (header::CONTENT_DISPOSITION, header_text(&disposition(&file.file_name))),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
    ];
    (headers, file.bytes).into_response()
}

/// A document shown in the browser: only kinds that browsers draw without running anything of them.
pub fn shown_inline(file: casework::File) -> Option<Response> {
    if !matches!(file.media_type.as_str(), "application/pdf" | "image/png" | "image/jpeg") {
        return None;
    }
    // A sandbox would keep browsers from drawing a PDF at all; their viewers keep it apart by themselves.
    let policy = if file.media_type == "application/pdf" {
        "default-src 'none'; object-src 'self'; frame-ancestors 'none'"
    } else {
        "default-src 'none'; sandbox; frame-ancestors 'none'"
    };
    let inline = disposition(&file.file_name).replacen("attachment", "inline", 1);
    let headers = [
        (header::CONTENT_TYPE, header_text(&file.media_type)),
        (header::CONTENT_DISPOSITION, header_text(&inline)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
    ];
    Some((headers, file.bytes).into_response())
}

/// The plain name for old programs, the real one beside it (RFC 6266).
fn disposition(name: &str) -> String {
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_');
    let plain: String = name.chars().map(|sign| if is_plain(sign) { sign } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if is_plain(char::from(byte)) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// A text as a value in an address (RFC 3986): everything but letters, digits and `-._~` is written as bytes.
pub fn in_address(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let written =
        |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(written).collect()
}

fn header_text(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A notice keeps its German name when it is saved.
    #[test]
    fn file_names_keep_their_letters() {
        assert_eq!(
            disposition("Bescheid über Hundesteuer.pdf"),
            "attachment; filename=\"Bescheid__ber_Hundesteuer.pdf\"; filename*=UTF-8''Bescheid%20%C3%BCber%20Hundesteuer.pdf"
        );
    }
}
