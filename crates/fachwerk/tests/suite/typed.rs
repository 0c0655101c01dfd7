//! What somebody writes at the desk is never lost: neither when their session ends in the middle, nor when the case goes on
//! while they write.

use crate::browser::{Browser, Page};
use crate::demo::{DEMO_PASSWORD, DEMO_SECRET, Demo};
use crate::html::Form;
use crate::installation::TOWN;
use crate::patience::until;
use crate::program::Process;
use crate::story;

const PARTY: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../application/casework/tests/packages/examination");
const REASON: &str = "Der Lageplan ist nicht lesbar.";

/// A demo with a street party that waits for the office, and somebody of the office at its case.
fn party(name: &str) -> (Demo, Process, Browser, Page) {
    let demo = Demo::new(name);
    let running = demo.start();
    demo.done(&["library", "install", PARTY, "--tenant", TOWN], "");
    let mut host = Browser::new(&[&demo.address]);
    let page = host.open(&format!("/{TOWN}/leistung/examination")).found();
    let page = host.press(&page, "/antrag/apply", None, &[]).found();
    let typed = [("party.host", "Erika Beispiel"), ("party.place", "Marktplatz")];
    let page = host.press(&page, "/1", Some("next"), &typed).found();
    let number = story::receipt(&host.press(&page, "/absenden", None, &[]).found()).number;
    let mut clerk = Browser::new(&[&demo.address]);
    signed_in(&mut clerk, "kaya");
    let case = until("the case", || story::work_list(&mut clerk).remove(&number));
    let page = clerk.open(&case).found();
    (demo, running, clerk, page)
}

fn signed_in(browser: &mut Browser, login: &str) {
    story::sign_in_with(browser, TOWN, (login, DEMO_PASSWORD, DEMO_SECRET));
}

/// Whoever was signed out while they wrote, and has signed in again in another window, sends what they wrote and finds it as it
/// was, not yet sent; whoever has not signed in again is asked to, and it comes along.
#[test]
fn a_reason_outlives_the_session() {
    let (_demo, running, mut clerk, page) = party("typed");
    let page = clerk.press(&page, "/abschliessen", None, &[]).found();
    let page = clerk.press(&page, "/uebernehmen", None, &[]).found();
    signed_in(&mut clerk, "kaya");
    let again = clerk.press(&page, "/anders", None, &[("grund", REASON)]).found();
    assert!(
        again.text().contains(REASON) && again.text().contains("noch nicht gesendet"),
        "{}",
        again.text()
    );
    let refused = clerk.press(&again, "/anders", None, &[("grund", "")]);
    assert_eq!(refused.status, 422);
    let way = refused.text().find("error-summary").zip(refused.text().find("href=\"#grund-anders-"));
    assert!(way.is_some_and(|(list, link)| list < link), "the list leads to the field: {}", refused.text());
    let mut other = clerk.second_window();
    let list = other.open(&format!("/amt/{TOWN}/aufgaben")).found();
    other.press(&list, "/abmelden", None, &[]);
    let asked = clerk.press(&again, "/anders", None, &[("grund", REASON)]);
    assert_eq!(asked.status, 403);
    let sign_in = asked.form("/anmelden").expect("the way to sign in").pressed(None);
    assert!(sign_in.contains(&("getippt:grund".to_owned(), REASON.to_owned())), "{sign_in:?}");
    running.end();
}

/// Whoever takes a case in hand that goes on meanwhile finds the reason they wrote in the field for notes.
#[test]
fn a_reason_outlives_the_place_where_a_case_stood() {
    let (demo, running, mut clerk, page) = party("taken-in-hand");
    let mut head = Browser::new(&[&demo.address]);
    signed_in(&mut head, "amann");
    let place = format!("{}/stoerung", page.path);
    let stuck = head.open(&place).found();
    clerk.press(&page, "/abschliessen", None, &[]).found();
    let moves = |form: &Form| form.clone().pressed(None).iter().any(|(name, _)| name == "schritt");
    let mut form = Form::all(&stuck.text()).into_iter().find(moves).expect("a way to another step");
    form.type_in("schritt", "call_host");
    form.type_in("grund", REASON);
    let told = head.send(&place, &form.pressed(Some("weiterfuehren")));
    assert_eq!(told.status, 409, "{}", told.text());
    let note = told.form("/notiz").expect("the field for notes").pressed(None);
    assert!(note.contains(&("note".to_owned(), REASON.to_owned())), "{note:?}");
    running.end();
}
