//! The pages of caseworkers: sign in, work list, case with its task. Nothing is decided here; every handler unpacks, asks
//! one use case and shows a page or leads on.

mod actions;
mod case;
mod choice;
mod clerk;
mod deadline;
mod decide;
mod document;
mod due;
mod entry;
mod link;
mod migration;
mod nav;
mod notes;
mod payment;
mod places;
mod print_tray;
mod problems;
mod reason;
mod records;
mod reply;
mod resubmission;
mod sample;
mod search;
mod second_factor;
mod sign_in;
mod sign_out;
mod status;
mod step;
mod stuck;
#[cfg(test)]
mod tests;
mod thrown;
mod undelivered;
mod withdrawal;
mod work_list;

pub use migration::{migration_change, migration_problem};

use axum::routing::{get, post};
use kit::Method::{Get, Post};
use kit::Who::{Anyone, HalfStaff, LinkHolder, Staff};
use kit::{Method, Route, Web, Who};

/// The sentences of this crate, by language.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];

/// Every route of the desk; the router is built from this list and from nothing else.
pub const ROUTES: &[Route<Web>] = &[
    route(Get, "/amt/{slug}", Anyone, || get(work_list::lead_in)),
    route(Get, "/amt/{slug}/anmelden", Anyone, || get(sign_in::show)),
    route(Post, "/amt/{slug}/anmelden", Anyone, || post(sign_in::sign_in)),
    route(Get, "/amt/{slug}/anmelden/code", HalfStaff, || get(second_factor::show)),
    route(Post, "/amt/{slug}/anmelden/code", HalfStaff, || post(second_factor::check)),
    route(Get, "/amt/{slug}/zugang/{token}", LinkHolder, || get(link::show)),
    route(Post, "/amt/{slug}/zugang/{token}", LinkHolder, || post(link::choose)),
    route(Post, "/amt/{slug}/abmelden", Staff, || post(sign_out::sign_out)),
    route(Get, "/amt/{slug}/aufgaben", Staff, || get(work_list::show)),
    route(Post, "/amt/{slug}/aufgaben/mehrere", Staff, || post(work_list::several)),
    route(Get, "/amt/{slug}/vorgang/{case}", Staff, || get(case::show)),
    route(Post, "/amt/{slug}/vorgang/{case}/aufgabe/{task}/uebernehmen", Staff, || post(actions::take)),
    route(Post, "/amt/{slug}/vorgang/{case}/aufgabe/{task}/abgeben", Staff, || post(actions::give_back)),
    route(Post, "/amt/{slug}/vorgang/{case}/aufgabe/{task}/erledigen", Staff, || post(decide::complete)),
    route(Post, "/amt/{slug}/vorgang/{case}/aufgabe/{task}/beginnen", Staff, || post(choice::begin)),
    route(Post, "/amt/{slug}/vorgang/{case}/aufgabe/{task}/abschliessen", Staff, || post(choice::finish)),
    route(Post, "/amt/{slug}/vorgang/{case}/aufgabe/{task}/anders", Staff, || post(thrown::throw)),
    route(Post, "/amt/{slug}/vorgang/{case}/wiederholen", Staff, || post(actions::retry)),
    route(Post, "/amt/{slug}/vorgang/{case}/zahlung/{payment}/bezahlt", Staff, || post(payment::mark_paid)),
    route(Post, "/amt/{slug}/vorgang/{case}/notiz", Staff, || post(notes::add)),
    route(Post, "/amt/{slug}/vorgang/{case}/frage/{question}", Staff, || post(reply::enter)),
    route(Post, "/amt/{slug}/vorgang/{case}/ruecknahme", Staff, || post(withdrawal::enter)),
    route(Post, "/amt/{slug}/vorgang/{case}/wiedervorlage", Staff, || post(resubmission::set)),
    route(Get, "/amt/{slug}/vorgang/{case}/stoerung", Staff, || get(stuck::show)),
    route(Post, "/amt/{slug}/vorgang/{case}/stoerung", Staff, || post(stuck::go_on)),
    route(Get, "/amt/{slug}/vorgang/{case}/umstieg", Staff, || get(migration::show)),
    route(Post, "/amt/{slug}/vorgang/{case}/umstieg", Staff, || post(migration::decide)),
    route(Get, "/amt/{slug}/umstieg", Staff, || get(migration::list)),
    route(Post, "/amt/{slug}/umstieg", Staff, || post(migration::all)),
    route(Get, "/amt/{slug}/liegengeblieben", Staff, || get(undelivered::list)),
    route(Get, "/amt/{slug}/liegengeblieben/{event}", Staff, || get(undelivered::show)),
    route(Post, "/amt/{slug}/liegengeblieben/{event}", Staff, || post(undelivered::deal)),
    route(Post, "/amt/{slug}/vorgang/{case}/frist", Staff, || post(deadline::extend)),
    route(Get, "/amt/{slug}/vorgang/{case}/dokument/{id}", Staff, || get(document::download)),
    route(Get, "/amt/{slug}/vorgang/{case}/dokument/{id}/lesen", Staff, || get(document::read)),
    route(Get, "/amt/{slug}/vorgang/{case}/dokument/{id}/ansehen", Staff, || get(document::view)),
    route(Get, "/amt/{slug}/suche", Staff, || get(search::show)),
    route(Get, "/amt/{slug}/bestand", Staff, || get(records::registers)),
    route(Get, "/amt/{slug}/bestand/{service}", Staff, || get(records::register)),
    route(Get, "/amt/{slug}/bestand/{service}/{number}", Staff, || get(records::record)),
    route(Get, "/amt/{slug}/aufnehmen", Staff, || get(entry::show)),
    route(Post, "/amt/{slug}/aufnehmen", Staff, || post(entry::open)),
    route(Get, "/amt/{slug}/aufnehmen/{draft}/{page}", Staff, || get(entry::page)),
    route(Post, "/amt/{slug}/aufnehmen/{draft}/{page}", Staff, || post(entry::answer)),
    route(Get, "/amt/{slug}/aufnehmen/{draft}/datei/{id}", Staff, || get(entry::file)),
    route(Get, "/amt/{slug}/aufnehmen/{draft}/pruefen", Staff, || get(entry::summary)),
    route(Post, "/amt/{slug}/aufnehmen/{draft}/absenden", Staff, || post(entry::send)),
    route(Get, "/amt/{slug}/aufnehmen/{draft}/spaeter", Staff, || get(entry::later)),
    route(Get, "/amt/{slug}/aufnehmen/{draft}/fertig", Staff, || get(entry::done)),
    route(Get, "/amt/{slug}/aufnehmen/{draft}/eingangsbestaetigung", Staff, || get(entry::receipt)),
    route(Get, "/amt/{slug}/druck", Staff, || get(print_tray::show)),
    route(Post, "/amt/{slug}/druck", Staff, || post(print_tray::several)),
    route(Get, "/amt/{slug}/druck/{delivery}", Staff, || get(print_tray::file)),
    route(Post, "/amt/{slug}/druck/{delivery}", Staff, || post(print_tray::posted)),
];

/// The pages of the desk.
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
