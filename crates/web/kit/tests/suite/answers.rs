//! What a browser gets: headers, error pages, static files.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use axum::response::Html;
use axum::routing::{get, post};
use fachwerk_kit::{Cookies, Failure, Frame, router, static_routes};
use tower::ServiceExt;

fn app() -> Router {
    let frame = Frame::new(&[], Cookies::Secure).expect("the kit's own catalogue");
    let pages = Router::new()
        .route("/fehlt", get(|| async { Failure::NotFound }))
        .route("/mangel", get(|| async { (StatusCode::UNPROCESSABLE_ENTITY, Html("as typed")) }))
        .route("/aendern", post(|| async { "changed" }));
    frame.around(pages.merge(router(&static_routes())))
}

async fn answer(request: axum::http::request::Builder) -> Response<Body> {
    app().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer")
}

async fn text(response: Response<Body>) -> String {
    let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// A person who mistypes an address reads why in their own language, never a bare number.
#[tokio::test]
async fn a_wrong_address_is_explained() {
    for path in ["/fehlt", "/gibt/es/nicht"] {
        let response = answer(Request::get(path).header("accept-language", "en")).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert!(text(response).await.contains("This page does not exist"));
    }
}

/// A form that comes back with problems is shown as it was typed, not replaced by an error page.
#[tokio::test]
async fn a_page_with_problems_stays() {
    let response = answer(Request::get("/mangel")).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(text(response).await, "as typed");
}

/// A foreign site can neither frame our pages nor send a form in a person's name.
#[tokio::test]
async fn foreign_sites_stay_outside() {
    let page = answer(Request::get("/fehlt?lang=en")).await;
    let policy = page.headers()["content-security-policy"].to_str().expect("a header");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
    assert_eq!(page.headers()["cache-control"], "no-store");
    assert!(page.headers()["set-cookie"].to_str().expect("a header").starts_with("__Host-sprache=en;"));
    let foreign = answer(Request::post("/aendern").header("sec-fetch-site", "cross-site")).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    let ours = answer(Request::post("/aendern").header("sec-fetch-site", "same-origin")).await;
    assert_eq!(text(ours).await, "changed");
}

/// A style sheet is loaded once and then kept: the second visit costs a page, not its decoration.
#[tokio::test]
async fn static_files_are_kept_by_the_browser() {
    let page = text(answer(Request::get("/fehlt")).await).await;
    let start = page.find("/static/fachwerk-").expect("a page names its style sheet");
    let sheet = page[start..].split('"').next().expect("an address ends");
    let first = answer(Request::get(sheet)).await;
    assert_eq!(first.headers()["cache-control"], "public, max-age=31536000, immutable");
    let tag = first.headers()["etag"].clone();
    let second = answer(Request::get(sheet).header("if-none-match", tag)).await;
    assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
    let colour = answer(Request::get("/static/farbe/ffd500.css")).await;
    assert_eq!(text(colour).await, ":root{--town-color:#ffd500;--town-on-color:#000}");
}
