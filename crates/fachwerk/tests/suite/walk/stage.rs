//! The stage: a demo in which one citizen has drafts, cases, a file, a notice and a payment, and the names of all that.

use super::doors::Door;
use super::people::{self, Person};
use crate::account;
use crate::browser::{Browser, Page};
use crate::demo::Demo;
use crate::installation::TOWN;
use crate::patience::until;
use crate::program::Process;
use crate::story::{self, Receipt};
use crate::uploads;
use checks::Findings;
use kit::token_for;
use std::io::Cursor;
use std::path::PathBuf;

/// What only the owners may read: dog, name, mail address.
pub(super) const MARKS: [&str; 3] = ["Zerberusine", "Unverwechselbar", "unverwechselbar@beispiel.example"];
const FEE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../application/casework/tests/packages/fee");
/// Stands for what a person cannot know.
const MADE_UP: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A running demo with everybody in it.
pub(super) struct Stage {
    demo: Demo,
    process: Process,
    /// Who walks.
    pub(super) people: Vec<Person>,
    /// What stands in addresses in place of a parameter; the first that fits counts.
    places: Vec<(&'static str, String)>,
    /// The same for one-time links; for others they are made up.
    links: Vec<(&'static str, String)>,
}

/// What the applicant holds.
struct Held {
    decided: Receipt,
    document: String,
    open: Receipt,
    open_case: String,
    task: String,
    decided_case: String,
    draft: String,
    file: String,
    entry: String,
    entry_file: String,
    paid: Receipt,
    paid_case: String,
    payment: String,
    transaction: String,
    attempt: String,
}

impl Stage {
    /// Sets it up.
    pub(super) fn set(name: &str) -> Self {
        let demo = Demo::new(name);
        let process = demo.start_with(&[("FACHWERK_LOG__FILTER", "trace")]);
        let package = demo.folder.path().join("package");
        uploads::service_with_proof(&package);
        let package = package.to_string_lossy();
        demo.done(&["library", "install", &package, "--tenant", TOWN], "");
        demo.done(&["library", "install", FEE, "--tenant", TOWN], "");
        let mut applicant = Browser::new(&[&demo.address]);
        account::sign_up(&tray(&demo), &mut applicant, MARKS[2]);
        let mut clerk = people::clerk(Browser::new(&[&demo.address]));
        let held = held(&demo, &mut applicant, &mut clerk);
        let links = links(&demo, &held);
        let places = places(&mut applicant, held);
        let people = people::all(&demo, applicant, clerk);
        Self { demo, process, people, places, links }
    }

    /// Refuses a door whose parameters nobody has named.
    pub(super) fn knows_the_way(&self, doors: &[Door]) {
        let mut findings = Findings::against(
            "Every parameter of a route has a value of the applicant's: add a line to `places` in walk/stage.rs.",
        );
        for door in doors {
            let path = self.filled(&self.people[0], door);
            if path.contains('{') {
                findings.add(door.name(), format!("{path} is not complete"));
            }
        }
        findings.close();
    }

    /// What this person finds behind this door, with a form that was made for them.
    pub(super) fn try_door(&self, person: &Person, door: &Door) -> Page {
        let path = self.filled(person, door);
        let mut browser = person.browser.twin();
        let cookies = door.cookies().iter().map(|name| person.browser.cookie(name));
        let session = cookies.into_iter().find(|cookie| !cookie.is_empty()).unwrap_or_default();
        let form = [("_token".to_owned(), token_for(session))];
        browser.ask(&path, door.changes.then_some(&form[..])).expect("an answer")
    }

    fn filled(&self, person: &Person, door: &Door) -> String {
        let links = self
            .links
            .iter()
            .map(|(place, token)| (*place, if person.owns(door) { token.as_str() } else { MADE_UP }));
        let places = self.places.iter().map(|(place, value)| (*place, value.as_str()));
        let named = links.chain(places).fold(door.path.clone(), |path, (place, value)| {
            let kept = place.find('{').map_or("", |at| &place[..at]);
            path.replace(place, &format!("{kept}{value}"))
        });
        named.replace("{slug}", person.town)
    }

    /// Everything the program has said since it was ready, at the finest level.
    pub(super) fn logs(&self) -> String {
        let said = self.process.said();
        said.split_once("Press Ctrl-C").map_or(said.clone(), |(_, logs)| logs.to_owned())
    }

    /// What a monitoring system reads.
    pub(super) fn figures(&self) -> String {
        Browser::new(&[&self.demo.address]).open("/metrics").found().text()
    }

    /// The bytes of the database with what waits beside it.
    pub(super) fn database(&self) -> Vec<u8> {
        let folder = self.demo.folder.path().join("demo");
        let files = ["fachwerk.sqlite", "fachwerk.sqlite-wal"].map(|name| std::fs::read(folder.join(name)));
        files.into_iter().flat_map(Result::unwrap_or_default).collect()
    }

    /// What nobody else may read, with what it is.
    pub(super) fn secrets(&self) -> Vec<(String, String)> {
        let mut secrets: Vec<(String, String)> =
            MARKS.iter().map(|mark| ("what is typed".to_owned(), (*mark).to_owned())).collect();
        secrets.push(("what is typed at the desk".to_owned(), "bauer".to_owned()));
        for (what, secret) in [
            ("a citizen's password", account::PASSWORD),
            ("a clerk's password", crate::installation::PASSWORD),
            ("a clerk's secret", crate::installation::SECRET),
        ] {
            secrets.push((what.to_owned(), secret.to_owned()));
        }
        for person in &self.people {
            let cookies = person.browser.cookies().filter(|(_, value)| value.len() == 64);
            secrets.extend(
                cookies.map(|(name, value)| (format!("{name} of {}", person.name), value.to_owned())),
            );
        }
        let links = self.links.iter().filter(|(place, _)| place.ends_with("{token}"));
        secrets.extend(links.map(|(place, token)| ((*place).to_owned(), token.clone())));
        let numbers = self.places.iter().filter(|(place, _)| place.ends_with("/vorgang/{number}"));
        secrets.extend(numbers.map(|(_, number)| ("what is typed: a number".to_owned(), number.clone())));
        secrets
    }

    /// Ends it in good order.
    pub(super) fn end(self) {
        self.process.end();
        drop(self.demo);
    }
}

fn held(demo: &Demo, applicant: &mut Browser, clerk: &mut Browser) -> Held {
    let (decided, open) = (sent_dog(applicant), sent_dog(applicant));
    let (draft, file) = draft_with_file(applicant);
    let (entry, entry_file) = entry_with_file(clerk);
    let (paid, payment) = asked_to_pay(applicant);
    let (transaction, attempt) = begun_to_pay(applicant, &paid);
    let decided_case = until("the first task", || story::work_list(clerk).remove(&decided.number));
    assert!(story::approve(clerk, &decided_case), "it is decided");
    let notice = story::documents(&mut Browser::new(&[&demo.address]), &decided);
    let open_case = until("the second task", || story::work_list(clerk).remove(&open.number));
    let task = part_after(&clerk.open(&open_case).found().text(), "/aufgabe/");
    let shown = demo.done(&["case", "show", TOWN, &paid.number, "--json"], "");
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    Held {
        document: part_after(notice.first().expect("a notice"), "/dokument/"),
        paid_case: shown["id"].as_str().expect("an id").to_owned(),
        decided_case: part_after(&decided_case, "/vorgang/"),
        open_case: part_after(&open_case, "/vorgang/"),
        decided,
        open,
        task,
        draft,
        file,
        entry,
        entry_file,
        paid,
        payment,
        transaction,
        attempt,
    }
}

/// A draft that was not sent yet, and a file in it.
fn draft_with_file(browser: &mut Browser) -> (String, String) {
    let draft = part_after(&dog(browser).path, "/antrag/");
    let page = browser.open(&format!("/{TOWN}/antrag/{draft}/1")).found();
    let page = uploads::send(browser, &page, ("Nachweis.pdf", Cursor::new(b"%PDF-1.7\nNachweis"))).found();
    (draft, part_after(&page.text(), "/datei/"))
}

/// What the clerk has begun for somebody who came with paper, and a scan in it.
fn entry_with_file(clerk: &mut Browser) -> (String, String) {
    let page = clerk.open(&format!("/amt/{TOWN}/aufnehmen")).found();
    let mut fields = page.form("/aufnehmen").expect("services to choose from").pressed(None);
    fields.push(("antrag".to_owned(), "hundesteuer/register".to_owned()));
    let page = clerk.send(&format!("/amt/{TOWN}/aufnehmen"), &fields).found();
    let draft = part_after(&page.path, "/aufnehmen/");
    let marks = [("keeper.last_name", MARKS[1]), ("keeper.email", MARKS[2])];
    clerk.press(&page, "/1", Some("next"), &marks).found();
    let page = clerk.open(&page.path).found();
    let page = uploads::send(clerk, &page, ("Papier.pdf", Cursor::new(b"%PDF-1.7\nPapier"))).found();
    (draft, part_after(&page.text(), "/datei/"))
}

/// A visit to the demo's provider: the provider's name for it and ours. It was broken off.
fn begun_to_pay(browser: &mut Browser, paid: &Receipt) -> (String, String) {
    let status = browser.open(&format!("/{TOWN}/vorgang/{}", paid.number)).found();
    let checkout = browser.press(&status, "/bezahlen", None, &[]).found();
    let cancel = [("action".to_owned(), "cancel".to_owned())];
    let back = browser.twin().ask(&checkout.path, Some(&cancel)).expect("an answer");
    let attempt = part_after(&back.location.expect("the way back"), "/zahlung/");
    (part_after(&checkout.path, "/bezahldienst-demo/"), attempt)
}

/// A dog with the marks, up to the summary.
fn dog(browser: &mut Browser) -> Page {
    let summary = story::fill_in(browser, MARKS[0]);
    let first = browser.open(&summary.path.replace("/pruefen", "/1")).found();
    let marks = [("keeper.last_name", MARKS[1]), ("keeper.email", MARKS[2])];
    browser.press(&first, "/1", Some("next"), &marks).found();
    browser.open(&summary.path).found()
}

fn sent_dog(browser: &mut Browser) -> Receipt {
    let summary = dog(browser);
    story::receipt(&browser.press(&summary, "/absenden", None, &[]).found())
}

/// A case that asks for a fee, and the payment.
fn asked_to_pay(browser: &mut Browser) -> (Receipt, String) {
    let page = browser.open(&format!("/{TOWN}/leistung/fee")).found();
    let page = browser.press(&page, "/antrag/pay", None, &[]).found();
    let typed = [("payer.name", MARKS[1]), ("payer.way", "online")];
    let page = browser.press(&page, "/1", Some("next"), &typed).found();
    let receipt = story::receipt(&browser.press(&page, "/absenden", None, &[]).found());
    let status = format!("/{TOWN}/vorgang/{}", receipt.number);
    let form = until("the fee is asked for", || browser.open(&status).found().form("/bezahlen"));
    (receipt, part_after(&form.action, "/zahlung/"))
}

/// Where the demo puts its mails.
fn tray(demo: &Demo) -> PathBuf {
    demo.folder.path().join("demo/mail")
}

fn links(demo: &Demo, held: &Held) -> Vec<(&'static str, String)> {
    let mut browser = Browser::new(&[&demo.address]);
    let page = browser.open("/konto/neu").found();
    let asked = [("mail", "neu@beispiel.example"), ("password", account::PASSWORD)];
    browser.press(&page, "/konto/neu", None, &asked).found();
    let page = browser.open("/konto/vergessen").found();
    browser.press(&page, "/konto/vergessen", None, &[("mail", MARKS[2])]).found();
    let staff = demo.done(&["user", "link", TOWN, "kaya"], "");
    vec![
        ("/konto/bestaetigen/{token}", account::mailed(&tray(demo), "/konto/bestaetigen/")),
        ("/konto/passwort/{token}", account::mailed(&tray(demo), "/konto/passwort/")),
        ("/zugang/{token}", part_after(&staff, "/zugang/")),
        ("/bezahldienst-demo/{transaction}", held.transaction.clone()),
    ]
}

/// How the parameters of routes are filled. A longer beginning stands before a shorter one.
fn places(applicant: &mut Browser, held: Held) -> Vec<(&'static str, String)> {
    let crest = part_after(&applicant.open(&format!("/{TOWN}")).found().text(), "/wappen/");
    vec![
        ("/demo/post/{id}", MADE_UP[..32].to_owned()),
        ("/bestand/{service}/{number}", "hundesteuer/1".to_owned()),
        ("/bestand/{service}", "hundesteuer".to_owned()),
        ("/antrag/{procedure}", "register".to_owned()),
        ("/leistung/{service}", "hundesteuer".to_owned()),
        ("/{slug}/{leika}", "06435014/99102013104000".to_owned()),
        ("/wappen/{hash}", crest),
        ("/aufnehmen/{draft}/datei/{id}", format!("{}/datei/{}", held.entry, held.entry_file)),
        ("/aufnehmen/{draft}", held.entry),
        ("/antrag/{draft}/datei/{id}", format!("{}/datei/{}", held.draft, held.file)),
        ("/antrag/{draft}", held.draft),
        ("/{page}", "1".to_owned()),
        ("/vorgang/{number}/dokument/{id}", format!("{}/dokument/{}", held.decided.number, held.document)),
        ("/vorgang/{number}/zahlung/{payment}", format!("{}/zahlung/{}", held.paid.number, held.payment)),
        ("/vorgang/{number}/zahlung/{attempt}", format!("{}/zahlung/{}", held.paid.number, held.attempt)),
        ("/vorgang/{number}", held.open.number),
        ("/frage/{question}", MADE_UP[..32].to_owned()),
        ("/vorgang/{case}/dokument/{id}", format!("{}/dokument/{}", held.decided_case, held.document)),
        ("/vorgang/{case}/zahlung/{payment}", format!("{}/zahlung/{}", held.paid_case, held.payment)),
        ("/vorgang/{case}", held.open_case),
        ("/aufgabe/{task}", held.task),
        ("/druck/{delivery}", MADE_UP.to_owned()),
        ("/liegengeblieben/{event}", MADE_UP[..32].to_owned()),
        ("/postfach/{slug}/{id}", format!("{TOWN}/{}", &MADE_UP[..32])),
        ("/zahlung/{provider}/{slug}/{attempt}", format!("demo/{TOWN}/{}", held.attempt)),
    ]
}

/// The word that follows this in a text.
fn part_after(text: &str, before: &str) -> String {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect()
}
