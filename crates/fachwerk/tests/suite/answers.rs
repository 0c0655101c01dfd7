//! An answer to a question of the office is never lost: neither when the case is not open any more in this browser, nor when a
//! session ends that only an identity card can renew, nor when it comes on paper.

use crate::accounts::{RELIEF_TOWN, apply_for_relief, show_card};
use crate::browser::{Browser, Page};
use crate::demo::{DEMO_PASSWORD, DEMO_SECRET, Demo};
use crate::patience::until;
use crate::story::{self, Receipt};

const QUESTION: &str = "Seit wann ist Luna Assistenzhund?";
const ANSWER: &str = "Seit März, die Urkunde liegt der Krankenkasse vor.";

/// Lets the office ask about a case; where the office finds it.
fn ask(clerk: &mut Browser, number: &str) -> String {
    let case = until("the case", || story::work_list_of(clerk, RELIEF_TOWN).remove(number));
    let page = clerk.open(&case).found();
    let page = clerk.press(&page, "/uebernehmen", None, &[]).found();
    let page = clerk.press(&page, "/erledigen", Some("complete"), &[("decision.outcome", "ask")]);
    let done = clerk.press(&page, "/erledigen", Some("complete"), &[("decision.question", QUESTION)]);
    assert!(done.path.ends_with("?hinweis=erledigt"), "asked: {}\n{}", done.path, done.text());
    case
}

fn signed_in(demo: &Demo) -> Browser {
    let mut clerk = Browser::new(&[&demo.address]);
    story::sign_in_with(&mut clerk, RELIEF_TOWN, ("roth", DEMO_PASSWORD, DEMO_SECRET));
    clerk
}

/// The page of the case, once the question stands on it.
fn question(browser: &mut Browser, number: &str) -> Page {
    let case = format!("/{RELIEF_TOWN}/vorgang/{number}");
    until("the question", || {
        let page = browser.open(&case).found();
        page.text().contains(QUESTION).then_some(page)
    })
}

fn give_code(browser: &mut Browser, page: &Page, (number, code): (&str, &str)) -> Page {
    browser.press(page, "/vorgang", None, &[("number", number), ("code", code)])
}

/// The address of the answer's form on the page of a case.
fn way(page: &Page) -> String {
    let forms = crate::html::Form::all(&page.text());
    let form = forms.into_iter().find(|form| form.action.contains("/frage/"));
    form.unwrap_or_else(|| panic!("a question to answer: {}", page.text())).action
}

/// Whoever answers on paper is heard too: the office enters what they wrote, loses nothing of it when its session ends, and
/// the applicant reads it at the question.
#[test]
fn the_office_enters_an_answer() {
    let demo = Demo::new("paper-answer");
    let running = demo.start();
    let mut home = Browser::new(&[&demo.address]);
    let number = apply_for_relief(&mut home).number;
    let mut clerk = signed_in(&demo);
    let case = ask(&mut clerk, &number);
    let page = until("the question", || {
        let page = clerk.open(&case).found();
        page.text().contains("Die Antwort ist auf Papier").then_some(page)
    });
    let page = clerk.open(&format!("{}?teil=nachrichten", page.path)).found();
    let before = question(&mut home, &number);
    let refused = clerk.press(&page, &way(&page), None, &[("answer", ANSWER), ("eingang", "2020-01-01")]);
    assert_eq!(refused.status, 422);
    assert!(
        refused.text().contains(ANSWER) && refused.text().contains("error-summary"),
        "{}",
        refused.text()
    );
    let mut other = clerk.second_window();
    let list = other.open(&format!("/amt/{RELIEF_TOWN}/aufgaben")).found();
    other.press(&list, "/abmelden", None, &[]);
    let asked = clerk.press(&refused, &way(&refused), None, &[]);
    assert_eq!(asked.status, 403);
    let carried = asked.form("/anmelden").expect("the way to sign in").pressed(None);
    for typed in [("getippt:answer", ANSWER), ("getippt:eingang", "2020-01-01")] {
        assert!(carried.contains(&(typed.0.to_owned(), typed.1.to_owned())), "{carried:?}");
    }
    let mut clerk = signed_in(&demo);
    let again = clerk.send(&way(&refused), &carried);
    assert!(
        again.text().contains(ANSWER) && again.text().contains("noch nicht gesendet"),
        "{}",
        again.text()
    );
    let today = [("eingang", "")];
    let done = clerk.press(&again, &way(&again), None, &today).found();
    assert!(done.path.ends_with("hinweis=eingetragen"), "{}\n{}", done.path, done.text());
    assert!(done.text().contains("eingetragen von Miriam Roth"), "{}", done.text());
    let read = home.open(&format!("/{RELIEF_TOWN}/vorgang/{number}")).found().text();
    assert!(read.contains(ANSWER) && read.contains("von uns eingetragen"), "{read}");
    let late = home.press(&before, &way(&before), None, &[("answer", "Seit dem Sommer.")]);
    assert_eq!(late.status, 409);
    assert!(late.text().contains("Das hatten Sie geschrieben") && late.text().contains("Seit dem Sommer."));
    running.end();
}

/// The answer that lies before somebody at its question, not yet sent; then it is sent.
fn sends_what_came_back(browser: &mut Browser, page: &Page) {
    let text = page.text();
    assert!(text.contains(ANSWER) && text.contains("noch einmal ab"), "{text}");
    let sent = browser.press(page, &way(page), None, &[]).found();
    assert!(sent.path.ends_with("?hinweis=beantwortet"), "{}\n{}", sent.path, sent.text());
    assert!(sent.text().contains(ANSWER), "{}", sent.text());
}

/// Whoever opened a case with its code and then another is asked for the code again when they send what they typed for the
/// first, mistypes it, and finds their answer at its question. All that belongs to the case leads there.
#[test]
fn a_closed_case_keeps_the_answer() {
    let demo = Demo::new("closed-case");
    let running = demo.start();
    let mut home = Browser::new(&[&demo.address]);
    let [Receipt { number, code, .. }, other] = [(); 2].map(|()| apply_for_relief(&mut home));
    ask(&mut signed_in(&demo), &number);
    let mut library = Browser::new(&[&demo.address]);
    let form = library.open(&format!("/{RELIEF_TOWN}/vorgang")).found();
    give_code(&mut library, &form, (&number, &code)).found();
    let page = question(&mut library, &number);
    give_code(&mut library, &form, (&other.number, &other.code)).found();
    let asked = library.press(&page, &way(&page), None, &[("answer", ANSWER)]).found();
    assert!(asked.text().contains("Ihre Angaben bleiben erhalten"), "{}", asked.text());
    assert!(
        asked.text().contains(&format!("value=\"{number}\"")),
        "the number stands there: {}",
        asked.text()
    );
    let refused = give_code(&mut library, &asked, (&number, &other.code));
    assert_eq!(refused.status, 403);
    for part in ["zurueckziehen", "eingangsbestaetigung"] {
        let led = library.open(&format!("/{RELIEF_TOWN}/vorgang/{number}/{part}")).found();
        assert_eq!(led.path, format!("/{RELIEF_TOWN}/vorgang?nummer={number}"));
    }
    let back = give_code(&mut library, &refused, (&number, &code)).found();
    // Opened once more beside it: the form is of another session now, and nothing is lost of it either.
    give_code(&mut library, &form, (&number, &code)).found();
    let back = library.press(&back, &way(&back), None, &[]);
    assert_eq!(back.status, 403);
    sends_what_came_back(&mut library, &back);
    running.end();
}

/// Whoever signs in with an identity card alone finds their answer after showing it once more.
#[test]
fn a_card_finds_the_answer() {
    let demo = Demo::new("card-answer");
    let running = demo.start();
    let mut erika = Browser::new(&[&demo.address]);
    let page = erika.open("/anmelden").found();
    show_card(&mut erika, &page);
    let number = apply_for_relief(&mut erika).number;
    ask(&mut signed_in(&demo), &number);
    let page = question(&mut erika, &number);
    let mut other = erika.second_window();
    let own = other.open("/konto").found();
    other.press(&own, "/abmelden", None, &[]);
    let asked = erika.press(&page, &way(&page), None, &[("answer", ANSWER)]).found();
    let provider = erika.press(&asked, "/anmelden/ausweis", None, &[]).found();
    let text = provider.text();
    let (_, cancel) = text.split_once("href=\"/anmelden/ausweis/zurueck").expect("a way to cancel");
    let (cancel, _) = cancel.split_once('"').expect("an address");
    let asked = erika.open(&format!("/anmelden/ausweis/zurueck{cancel}"));
    let back = show_card(&mut erika, &asked);
    sends_what_came_back(&mut erika, &back);
    running.end();
}
