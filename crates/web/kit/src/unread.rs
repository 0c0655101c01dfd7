//! Lets a browser finish sending before it is answered: one that is cut off while it sends shows an error of its own
//! instead of the page that says what was wrong. What is kept of a form is decided where it is read, not here.

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body::Frame;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

/// Bytes that are read and not kept after the answer is known; who sends more is cut off.
const MOST_LET_BY: usize = 300_000_000;

/// Answers when the whole request has arrived, whatever the handler read of it.
pub(crate) async fn to_the_end(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = Shared(Arc::new(Mutex::new(body)));
    let response = next.run(Request::from_parts(parts, Body::new(body.clone()))).await;
    body.let_by().await;
    response
}

/// The body of one request, read by its handler and then to its end.
#[derive(Clone)]
struct Shared(Arc<Mutex<Body>>);

impl Shared {
    async fn let_by(mut self) {
        let mut passed = 0;
        while let Some(Ok(frame)) = poll_fn(|cx| Pin::new(&mut self).poll_frame(cx)).await {
            passed += frame.data_ref().map_or(0, Bytes::len);
            if passed > MOST_LET_BY {
                return;
            }
        }
    }

    fn with<T>(&self, ask: impl FnOnce(Pin<&mut Body>) -> T) -> T {
        // A handler that broke off leaves the body as it was.
        ask(Pin::new(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.with(|body| body.poll_frame(cx))
    }

    fn is_end_stream(&self) -> bool {
        self.with(|body| body.is_end_stream())
    }
}
