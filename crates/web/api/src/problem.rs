//! How machines are told that something did not work (RFC 9457). Faults are logged in full and told to nobody.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use casework::Refusal;
use serde::Serialize;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Problem {
    status: StatusCode,
}

/// The problem as it is sent; the title of `about:blank` is the reason of the status.
#[derive(Serialize)]
struct Told {
    r#type: &'static str,
    title: &'static str,
    status: u16,
}

impl Problem {
    /// There is no such thing, or it is nobody's business.
    pub(crate) const NOT_FOUND: Self = Self { status: StatusCode::NOT_FOUND };
}

/// The address is right, the verb is not.
pub(crate) async fn not_allowed() -> Problem {
    Problem { status: StatusCode::METHOD_NOT_ALLOWED }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal {
            Refusal::Conflict | Refusal::TaskTaken { .. } | Refusal::Taken { .. } => StatusCode::CONFLICT,
            Refusal::Busy | Refusal::Throttled { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Refusal::Fault(fault) => {
                tracing::error!(%fault, "a call of a machine failed");
                StatusCode::INTERNAL_SERVER_ERROR
            }
            _ => StatusCode::NOT_FOUND,
        };
        Self { status }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let title = self.status.canonical_reason().unwrap_or_default();
        let told = Told { r#type: "about:blank", title, status: self.status.as_u16() };
        let mut response = (self.status, Json(told)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An integrator reads what went wrong as a problem, and nothing of what is inside the platform.
    #[test]
    fn problems_say_little_and_are_typed() {
        let fault = casework::Fault::while_doing("using the database", "password wrong");
        let response = Problem::from(Refusal::Fault(fault)).into_response();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(Problem::from(Refusal::NotAllowed), Problem::NOT_FOUND);
    }
}
