//! Why a page cannot be shown. A handler names the reason; the words and the layout are added on the way out.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Why a page cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Failure {
    /// There is nothing at this address, or nothing this person may know of.
    NotFound,
    /// This browser holds no draft at this address.
    NoSuchDraft,
    /// The person is known, but this is not theirs to do.
    Forbidden,
    /// What somebody prepared must be released by somebody else (four eyes).
    FourEyes,
    /// The request came from another site.
    OtherSite,
    /// The form is older than the session it was made for.
    FormExpired,
    /// Somebody else changed the matter in the meantime, or it is already settled.
    Overtaken,
    /// More was sent than is taken in.
    TooLarge,
    /// What was sent broke off or is garbled.
    Unreadable,
    /// Too many at once; later it will work.
    Busy,
    /// Something broke; it is logged.
    Broken,
}

impl Failure {
    /// All reasons, for tests and samples.
    pub const ALL: [Failure; 11] = [
        Failure::NotFound,
        Failure::NoSuchDraft,
        Failure::Forbidden,
        Failure::FourEyes,
        Failure::OtherSite,
        Failure::FormExpired,
        Failure::Overtaken,
        Failure::TooLarge,
        Failure::Unreadable,
        Failure::Busy,
        Failure::Broken,
    ];

    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Failure::NotFound | Failure::NoSuchDraft => StatusCode::NOT_FOUND,
            Failure::Forbidden | Failure::FourEyes | Failure::OtherSite | Failure::FormExpired => {
                StatusCode::FORBIDDEN
            }
            Failure::Overtaken => StatusCode::CONFLICT,
            Failure::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::Unreadable => StatusCode::BAD_REQUEST,
            Failure::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stem of its text keys.
    pub(crate) fn stem(self) -> &'static str {
        match self {
            Failure::NotFound => "kit-not-found",
            Failure::NoSuchDraft => "kit-no-such-draft",
            Failure::Forbidden => "kit-forbidden",
            Failure::FourEyes => "kit-four-eyes",
            Failure::OtherSite => "kit-other-site",
            Failure::FormExpired => "kit-form-expired",
            Failure::Overtaken => "kit-overtaken",
            Failure::TooLarge => "kit-too-large",
            Failure::Unreadable => "kit-unreadable",
            Failure::Busy => "kit-busy",
            Failure::Broken => "kit-broken",
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
