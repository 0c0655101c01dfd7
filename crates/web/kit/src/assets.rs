//! The style sheet, fonts and scripts that `frontend/` builds, embedded in the program and served for good under names that
//! carry their hash. How they look is decided in `frontend/`.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};
use std::collections::BTreeMap;

/// The folder that the front end's build fills.
#[derive(Embed)]
#[folder = "../../../frontend/dist/"]
struct Files;

/// Which file name belongs to which part of a page.
#[derive(Debug)]
pub struct Assets {
    urls: BTreeMap<String, String>,
}

impl Assets {
    /// The parts embedded in this program.
    pub fn embedded() -> Self {
        let manifest = Files::get("manifest.json").expect("build.rs refuses a build without the manifest");
        let names: BTreeMap<String, String> = serde_json::from_slice(&manifest.data)
            .expect("the front end's build writes the manifest as JSON");
        let urls = names.into_iter().map(|(part, file)| (part, format!("/static/{file}"))).collect();
        Self { urls }
    }

    /// The address of a part, such as `portal.js`; a part that was not built leads to no page.
    pub fn url(&self, part: &str) -> &str {
        self.urls.get(part).map_or("/static/missing", String::as_str)
    }
}

/// `GET /static/{file}`.
pub(crate) async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    match Files::get(&file) {
        Some(found) => unless_known(&file, &found, &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The file, or "not modified" when the browser already holds exactly it.
fn unless_known(name: &str, file: &EmbeddedFile, headers: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", values::Hash::from_bytes(file.metadata.sha256_hash()));
    let caching = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, FOREVER.to_owned())];
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    let content_type = [(header::CONTENT_TYPE, HeaderValue::from_static(content_type(name)))];
    (caching, content_type, file.data.clone().into_owned()).into_response()
}

/// A name with a hash never changes its content.
pub(crate) const FOREVER: &str = "public, max-age=31536000, immutable";

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "woff2" => "font/woff2",
        "json" => "application/json",
        _ => "application/octet-stream",
    }
}
