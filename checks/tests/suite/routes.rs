//! Every route with the people it is meant for, as one list that people can read. Routers are built from the lists that
//! are printed here, so no route is missing; who may do what with a case is the permission matrix's to say.

use checks::{Findings, Golden};
use kit::{Method, Route, Web, Who};

const REASON: &str = "A new route is a new door: the list shows which one, and for whom.";

/// Whoever answers for the platform can read which doors there are.
#[test]
fn the_doors_are_these() {
    let list: String = audiences()
        .iter()
        .flat_map(|(audience, routes)| routes.iter().map(move |route| line(audience, route)))
        .collect();
    Golden::named("routes.txt").compare(&list, REASON);
}

/// Staff pages lie under one path, so a proxy can give them a host and a network of their own.
#[test]
fn staff_pages_lie_apart() {
    let mut findings = Findings::against("What is meant for staff lies under /amt, everything else outside.");
    for (audience, routes) in audiences() {
        for route in routes.iter().filter(|route| route.path.starts_with("/amt/") != (audience == "desk")) {
            findings.add(audience, route.path);
        }
        for route in routes.iter().filter(|route| route.who == Who::Staff && audience != "desk") {
            findings.add(audience, format!("{} is for staff", route.path));
        }
    }
    findings.close();
}

/// A link or a picture on a foreign page changes nothing: what anybody may do without a session only reads, except where
/// an application or a sign-in begins.
#[test]
fn only_beginnings_are_open_to_change() {
    let beginnings = [
        "/{slug}/leistung/{service}/antrag/{procedure}",
        "/{slug}/vorgang",
        "/amt/{slug}/anmelden",
        "/anmelden",
        "/anmelden/ausweis",
        "/konto/neu",
        "/konto/vergessen",
        "/ausweis-demo",
    ];
    let mut findings =
        Findings::against("A changing route open to everybody is one of the known beginnings.");
    for (audience, routes) in audiences() {
        let open = |route: &&Route<Web>| route.method == Method::Post && route.who == Who::Anyone;
        for route in routes.iter().filter(open).filter(|route| !beginnings.contains(&route.path)) {
            findings.add(audience, route.path);
        }
    }
    findings.close();
}

/// Another site changes nothing in a person's name: the addresses that take a request from elsewhere are these, and no
/// more.
#[test]
fn few_addresses_listen_to_machines() {
    let listening = ["/api/zahlung/{provider}/{slug}/{attempt}"];
    let mut findings =
        Findings::against("A route without the check where a request comes from is listed here.");
    for (audience, routes) in audiences() {
        for route in routes.iter().filter(|route| audience == "api" || route.who == Who::Machine) {
            if audience != "api" || route.who != Who::Machine || !listening.contains(&route.path) {
                findings.add(audience, route.path);
            }
        }
    }
    findings.close();
}

fn audiences() -> [(&'static str, &'static [Route<Web>]); 4] {
    [("portal", portal::ROUTES), ("demo", portal::DEMO_ROUTES), ("desk", desk::ROUTES), ("api", api::ROUTES)]
}

fn line(audience: &str, route: &Route<Web>) -> String {
    let (method, who) = (format!("{:?}", route.method).to_uppercase(), format!("{:?}", route.who));
    format!("{audience:<6} {method:<4} {who:<11} {}\n", route.path)
}
