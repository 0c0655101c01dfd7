//! A route as data: the list from which a router is built and which a golden test prints. What a route does is not here.

use crate::{assets, colour};
use axum::Router;
use axum::routing::{MethodRouter, get};

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

/// A router with exactly these routes.
pub fn router<S: Clone + Send + Sync + 'static>(routes: &[Route<S>]) -> Router<S> {
    routes.iter().fold(Router::new(), |router, route| router.route(route.path, (route.handler)()))
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
