//! Refuses requests that another site sent in a person's name. What a page may show is not asked here.

use crate::Failure;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets a changing request pass only when it comes from our own pages.
pub(crate) async fn same_origin(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || comes_from_us(request.headers()) {
        return next.run(request).await;
    }
    Failure::OtherSite.into_response()
}

/// `Sec-Fetch-Site` where the browser sends it, else `Origin` against `Host`. A request with neither comes from no browser,
/// so it carries nobody's cookies by accident.
fn comes_from_us(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match (text(FETCH_SITE), text(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            origin.split_once("://").is_some_and(|(_, host)| Some(host) == text(header::HOST))
        }
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A foreign page cannot submit an application in the name of someone who is signed in.
    #[test]
    fn foreign_sites_are_refused() {
        let passes = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, value.parse().expect("a header"));
            }
            comes_from_us(&headers)
        };
        assert!(passes(&[("sec-fetch-site", "same-origin")]));
        assert!(!passes(&[("sec-fetch-site", "cross-site"), ("origin", "https://a"), ("host", "a")]));
        assert!(!passes(&[("sec-fetch-site", "same-site")]));
        assert!(passes(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]));
        assert!(!passes(&[("origin", "https://evil.example"), ("host", "town.example")]));
        assert!(!passes(&[("origin", "null"), ("host", "town.example")]));
    }
}
