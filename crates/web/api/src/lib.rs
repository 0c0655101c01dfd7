//! What other machines call: today the callbacks of payment providers. These are the only addresses that take a changing
//! request from elsewhere, so each is listed here and nothing that it carries is believed. No page lives here.

mod callback;
mod problem;

use axum::extract::DefaultBodyLimit;
use axum::routing::post;
use kit::{Method, Route, Web, Who};

/// More than any callback needs; nothing of it is read.
const LARGEST_BODY: usize = 16 * 1024;

/// Every route for machines; the router is built from this list and from nothing else.
pub const ROUTES: &[Route<Web>] = &[Route {
    method: Method::Post,
    path: "/api/zahlung/{provider}/{slug}/{attempt}",
    who: Who::Machine,
    handler: || post(callback::hear).fallback(problem::not_allowed),
}];

/// The addresses for machines. They stand outside of what surrounds pages: no language, no cookies, no check where a
/// request comes from.
pub fn routes() -> axum::Router<Web> {
    kit::router(ROUTES).layer(DefaultBodyLimit::max(LARGEST_BODY))
}
