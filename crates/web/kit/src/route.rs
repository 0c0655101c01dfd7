//! A route as data: the list from which a router is built and which a golden test prints. What a route does is not here.

use crate::{Failure, assets, colour};
use axum::Router;
use axum::extract::OriginalUri;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};
use std::collections::BTreeSet;

/// The verb of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// Reads.
    Get,
    /// Changes.
    Post,
}

/// Who may use a route. The application layer decides each case; this says what the route is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// The browser that opened the draft.
    DraftHolder,
    /// Whoever knows the number and the code of the case.
    CaseReader,
    /// A citizen, signed in with their account.
    Citizen,
    /// Whoever has a one-time link.
    LinkHolder,
    /// Another program; nothing that it says is believed.
    Machine,
    /// A caseworker of the town who has shown a password, but no second factor yet.
    HalfStaff,
    /// A caseworker of the town, signed in.
    Staff,
}

/// One route.
pub struct Route<S> {
    /// The verb.
    pub method: Method,
    /// The path as axum writes it.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    /// Makes the handler.
    pub handler: fn() -> MethodRouter<S>,
}

/// A router with exactly these routes. Where a path only changes something, reading it leads to the page above it: the
/// answer to a form may be a page at that path, and its language can be switched and its address be opened again.
pub fn router<S: Clone + Send + Sync + 'static>(routes: &[Route<S>]) -> Router<S> {
    let read: BTreeSet<&str> =
        routes.iter().filter(|route| route.method == Method::Get).map(|route| route.path).collect();
    let listed =
        routes.iter().fold(Router::new(), |router, route| router.route(route.path, (route.handler)()));
    let only_change: BTreeSet<&str> =
        routes.iter().map(|route| route.path).filter(|path| !read.contains(path)).collect();
    only_change.into_iter().fold(listed, |router, path| match parts_of_page_above(path, &read) {
        Some(parts) => router.route(path, get(async move |uri: OriginalUri| page_above(&uri, parts))),
        None => router,
    })
}

/// How many parts of a path lead to the nearest page above it.
fn parts_of_page_above(path: &str, read: &BTreeSet<&str>) -> Option<usize> {
    let mut above = path.rmatch_indices('/').map(|(end, _)| &path[..end]);
    above.find(|above| read.contains(above)).map(|above| above.matches('/').count())
}

fn page_above(uri: &OriginalUri, parts: usize) -> Response {
    // A browser reads a backslash as a slash and would take the first part for another server.
    if uri.path().contains('\\') {
        return Failure::NotFound.into_response();
    }
    let above: String = uri.path().split('/').skip(1).take(parts).flat_map(|part| ["/", part]).collect();
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::to(&format!("{above}{query}")).into_response()
}

/// The static files, for any router.
pub fn static_routes<S: Clone + Send + Sync + 'static>() -> [Route<S>; 2] {
    [
        Route {
            method: Method::Get,
            path: "/static/{file}",
            who: Who::Anyone,
            handler: || get(assets::serve),
        },
        Route {
            method: Method::Get,
            path: "/static/farbe/{digits}",
            who: Who::Anyone,
            handler: || get(colour::serve),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who switches the language of an answered form comes to the page above it, and never to another server.
    #[test]
    fn reading_a_path_that_changes_leads_up() {
        let read = BTreeSet::from(["/{slug}", "/{slug}/vorgang/{number}"]);
        let parts = parts_of_page_above("/{slug}/vorgang/{number}/frage/{question}", &read);
        assert_eq!(parts, Some(3));
        assert_eq!(parts_of_page_above("/api/zahlung", &read), None);
        let location = |uri: &'static str| {
            let answer = page_above(&OriginalUri(uri.parse().expect("an address")), 3);
            answer.headers().get("location").map(|place| place.to_str().expect("text").to_owned())
        };
        let page = Some("/ort/vorgang/2026-00001?lang=en".to_owned());
        assert_eq!(location("/ort/vorgang/2026-00001/frage/7?lang=en"), page);
        assert_eq!(location("/\\fremd.example/vorgang/1/frage/7"), None);
    }
}
