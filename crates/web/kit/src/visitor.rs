//! What a request says about the person behind it: language, address, cookies. Who the person is, is decided elsewhere.

use crate::Proxies;
use crate::cookies::{self, Cookies, Lifetime};
use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use values::Language;

/// The name of the cookie that remembers the language.
const LANGUAGE: &str = "sprache";
const YEAR_SECONDS: u32 = 31_536_000;

/// What a request says about the person behind it.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// The language of the answer.
    pub language: Language,
    /// The path that was asked for.
    pub path: String,
    /// The network the request came from; empty when the server does not say.
    pub address: String,
    query: String,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// The cookie of this name, as [`Cookies`] names it.
    pub fn cookie(&self, cookies: Cookies, name: &str) -> Option<&str> {
        self.cookies.get(&cookies.name(name)).map(String::as_str)
    }

    /// The same person with a cookie that the answer brings.
    #[must_use]
    pub fn holding(mut self, cookies: Cookies, name: &str, value: &str) -> Self {
        self.cookies.insert(cookies.name(name), value.to_owned());
        self
    }

    /// The same page in another language.
    pub fn in_language(&self, language: Language) -> String {
        let kept = self.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let pairs: Vec<&str> = kept.collect();
        let separator = if pairs.is_empty() { "" } else { "&" };
        format!("{}?{}{separator}lang={}", self.path, pairs.join("&"), language.code())
    }

    fn of(uri: &Uri, headers: &HeaderMap, names: Cookies) -> Self {
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or("");
        let cookies = cookies::read(text(header::COOKIE));
        let remembered = cookies.get(&names.name(LANGUAGE)).and_then(|code| Language::from_code(code));
        let language = wished(uri)
            .or(remembered)
            .or_else(|| accepted(text(header::ACCEPT_LANGUAGE)))
            .unwrap_or_default();
        let query = uri.query().unwrap_or("").to_owned();
        Self { language, path: uri.path().to_owned(), address: String::new(), query, cookies }
    }
}

/// The language named in the address.
fn wished(uri: &Uri) -> Option<Language> {
    uri.query()?.split('&').find_map(|pair| Language::from_code(pair.strip_prefix("lang=")?))
}

/// The first language of the browser that we speak; browsers list them by preference.
fn accepted(header: &str) -> Option<Language> {
    header.split(',').find_map(|entry| Language::from_code(entry.trim().get(..2)?))
}

/// Puts the visitor beside the request and remembers a language that was chosen.
pub(crate) async fn greet(
    (names, proxies): (Cookies, Proxies),
    mut request: Request,
    next: Next,
) -> Response {
    let mut visitor = Visitor::of(request.uri(), request.headers(), names);
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    visitor.address = proxies.origin(peer.map(|ConnectInfo(peer)| *peer), request.headers());
    let chosen = wished(request.uri());
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    if let Some(language) = chosen {
        let cookie = names.set(LANGUAGE, language.code(), Lifetime::Seconds(YEAR_SECONDS));
        let value = HeaderValue::from_str(&cookie).expect("a language code is plain text");
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Visitor>().cloned().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A person who chose English stays in English; others get the language of their browser, else German.
    #[test]
    fn the_language_is_chosen_then_remembered_then_guessed() {
        let language = |uri: &str, cookie: &str, accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, cookie.parse().expect("a header"));
            headers.insert(header::ACCEPT_LANGUAGE, accept.parse().expect("a header"));
            Visitor::of(&uri.parse().expect("a uri"), &headers, Cookies::Plain).language
        };
        assert_eq!(language("/?lang=en", "sprache=de", "de"), Language::En);
        assert_eq!(language("/", "sprache=en", "de"), Language::En);
        assert_eq!(language("/", "", "fr-FR, en;q=0.8, de;q=0.5"), Language::En);
        assert_eq!(language("/?lang=xx", "sprache=yy", "tr"), Language::De);
    }
}
