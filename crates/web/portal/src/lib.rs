//! The pages of citizens and companies: towns, services, the wizard of an application, its status. Nothing is decided here;
//! every handler unpacks, asks one use case and shows a page or leads on.

mod account;
mod crest;
mod deep_link;
mod demo_checkout;
mod demo_post;
mod document;
mod done;
mod guest;
mod known;
mod later;
mod legal;
mod open_draft;
mod payment;
mod place_list;
mod places;
mod question;
mod sample;
mod send;
mod service;
mod status;
mod status_form;
mod summary;
#[cfg(test)]
mod tests;
mod town;
mod towns;
mod upload;
mod way_in;
mod withdraw;
mod wizard;

use account::{card, eid_demo, mine, own, postbox, recover, register, sign_in};
use axum::routing::{get, post};
use kit::Method::{Get, Post};
use kit::Who::{Anyone, CaseReader, Citizen, DraftHolder, LinkHolder};
use kit::{Method, Route, Web, Who};

/// The sentences of this crate, by language.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];

/// Every route of the portal; the router is built from this list and from nothing else.
pub const ROUTES: &[Route<Web>] = &[
    route(Get, "/", Anyone, || get(towns::show)),
    route(Get, "/anmelden", Anyone, || get(sign_in::show)),
    route(Post, "/anmelden", Anyone, || post(sign_in::sign_in)),
    route(Post, "/anmelden/ausweis", Anyone, || post(card::begin)),
    route(Get, "/anmelden/ausweis/zurueck", Anyone, || get(card::back)),
    route(Post, "/abmelden", Citizen, || post(sign_in::sign_out)),
    route(Get, "/konto", Citizen, || get(own::show)),
    route(Post, "/konto/kennwort", Citizen, || post(own::password)),
    route(Post, "/konto/mail", Citizen, || post(own::address)),
    route(Post, "/konto/loeschen", Citizen, || post(own::delete)),
    route(Get, "/konto/neu", Anyone, || get(register::show)),
    route(Post, "/konto/neu", Anyone, || post(register::register)),
    route(Get, "/konto/bestaetigen/{token}", LinkHolder, || get(register::confirm_page)),
    route(Post, "/konto/bestaetigen/{token}", LinkHolder, || post(register::confirm)),
    route(Get, "/konto/vergessen", Anyone, || get(recover::show)),
    route(Post, "/konto/vergessen", Anyone, || post(recover::ask)),
    route(Get, "/konto/passwort/{token}", LinkHolder, || get(recover::choose_page)),
    route(Post, "/konto/passwort/{token}", LinkHolder, || post(recover::choose)),
    route(Get, "/meine", Citizen, || get(mine::show)),
    route(Post, "/meine/vorgang", Citizen, || post(mine::add)),
    route(Get, "/postfach", Citizen, || get(postbox::show)),
    route(Get, "/postfach/{slug}/{id}", Citizen, || get(postbox::open)),
    route(Get, "/orte", Anyone, || get(place_list::show)),
    route(Get, "/impressum", Anyone, || get(legal::operators_imprint)),
    route(Get, "/datenschutz", Anyone, || get(legal::operators_privacy)),
    route(Get, "/barrierefreiheit", Anyone, || get(legal::operators_accessibility)),
    route(Get, "/barriere-melden", Anyone, || get(legal::operators_barrier)),
    route(Get, "/{slug}", Anyone, || get(town::show)),
    route(Get, "/{slug}/{leika}", Anyone, || get(deep_link::follow)),
    route(Get, "/{slug}/wappen/{hash}", Anyone, || get(crest::show)),
    route(Get, "/{slug}/impressum", Anyone, || get(legal::imprint)),
    route(Get, "/{slug}/datenschutz", Anyone, || get(legal::privacy)),
    route(Get, "/{slug}/barrierefreiheit", Anyone, || get(legal::accessibility)),
    route(Get, "/{slug}/barriere-melden", Anyone, || get(legal::barrier)),
    route(Get, "/{slug}/leistung/{service}", Anyone, || get(service::show)),
    route(Post, "/{slug}/leistung/{service}/antrag/{procedure}", Anyone, || post(open_draft::open)),
    route(Get, "/{slug}/antrag/{draft}/{page}", DraftHolder, || get(wizard::show)),
    route(Post, "/{slug}/antrag/{draft}/{page}", DraftHolder, || post(wizard::answer)),
    route(Get, "/{slug}/antrag/{draft}/datei/{id}", DraftHolder, || get(upload::show)),
    route(Get, "/{slug}/antrag/{draft}/pruefen", DraftHolder, || get(summary::show)),
    route(Get, "/{slug}/antrag/{draft}/spaeter", DraftHolder, || get(later::show)),
    route(Post, "/{slug}/antrag/{draft}/absenden", DraftHolder, || post(send::send)),
    route(Get, "/{slug}/antrag/{draft}/fertig", DraftHolder, || get(done::show)),
    route(Post, "/{slug}/antrag/{draft}/fertig", DraftHolder, || post(done::send_number)),
    route(Get, "/{slug}/vorgang", Anyone, || get(status_form::show)),
    route(Post, "/{slug}/vorgang", Anyone, || post(status_form::open)),
    route(Get, "/{slug}/vorgang/{number}", CaseReader, || get(status::show)),
    route(Post, "/{slug}/vorgang/{number}/frage/{question}", CaseReader, || post(question::answer)),
    route(Get, "/{slug}/vorgang/{number}/zurueckziehen", CaseReader, || get(withdraw::show)),
    route(Post, "/{slug}/vorgang/{number}/zurueckziehen", CaseReader, || post(withdraw::withdraw)),
    route(Post, "/{slug}/vorgang/{number}/zahlung/{payment}/bezahlen", CaseReader, || post(payment::pay)),
    route(Get, "/{slug}/vorgang/{number}/zahlung/{attempt}", CaseReader, || get(payment::returned)),
    route(Get, "/bezahldienst-demo/{transaction}", LinkHolder, || get(demo_checkout::show)),
    route(Post, "/bezahldienst-demo/{transaction}", LinkHolder, || post(demo_checkout::choose)),
    route(Get, "/{slug}/vorgang/{number}/dokument/{id}", CaseReader, || get(document::download)),
    route(Get, "/{slug}/vorgang/{number}/dokument/{id}/lesen", CaseReader, || get(document::read)),
    route(Get, "/{slug}/vorgang/{number}/eingangsbestaetigung", CaseReader, || get(document::receipt)),
];

/// What only a demo has: the pages of invented providers, and its mails.
pub const DEMO_ROUTES: &[Route<Web>] = &[
    route(Get, "/ausweis-demo", Anyone, || get(eid_demo::show)),
    route(Post, "/ausweis-demo", Anyone, || post(eid_demo::choose)),
    route(Get, demo_post::PLACE, Anyone, || get(demo_post::list)),
    route(Get, "/demo/post/{id}", Anyone, || get(demo_post::open)),
];

/// The pages of the portal.
pub fn routes() -> axum::Router<Web> {
    kit::router(ROUTES)
}

const fn route(
    method: Method,
    path: &'static str,
    who: Who,
    handler: fn() -> axum::routing::MethodRouter<Web>,
) -> Route<Web> {
    Route { method, path, who, handler }
}
