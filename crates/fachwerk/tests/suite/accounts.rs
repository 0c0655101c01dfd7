//! Citizens with an account, over HTTP and without JavaScript: signing up with the demo's mails, forms that belong to a
//! session, and a session that ends in the middle of a page.

use crate::browser::{Browser, Page};
use crate::demo::Demo;
use crate::installation::{Backend, Installation, TOWN, free_address};
use crate::patience::until;
use crate::program::{Process, program, run};
use crate::story::{self, Receipt};
use crate::uploads;
use std::io::Cursor;

const PASSWORD: &str = "drei lange Wörter";

/// A demo whose service asks for a proof on its first page.
fn demo(name: &str) -> (Demo, Process) {
    let demo = Demo::new(name);
    let running = demo.start();
    let package = demo.folder.path().join("package");
    uploads::service_with_proof(&package);
    let mut install = program(demo.folder.path());
    install.args(["library", "install", "package", "--tenant", TOWN, "--data", "demo"]);
    assert_eq!(run(install, "").code, 0);
    (demo, running)
}

/// Makes an account with the mail that the demo shows, as a person would; the page they arrive at.
fn sign_up(browser: &mut Browser, mail: &str) -> Page {
    let page = browser.open("/konto/neu").found();
    let page = browser.press(&page, "/konto/neu", None, &[("mail", mail), ("password", PASSWORD)]).found();
    assert!(page.text().contains("href=\"/demo/post\""), "{}", page.text());
    let letter = until("the mail", || {
        let tray = browser.open("/demo/post").found().text();
        let is_ours = |entry: &&str| entry.contains(mail) && entry.contains("Bestätigen");
        let entry = tray.split("<li>").find(is_ours)?.to_owned();
        Some(between(&entry, "href=\"", "\"").to_owned())
    });
    let letter = browser.open(&letter).found().text();
    let link = format!("/konto/bestaetigen/{}", between(&letter, "/konto/bestaetigen/", "\""));
    let page = browser.open(&link).found();
    let page = browser.press(&page, &link, None, &[("password", PASSWORD)]).found();
    assert_eq!(page.path, "/meine");
    page
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("no {start} in {text}")).1;
    rest.split_once(end).expect("it ends").0
}

/// Whoever tries the demo makes an account without a mailbox; what real installations send is never shown to anybody.
#[test]
fn only_the_demo_shows_its_mails() {
    let (demo, running) = demo("mails");
    sign_up(&mut Browser::new(&[&demo.address]), "erika@beispiel.example");
    running.end();
    let real = Installation::with_town(Backend::Sqlite, "no-mails");
    let address = free_address();
    let server = real.serve(&address, &[]);
    let mut browser = Browser::new(&[&address]);
    assert_eq!(browser.open("/demo/post").status, 404);
    let page = browser.open("/konto/neu").found();
    let typed = [("mail", "erika@beispiel.example"), ("password", PASSWORD)];
    let page = browser.press(&page, "/konto/neu", None, &typed).found();
    assert!(!page.text().contains("/demo/post"), "{}", page.text());
    server.end();
}

/// What an application for relief says, page by page; a person looks at it, so it can be withdrawn for a while.
const RELIEF: [(&str, &[(&str, &str)]); 6] = [
    (
        "/1",
        &[
            ("keeper.first_name", "Erika"),
            ("keeper.last_name", "Mustermann"),
            ("keeper.born", "12.08.1984"),
            ("keeper.street", "Lindenweg 4"),
            ("keeper.postcode", "63571"),
            ("keeper.city", "Gelnhausen"),
        ],
    ),
    (
        "/2",
        &[
            ("dogs[0].name", "Luna"),
            ("dogs[0].breed", "labrador"),
            ("dogs[0].born", "01.02.2025"),
            ("dogs[0].sex", "female"),
            ("dogs[0].colour", "schwarz"),
            ("dogs[0].kept_since", "03.11.2025"),
        ],
    ),
    ("/3", &[("household.moved_here", "no"), ("household.other_dogs", "0")]),
    ("/4", &[("relief.kind", "assistance")]),
    ("/4", &[("relief.reason", "Luna ist ein ausgebildeter Assistenzhund.")]),
    ("/5", &[("pay.way", "invoice"), ("declaration", "true")]),
];

/// The town with the library's dog tax.
pub(crate) const RELIEF_TOWN: &str = "gelnhausen";

/// Applies for relief.
pub(crate) fn apply_for_relief(browser: &mut Browser) -> Receipt {
    let page = browser.open(&format!("/{RELIEF_TOWN}/leistung/hundesteuer")).found();
    let mut page = browser.press(&page, "/antrag/register", None, &[]).found();
    for (ending, typed) in RELIEF {
        page = browser.press(&page, ending, Some("next"), typed).found();
    }
    story::receipt(&browser.press(&page, "/absenden", None, &[]).found())
}

/// A form of a case belongs to the session of the account that was shown it: nobody can make one for somebody else, even when
/// the account is all that the browser has.
#[test]
fn forms_of_a_case_belong_to_the_account() {
    let demo = Demo::new("tokens");
    let running = demo.start();
    let mut erika = Browser::new(&[&demo.address]);
    sign_up(&mut erika, "erika@beispiel.example");
    let number = apply_for_relief(&mut erika).number;
    let other = sign_up(&mut Browser::new(&[&demo.address]), "jonas@beispiel.example");
    let place = format!("/gelnhausen/vorgang/{number}/zurueckziehen");
    let own = until("the way to withdraw", || erika.open(&place).found().form("/zurueckziehen"));
    let own = own.pressed(None);
    let token = |fields: &[(String, String)]| {
        fields.iter().find(|(name, _)| name == "_token").map(|(_, token)| token.clone()).expect("a token")
    };
    let foreign = token(&other.form("/meine/vorgang").expect("a form").pressed(None));
    let constant = kit::token_for("");
    assert!(token(&own) != constant && token(&own) != foreign, "the token is made for this session");
    for forged in [constant, foreign] {
        let sent = erika.ask(&place, Some(&[("_token".to_owned(), forged)])).expect("an answer");
        assert_eq!(sent.status, 403, "a form made for somebody else");
    }
    let sent = erika.ask(&place, Some(&own)).expect("an answer");
    assert_eq!(sent.status, 303, "their own form is taken");
    running.end();
}

/// A session ends while somebody has typed and chosen a file: they sign in again, find all they typed on the same page, and
/// are told that the file has to be chosen once more.
#[test]
fn a_session_that_ends_loses_nothing_typed() {
    let (demo, running) = demo("session");
    let mut erika = Browser::new(&[&demo.address]);
    sign_up(&mut erika, "erika@beispiel.example");
    let page = erika.open(&format!("/{TOWN}/leistung/hundesteuer")).found();
    let page = erika.press(&page, "/antrag/register", None, &[]).found();
    let mut other = erika.second_window();
    let own = other.open("/konto").found();
    other.press(&own, "/abmelden", None, &[]);
    let proof = ("Nachweis.pdf", Cursor::new(b"%PDF-1.7\nNachweis".as_slice()));
    let asked = uploads::send(&mut erika, &page, proof).found();
    assert!(asked.text().contains("Ihre Datei wählen Sie danach bitte noch einmal."), "{}", asked.text());
    let again = [("mail", "erika@beispiel.example"), ("password", PASSWORD)];
    let back = erika.press(&asked, "/anmelden", None, &again).found();
    assert_eq!(back.path, page.path, "the same page");
    let text = back.text();
    assert!(text.contains("value=\"Erika\"") && text.contains("value=\"Muster\""), "{text}");
    assert!(!text.contains("Nachweis.pdf"), "no file was taken in without a session");
    let proof = ("Nachweis.pdf", Cursor::new(b"%PDF-1.7\nNachweis".as_slice()));
    assert!(uploads::send(&mut erika, &back, proof).found().text().contains("Nachweis.pdf"));
    running.end();
}

/// Whoever signs in with an identity card alone loses nothing either: a provider brings back no form, so what they typed waits
/// where they typed it.
#[test]
fn a_card_finds_what_was_typed() {
    let (demo, running) = demo("card");
    let mut erika = Browser::new(&[&demo.address]);
    let page = erika.open("/anmelden").found();
    assert_eq!(show_card(&mut erika, &page).path, "/meine");
    let page = erika.open(&format!("/{TOWN}/leistung/hundesteuer")).found();
    let page = erika.press(&page, "/antrag/register", None, &[]).found();
    let mut other = erika.second_window();
    let own = other.open("/konto").found();
    other.press(&own, "/abmelden", None, &[]);
    let asked = erika.press(&page, "/1", Some("next"), &[("keeper.street", "Am Unverlorenen 7")]).found();
    assert!(asked.form("/anmelden/ausweis").is_some(), "{}", asked.text());
    let back = show_card(&mut erika, &asked);
    assert_eq!(back.path, page.path, "the same page");
    assert!(back.text().contains("Am Unverlorenen 7"), "{}", back.text());
    running.end();
}

/// Shows the card of the first person at the demo's provider; where that leads.
pub(crate) fn show_card(browser: &mut Browser, page: &Page) -> Page {
    let provider = browser.press(page, "/anmelden/ausweis", None, &[]).found();
    let mut fields = provider.form("/ausweis-demo").expect("cards to choose from").pressed(None);
    fields.push(("person".to_owned(), "0".to_owned()));
    browser.send("/ausweis-demo", &fields).found()
}

/// Whoever mistypes a code or a password types that alone again: number, town and address stay where they were.
#[test]
fn a_refusal_keeps_what_was_typed() {
    let demo = Demo::new("kept");
    let running = demo.start();
    let mut erika = Browser::new(&[&demo.address]);
    let mine = sign_up(&mut erika, "erika@beispiel.example");
    let typed = [("town", "gelnhausen"), ("number", "2026-04711"), ("code", "AAAA-BBBB-CCCC-DDDD")];
    let refused = erika.press(&mine, "/meine/vorgang", None, &typed);
    let sent = refused.form("/meine/vorgang").expect("the form again").pressed(None);
    let value = |name: &str| sent.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!(
        (value("town"), value("number"), value("code")),
        (Some("gelnhausen"), Some("2026-04711"), Some(""))
    );
    let own = erika.open("/konto").found();
    let typed = [("mail", "neu@beispiel.example"), ("password", "falsch")];
    let refused = erika.press(&own, "/konto/mail", None, &typed);
    let sent = refused.form("/konto/mail").expect("the form again").pressed(None);
    assert!(sent.contains(&("mail".to_owned(), "neu@beispiel.example".to_owned())), "{sent:?}");
    running.end();
}
