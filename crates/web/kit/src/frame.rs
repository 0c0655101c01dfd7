//! What stands around every page and how a page becomes an answer.

use crate::layout::Layout;
use crate::{Assets, CatalogueFault, Cookies, Failure, Proxies, Texts, Town, Visitor, Words};
use crate::{error_pages, guard, headers, unread, visitor};
use askama::Template;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use values::Language;

/// For whom a page is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Citizens and companies.
    Portal,
    /// Caseworkers.
    Desk,
}

impl Audience {
    /// The audience whose addresses start like this one.
    pub(crate) fn of_path(path: &str) -> Self {
        if path == "/amt" || path.starts_with("/amt/") { Audience::Desk } else { Audience::Portal }
    }

    /// The script that makes these pages more comfortable.
    pub(crate) fn script(self) -> &'static str {
        match self {
            Audience::Portal => "portal.js",
            Audience::Desk => "desk.js",
        }
    }
}

/// A page's own part: what stands in `main`, with exactly one `h1`.
pub trait Page: Template + Sized {
    /// What the page is called, for the window's title.
    fn title(&self) -> String;

    /// Examples of this page, so that a test can render every page in every language.
    fn samples(words: &Words) -> Vec<Self>;
}

/// A person who is signed in, as the header says it.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The person's name.
    pub name: String,
    /// Where the sign-out button leads.
    pub sign_out: String,
    /// The token that the sign-out form carries.
    pub token: String,
}

/// What stands around one page.
#[derive(Debug, Clone)]
pub struct Shell {
    /// For whom the page is made.
    pub audience: Audience,
    /// Who asks.
    pub visitor: Visitor,
    /// The town, on all pages but the first.
    pub town: Option<Town>,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
}

impl Shell {
    /// A page of no town for nobody in particular.
    pub fn plain(audience: Audience, visitor: Visitor) -> Self {
        Self { audience, visitor, town: None, signed_in: None }
    }

    /// The same in a town.
    #[must_use]
    pub fn in_town(mut self, town: Town) -> Self {
        self.town = Some(town);
        self
    }

    /// The same for a person who is signed in.
    #[must_use]
    pub fn signed_in(mut self, person: SignedIn) -> Self {
        self.signed_in = Some(person);
        self
    }
}

/// What all pages need: the sentences, the static files and how cookies are named.
#[derive(Debug, Clone)]
pub struct Frame {
    texts: Arc<Texts>,
    assets: Arc<Assets>,
    cookies: Cookies,
    proxies: Proxies,
}

impl Frame {
    /// A frame with the catalogues of all crates whose sentences can appear on a page; the kit's own is added here.
    pub fn new(catalogues: &[[(Language, &str); 2]], cookies: Cookies) -> Result<Self, CatalogueFault> {
        let all: Vec<_> = catalogues.iter().copied().chain([crate::TEXTS]).collect();
        let texts = Arc::new(Texts::merge(&all)?);
        Ok(Self { texts, assets: Arc::new(Assets::embedded()), cookies, proxies: Proxies::default() })
    }

    /// The same behind these proxies.
    #[must_use]
    pub fn behind(self, proxies: Proxies) -> Self {
        Self { proxies, ..self }
    }

    /// The sentences in this language.
    pub fn words(&self, language: Language) -> Words {
        Words::new(Arc::clone(&self.texts), language)
    }

    /// How cookies are named.
    pub fn cookies(&self) -> Cookies {
        self.cookies
    }

    /// The page with everything around it.
    pub fn page<P: Page>(&self, shell: Shell, page: &P) -> Response {
        match self.html(shell, page) {
            Ok(html) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
            Err(error) => {
                tracing::error!(%error, "a page cannot be rendered");
                Failure::Broken.into_response()
            }
        }
    }

    /// The page with everything around it, as text.
    pub fn html<P: Page>(&self, shell: Shell, page: &P) -> askama::Result<String> {
        let words = self.words(shell.visitor.language);
        let account = shell.visitor.cookie(self.cookies, crate::CITIZEN).map(crate::token_for);
        let (title, body) = (page.title(), page.render()?);
        Layout { title, body, assets: &self.assets, words, shell, account }.render()
    }

    /// Puts around all routes what no answer may lack: language, origin check, error pages, headers.
    pub fn around(&self, router: Router) -> Router {
        let known = (self.cookies, self.proxies.clone());
        let pages = router
            // Named here, so that merging with other routers cannot replace it by a bare 404.
            .fallback(|| async { Failure::NotFound })
            .layer(middleware::from_fn(guard::same_origin))
            .layer(middleware::from_fn(unread::to_the_end))
            .layer(middleware::from_fn_with_state(self.clone(), error_pages::in_words))
            .layer(middleware::from_fn(move |request: Request, next: Next| {
                visitor::greet(known.clone(), request, next)
            }));
        self.hardened(pages)
    }

    /// Puts on every answer the headers that tell a browser to trust as little as possible.
    pub fn hardened(&self, router: Router) -> Router {
        router.layer(middleware::from_fn_with_state(self.cookies, hardened))
    }

    /// The header that sets a cookie.
    pub fn set_cookie(
        &self,
        name: &str,
        value: &str,
        lifetime: crate::Lifetime,
    ) -> [(HeaderName, HeaderValue); 1] {
        let cookie = self.cookies.set(name, value, lifetime);
        let value = HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""));
        [(header::SET_COOKIE, value)]
    }
}

async fn hardened(State(cookies): State<Cookies>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    headers::harden(response.headers_mut(), cookies);
    response
}
