//! What people send by mistake or on purpose: each gets words in their language, and nothing typed is lost.

use crate::account;
use crate::browser::{Browser, Page};
use crate::installation::{Backend, Installation, TOWN, free_address};
use crate::story;
use checks::Golden;
use regex::Regex;
use std::collections::BTreeSet;

/// Everything wrong that a page of names can hold: nothing, too much, a letter that is none, a day that never was, a number
/// that is a word, an address that is none.
const KEEPER: [(&str, &str); 7] = [
    ("keeper.first_name", ""),
    ("keeper.last_name", "Bei\u{7}spiel"),
    ("keeper.born", "31.02.1980"),
    ("keeper.street", "Lindenweg 4"),
    ("keeper.postcode", "zwölf"),
    ("keeper.city", TOO_LONG),
    ("keeper.email", "erika beispiel"),
];
const HOUSEHOLD: [(&str, &str); 2] =
    [("household.other_dogs", "viele"), ("household.remarks", "Bitte „schnell“ <b>")];
const TOO_LONG: &str =
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch an einem sehr, sehr langen Fluss";

/// A running town and a browser in this language.
fn town(name: &str, language: &str) -> (Installation, crate::program::Process, Browser) {
    let installation = Installation::with_town(Backend::Sqlite, name);
    let address = free_address();
    let server = installation.serve(&address, &[]);
    let mut browser = Browser::new(&[&address]);
    browser.open(&format!("/{TOWN}?lang={language}")).found();
    (installation, server, browser)
}

/// The list of what has to be mended, as it is read.
fn told(page: &Page) -> String {
    let text = page.text();
    let summary = text.split_once("data-error-summary").map_or("", |(_, rest)| rest);
    let summary = summary.split_once("</div>\n</div>").map_or(summary, |(list, _)| list);
    let entry = Regex::new(r"<li>(?:<a[^>]*>)?([^<]*)<").expect("a pattern");
    entry.captures_iter(summary).map(|found| format!("{}\n", &found[1])).collect()
}

/// A value as it stands in a page.
fn escaped(value: &str) -> String {
    value.replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;")
}

/// Another page of the same draft.
fn beside(path: &str, ending: &str) -> String {
    let draft = path.strip_suffix("/1").expect("the first page");
    format!("{draft}{ending}")
}

/// Whoever mistypes reads in their own language what to mend, and finds every letter they had typed.
#[test]
fn every_mistake_is_told_and_kept() {
    let mut all = String::new();
    for language in ["de", "en"] {
        let (_installation, server, mut browser) = town(&format!("mistakes-{language}"), language);
        let page = browser.open(&format!("/{TOWN}/leistung/hundesteuer")).found();
        let first = browser.press(&page, "/antrag/register", None, &[]).found();
        for (ending, typed) in [("/1", &KEEPER[..]), ("/3", &HOUSEHOLD[..])] {
            let page = browser.open(&beside(&first.path, ending)).found();
            let page = browser.press(&page, ending, Some("next"), typed);
            for (name, value) in typed {
                assert!(page.text().contains(&escaped(value)), "{name} is kept: {}", page.text());
            }
            all.push_str(&format!("── {language} {ending}\n{}", told(&page)));
        }
        server.end();
    }
    Golden::named("mistakes.txt")
        .compare(&all, "What people read about their mistakes tells them what to do.");
}

/// A form with ten thousand dogs is answered in words, costs the program little, and the dogs that were there stay.
#[test]
fn ten_thousand_groups_are_answered() {
    for (language, words) in [("de", "höchstens 10 Mal möglich"), ("en", "possible at most 10 times")] {
        let (installation, server, mut browser) = town(&format!("groups-{language}"), language);
        let library = concat!(env!("CARGO_MANIFEST_DIR"), "/../../library/hundesteuer");
        installation.done(&["library", "install", library, "--tenant", TOWN]);
        let page = browser.open(&format!("/{TOWN}/leistung/hundesteuer")).found();
        let first = browser.press(&page, "/antrag/register", None, &[]).found();
        let path = beside(&first.path, "/2");
        let page = browser.open(&path).found();
        let page = browser.press(&page, "/2", Some("next"), &[("dogs[0].name", "Bello")]);
        let mut fields = page.form("/2").expect("the dogs").pressed(Some("next"));
        fields.extend((1..10_000).map(|dog| (format!("dogs[{dog}].name"), "x".to_owned())));
        let before = server.peak_memory_kilobytes();
        let page = browser.send(&path, &fields);
        let grown = server.peak_memory_kilobytes() - before;
        assert!(grown < 100_000, "the program grew by {grown} kB");
        assert!(
            page.text().contains("Bello") && page.text().contains(words),
            "{} {}",
            page.status,
            told(&page)
        );
        assert!(browser.open(&path).found().text().contains("Bello"));
        server.end();
    }
}

/// Two clicks at the same moment make one case; whoever goes back afterwards, or has another tab open, is led to it, and
/// it stays as it was sent.
#[test]
fn sent_once_is_sent_once() {
    let (installation, server, mut browser) = town("once", "de");
    let summary = story::fill_in(&mut browser, "Bello");
    let tab = browser.open(&summary.path.replace("/pruefen", "/2")).found();
    let clicks: Vec<_> = std::thread::scope(|scope| {
        let click = || {
            let (mut twin, summary) = (browser.twin(), &summary);
            scope.spawn(move || story::receipt(&twin.press(summary, "/absenden", None, &[]).found()))
        };
        let both = [click(), click()];
        both.into_iter().map(|click| click.join().expect("an answer")).collect()
    });
    assert_eq!(clicks.iter().collect::<BTreeSet<_>>().len(), 1, "{clicks:?}");
    let back = browser.press(&tab, "/2", Some("next"), &[("dog.name", "Rex")]).found();
    assert_eq!(story::receipt(&back), clicks[0], "the other tab leads to the receipt");
    assert_eq!(browser.open(&summary.path).path, back.path, "so does going back");
    let cases = installation.json(&["case", "verify", TOWN, "--json"]);
    assert_eq!(cases.as_array().map(Vec::len), Some(1), "{cases}");
    server.end();
}

/// Somebody whose session ends in the midst of page 3 signs in again and goes on there, with everything they had typed on
/// it and on the pages before.
#[test]
fn a_session_that_ends_takes_nothing_along() {
    for (language, words) in [("de", "Ihre Angaben bleiben erhalten"), ("en", "What you entered is kept")] {
        let (installation, server, mut browser) = town(&format!("ended-{language}"), language);
        account::sign_up(&installation.data().join("mail"), &mut browser, "erika@beispiel.example");
        let summary = story::fill_in(&mut browser, "Bello");
        let third = browser.open(&summary.path.replace("/pruefen", "/3")).found();
        let mut elsewhere = browser.twin();
        let page = elsewhere.open("/meine").found();
        elsewhere.press(&page, "/abmelden", None, &[]).found();
        let page = browser.press(&third, "/3", Some("next"), &[("household.remarks", "Er bellt nie.")]);
        assert!(page.text().contains(words), "{}", page.text());
        let typed = [("mail", "erika@beispiel.example"), ("password", account::PASSWORD)];
        let page = browser.press(&page, "/anmelden", None, &typed).found();
        assert_eq!(page.path, third.path);
        assert!(page.text().contains("Er bellt nie."), "{}", page.text());
        let page = browser.open(&summary.path).found();
        assert!(page.text().contains("Er bellt nie.") && page.text().contains("Bello"), "{}", page.text());
        server.end();
    }
}
