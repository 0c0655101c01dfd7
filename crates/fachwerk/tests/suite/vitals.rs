//! What a monitoring system asks: alive, ready, figures.

use crate::browser::Browser;
use crate::installation::{Backend, Installation, free_address, on_both_databases};
use crate::patience::until;
use crate::story;

on_both_databases!(health_and_figures);

/// An operator sees whether the program lives, whether it is ready, and how many applications it took.
fn health_and_figures(backend: Backend) {
    let installation = Installation::with_town(backend, "vitals");
    let address = free_address();
    let server = installation.serve(&address, &[]);
    let mut browser = Browser::new(&[&address]);
    story::register(&mut browser, "Bello");
    let mut text = |path: &str| browser.open(path).found().text();
    assert_eq!((text("/healthz").as_str(), text("/readyz").as_str()), ("ok\n", "ready\n"));
    let figures = text("/metrics");
    assert!(figures.lines().any(|line| line == "fachwerk_applications_total 1"), "{figures}");
    server.end();
}

/// When the database goes away the load balancer learns it; when it comes back, so does the program, and what a citizen
/// had typed is still there.
#[test]
fn the_database_goes_away_and_comes_back() {
    let installation = Installation::with_town(Backend::Postgres, "away");
    let address = free_address();
    let server = installation.serve(&address, &[]);
    let mut browser = Browser::new(&[&address]);
    let summary = story::fill_in(&mut browser, "Bello");

    let status = |path: &str| Browser::new(&[&address]).ask(path, None).map_or(0, |page| page.status);
    installation.allow_connections("false");
    installation.cut_connections();
    until("it is not ready", || (status("/readyz") == 503).then_some(()));
    assert_eq!(status("/healthz"), 200, "it lives");
    installation.allow_connections("true");
    until("it is ready again", || (status("/readyz") == 200).then_some(()));

    let summary = browser.open(&summary.path).found();
    let done = browser.press(&summary, "/absenden", None, &[]).found();
    assert!(done.path.ends_with("/fertig"), "{}", done.path);
    server.end();
}
