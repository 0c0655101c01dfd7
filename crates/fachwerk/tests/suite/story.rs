//! The story of a dog: a citizen registers it, a caseworker decides, the notice arrives. Told over HTTP as people do it;
//! what went through is returned, and nothing is taken for granted.

use crate::account;
use crate::browser::{Browser, Page};
use crate::installation::{Installation, PASSWORD, SECRET, TOWN};
use crate::patience::until;
use identity::TotpSecret;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// What a citizen holds in hand after sending.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Receipt {
    /// The draft that was sent.
    pub(crate) draft: String,
    /// Number of the case.
    pub(crate) number: String,
    /// Code that opens its status.
    pub(crate) code: String,
}

/// Registers a dog, from the service's page to the receipt.
pub(crate) fn register(browser: &mut Browser, dog: &str) -> Receipt {
    let page = fill_in(browser, dog);
    let page = browser.press(&page, "/absenden", None, &[]).found();
    let receipt = receipt(&page);
    // A citizen who is not sure sends again; it must be the same case.
    let again = browser.open(&page.path).found();
    assert_eq!(self::receipt(&again), receipt);
    receipt
}

/// Fills in the three pages and stops at the summary.
pub(crate) fn fill_in(browser: &mut Browser, dog: &str) -> Page {
    let page = browser.open(&format!("/{TOWN}/leistung/hundesteuer")).found();
    let page = browser.press(&page, "/antrag/register", None, &[]).found();
    let page = browser.press(&page, "/1", Some("next"), &KEEPER).found();
    let mut answers = DOG.to_vec();
    answers.push(("dog.name", dog));
    let page = browser.press(&page, "/2", Some("next"), &answers).found();
    let page = browser.press(&page, "/3", Some("next"), &HOUSEHOLD).found();
    assert!(page.path.ends_with("/pruefen"), "every answer is right: {}\n{}", page.path, page.text());
    page
}

/// Number and code from the page after sending.
pub(crate) fn receipt(page: &Page) -> Receipt {
    let text = page.text();
    let find = |pattern: &str, text: &str| {
        let found = Regex::new(pattern).expect("a pattern").captures(text).map(|found| found[1].to_owned());
        found.unwrap_or_else(|| panic!("no {pattern} at {}:\n{text}", page.path))
    };
    Receipt {
        draft: find("/antrag/([^/]+)/fertig", &page.path),
        number: find(r#"id="nummer">([^<]+)<"#, &text),
        code: find(r#"id="code">([^<]+)<"#, &text),
    }
}

/// Signs in at the desk.
pub(crate) fn sign_in(browser: &mut Browser, login: &str) {
    sign_in_with(browser, TOWN, (login, PASSWORD, SECRET));
}

/// Signs in at the desk of a town, with password and app. Each code counts once, so whoever comes again too soon waits for
/// the next one, as people do.
pub(crate) fn sign_in_with(browser: &mut Browser, town: &str, (login, password, secret): (&str, &str, &str)) {
    let page = browser.open(&format!("/amt/{town}/anmelden")).found();
    let page = browser.press(&page, "/anmelden", None, &[("login", login), ("password", password)]).found();
    assert!(page.form("/code").is_some(), "{login} is asked for a code: {}\n{}", page.path, page.text());
    let secret = TotpSecret::from_text(secret).expect("a readable secret");
    let page = until(&format!("a fresh code for {login}"), || {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs() as i64;
        let codes = [-30, 0, 30].map(|drift| secret.code(now + drift));
        codes
            .iter()
            .map(|code| browser.press(&page, "/code", None, &[("code", code)]))
            .find(|page| page.status == 200)
    });
    assert!(page.path.ends_with("/aufgaben"), "{login} is signed in: {}\n{}", page.path, page.text());
}

/// The cases of the work list by number, with the address of each case.
pub(crate) fn work_list(browser: &mut Browser) -> BTreeMap<String, String> {
    work_list_of(browser, TOWN)
}

/// The same of another town.
pub(crate) fn work_list_of(browser: &mut Browser, town: &str) -> BTreeMap<String, String> {
    let page = browser.open(&format!("/amt/{town}/aufgaben")).found();
    let link = Regex::new(r#"href="(/amt/[^"]+/vorgang/[^"]+)" data-row-link>([^<]+)<"#).expect("a pattern");
    link.captures_iter(&page.text()).map(|found| (found[2].to_owned(), found[1].to_owned())).collect()
}

/// Takes the task of a case and approves; says whether it was this clerk who did.
pub(crate) fn approve(browser: &mut Browser, case: &str) -> bool {
    let mut page = browser.open(case).found();
    if page.form("/uebernehmen").is_some() {
        page = browser.press(&page, "/uebernehmen", None, &[]);
    }
    if page.form("/erledigen").is_none() {
        return false;
    }
    let page =
        browser.press(&page, "/erledigen", Some("complete"), &[("decision.outcome", "approve")]).found();
    assert!(page.path.ends_with("?hinweis=erledigt"), "decided: {}\n{}", page.path, page.text());
    true
}

/// Approves whatever comes, until all clerks together have decided so many; the answer is what this one decided, with
/// the address of each case.
pub(crate) fn approve_all(
    browser: &mut Browser,
    decided: &AtomicUsize,
    count: usize,
) -> BTreeMap<String, String> {
    let mut own = BTreeMap::new();
    until("everything is decided", || {
        for (number, case) in work_list(browser) {
            if approve(browser, &case) {
                assert!(own.insert(number.clone(), case).is_none(), "{number} was decided twice");
                decided.fetch_add(1, Ordering::Relaxed);
            }
        }
        (decided.load(Ordering::Relaxed) >= count).then_some(())
    });
    own
}

/// The addresses of the documents on the status page, once there is one.
pub(crate) fn documents(browser: &mut Browser, receipt: &Receipt) -> BTreeSet<String> {
    let page = browser.open(&format!("/{TOWN}/vorgang")).found();
    let typed = [("number", receipt.number.as_str()), ("code", receipt.code.as_str())];
    let page = browser.press(&page, "/vorgang", None, &typed).found();
    let status = page.path.clone();
    assert!(status.ends_with(&receipt.number), "number and code open the status: {status}\n{}", page.text());
    until(&format!("the notice of {}", receipt.number), || {
        let found = downloads(&browser.open(&status).found());
        (!found.is_empty()).then_some(found)
    })
}

/// The addresses on a page that contain this.
pub(crate) fn links(page: &Page, part: &str) -> BTreeSet<String> {
    let link = Regex::new(r#"href="([^"]+)""#).expect("a pattern");
    let all: BTreeSet<String> = link.captures_iter(&page.text()).map(|found| found[1].to_owned()).collect();
    all.into_iter().filter(|address| address.contains(part)).collect()
}

/// The addresses of the documents on a page; what only shows one of them on the screen is left out.
fn downloads(page: &Page) -> BTreeSet<String> {
    let is_download = |address: &String| {
        address
            .split_once("/dokument/")
            .is_some_and(|(_, id)| id.chars().all(|sign| sign.is_ascii_hexdigit()))
    };
    links(page, "/dokument/").into_iter().filter(is_download).collect()
}

/// At the end: every receipt opens its case, which was decided once, by one notice, and its journal holds.
pub(crate) fn nothing_lost_nothing_doubled(installation: &Installation, address: &str, receipts: &[Receipt]) {
    for receipt in receipts {
        let mut stranger = Browser::new(&[address]);
        let documents = documents(&mut stranger, receipt);
        assert_eq!(documents.len(), 1, "one notice for {}: {documents:?}", receipt.number);
        let notice = stranger.open(documents.first().expect("there is one")).found();
        assert!(notice.bytes.starts_with(b"%PDF-1.7"), "{} has a PDF", receipt.number);
    }
    let drafts: BTreeSet<&str> = receipts.iter().map(|receipt| receipt.draft.as_str()).collect();
    let numbers: BTreeSet<&str> = receipts.iter().map(|receipt| receipt.number.as_str()).collect();
    assert_eq!((drafts.len(), numbers.len()), (receipts.len(), receipts.len()), "{receipts:#?}");
    let proved = installation.json(&["case", "verify", TOWN, "--json"]);
    let proved = proved.as_array().expect("a list");
    let known: BTreeSet<&str> = proved.iter().filter_map(|case| case["number"].as_str()).collect();
    assert_eq!(known, numbers, "every draft became one case, and there are no others");
    assert_eq!(known.len(), proved.len(), "no number twice");
    for case in proved {
        assert_eq!(case["breaks"], serde_json::json!([]), "{case}");
    }
    for number in numbers {
        let head = installation.json(&["case", "show", TOWN, number, "--json"]);
        assert_eq!(head["status"], "decided", "{head}");
        assert_eq!(
            (&head["open_tasks"], &head["incidents"]),
            (&serde_json::json!([]), &serde_json::json!([]))
        );
    }
}

/// What the case page of the desk lists, once there is something: one document, delivered or not.
pub(crate) fn written_once(browser: &mut Browser, cases: &BTreeMap<String, String>) {
    for (number, case) in cases {
        let part = format!("{case}?teil=dokumente");
        until("the letter is written", || {
            (!downloads(&browser.open(&part).found()).is_empty()).then_some(())
        });
        let documents = downloads(&browser.open(&part).found());
        assert_eq!(documents.len(), 1, "{number} has one letter: {documents:?}");
    }
}

/// The Message-IDs in the tray, once there are at least so many.
pub(crate) fn mails(installation: &Installation, count: usize) -> Vec<String> {
    until(&format!("{count} mails"), || {
        let ids = message_ids(installation);
        (ids.len() >= count).then_some(ids)
    })
}

fn message_ids(installation: &Installation) -> Vec<String> {
    let tray = installation.data().join("mail");
    let mails = account::lying(&tray);
    let id =
        |mail: String| mail.lines().find_map(|line| line.strip_prefix("Message-ID: ").map(str::to_owned));
    mails.map(|mail| id(std::fs::read_to_string(mail).expect("a mail")).expect("a Message-ID")).collect()
}

const KEEPER: [(&str, &str); 7] = [
    ("keeper.first_name", "Erika"),
    ("keeper.last_name", "Beispiel"),
    ("keeper.born", "24.03.1980"),
    ("keeper.street", "Lindenweg 4"),
    ("keeper.postcode", "35999"),
    ("keeper.city", "Musterstadt"),
    ("keeper.email", "erika@beispiel.example"),
];

const DOG: [(&str, &str); 6] = [
    ("dog.breed", "beagle"),
    ("dog.born", "1.5.2025"),
    ("dog.sex", "male"),
    ("dog.colour", "braun-weiß"),
    ("dog.kept_since", "10.09.2026"),
    ("dog.moved_here", "no"),
];

const HOUSEHOLD: [(&str, &str); 2] = [("household.other_dogs", "0"), ("household.declaration", "true")];
