//! The pages people see when a page cannot be shown, in their language and with a way on.

use crate::frame::{Audience, Frame, Page, Shell};
use crate::{Failure, Visitor, Words};
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// A page that says why there is no page.
#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    title: String,
    text: String,
    way_on: String,
}

impl ErrorPage {
    pub(crate) fn new(words: &Words, failure: Failure) -> Self {
        let text = |part: &str| words.of(&format!("{}-{part}", failure.stem()));
        Self { title: text("title"), text: text("text"), way_on: words.of("kit-way-on") }
    }
}

impl Page for ErrorPage {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        Failure::ALL.into_iter().map(|failure| ErrorPage::new(words, failure)).collect()
    }
}

/// Gives every failed answer its page. Answers that already have a body keep it.
pub(crate) async fn in_words(State(frame): State<Frame>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned().unwrap_or_default();
    let response = next.run(request).await;
    let Some(failure) = failure_of(&response) else { return response };
    let page = ErrorPage::new(&frame.words(visitor.language), failure);
    let audience = Audience::of_path(&visitor.path);
    let mut answer = frame.page(Shell::plain(audience, visitor), &page);
    *answer.status_mut() = failure.status();
    if failure == Failure::Busy {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    }
    answer
}

/// The reason a handler named; what the router itself refuses is an address that leads nowhere. A handler's own page
/// stays, whatever its status says.
fn failure_of(response: &Response) -> Option<Failure> {
    if let Some(named) = response.extensions().get::<Failure>() {
        return Some(*named);
    }
    let content_type = response.headers().get(header::CONTENT_TYPE);
    if content_type.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Failure::NotFound),
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST => Some(Failure::NotFound),
        StatusCode::INTERNAL_SERVER_ERROR => Some(Failure::Broken),
        StatusCode::SERVICE_UNAVAILABLE => Some(Failure::Busy),
        _ => None,
    }
}
