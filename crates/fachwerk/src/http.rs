//! The server: the pages, health and metrics behind one listener, and an orderly end.

use crate::output::Failure;
use crate::sentences;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use casework::Casework;
use kit::{Cookies, Proxies, Web};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::OnceLock;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;
use tracing::Span;

/// What health and metrics need.
#[derive(Clone)]
struct Vitals {
    casework: Casework,
    metrics: PrometheusHandle,
}

/// Everything that is served.
pub(crate) fn router(casework: Casework, cookies: Cookies, proxies: Proxies) -> Result<Router, Failure> {
    let frame = sentences::frame(cookies)?.behind(proxies);
    let web = Web { casework: casework.clone(), frame: frame.clone() };
    let vitals = Vitals { casework, metrics: metrics_handle()? };
    let own = Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(readyz))
        .route("/metrics", get(show_metrics))
        .with_state(vitals);
    let machines = api::routes().with_state(web.clone());
    let demo = if web.casework.demo_persons().is_ok() { portal::DEMO_ROUTES } else { &[] };
    let pages = portal::routes()
        .merge(desk::routes())
        .merge(kit::router(&kit::static_routes()))
        .merge(kit::router(demo))
        .with_state(web);
    let all = frame.around(pages).layer(CompressionLayer::new()).merge(machines).merge(own);
    Ok(frame.hardened(all).layer(TraceLayer::new_for_http().make_span_with(span)))
}

/// What logs say of a request: the route, never the address. Addresses hold one-time tokens, case numbers
/// and what somebody searches for.
fn span(request: &Request) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    tracing::debug_span!("request", method = %request.method(), route)
}

/// Ready when the database and the documents answer.
async fn readyz(State(vitals): State<Vitals>) -> impl IntoResponse {
    match vitals.casework.check().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(fault) => {
            tracing::error!(%fault, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
        }
    }
}

async fn show_metrics(State(vitals): State<Vitals>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], vitals.metrics.render())
}

/// One recorder per process.
fn metrics_handle() -> Result<PrometheusHandle, Failure> {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return Ok(handle.clone());
    }
    let handle = PrometheusBuilder::new()
        .install_recorder()
        .map_err(|error| Failure::no(format!("Metrics cannot be recorded: {error}")))?;
    Ok(HANDLE.get_or_init(|| handle).clone())
}

/// Binds the address, or says who may have it.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::no(format!("Cannot listen on {address}: {error}. Is another program there?"))
    })
}

/// So long requests in flight have after the end has come; a browser that went away in the midst of one holds nobody up.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until `end` comes; then requests in flight are answered first.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Failure> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let (ending, mut ended) = watch::channel(());
    let noticed = async move {
        end.await;
        drop(ending);
    };
    let late = async {
        // It says that the other end is gone, which is what we wait for.
        let _ = ended.changed().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = axum::serve(listener, service).with_graceful_shutdown(noticed) => served?,
        () = late => tracing::warn!("requests that did not come to an end are broken off"),
    }
    Ok(())
}

/// Comes when the operating system asks the program to end (SIGTERM, or Ctrl-C at a terminal).
pub(crate) async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).expect("SIGTERM can be listened to");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    tracing::info!("ending: requests in flight are answered first");
}
