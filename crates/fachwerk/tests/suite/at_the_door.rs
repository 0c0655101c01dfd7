//! Being let in, as strangers meet it: cookies that no other site can touch, and answers that tell a guesser nothing.

use crate::account;
use crate::browser::Browser;
use crate::installation::{Backend, CLERKS, Installation, TOWN, free_address};
use crate::story;
use std::collections::BTreeSet;

/// No page of another host reads, sets or sends along the session of a citizen or a clerk.
#[test]
fn cookies_are_bound_to_the_host() {
    let mut installation = Installation::with_town(Backend::Sqlite, "cookies");
    installation.set("FACHWERK_PUBLIC_URL", "https://fachwerk.example");
    let address = free_address();
    let server = installation.serve(&address, &[]);
    let mut browser = Browser::new(&[&address]);
    browser.open("/?lang=de").found();
    let tray = installation.data().join("mail");
    account::sign_up(&tray, &mut browser, "erika@beispiel.example");
    let mut guest = Browser::new(&[&address]);
    let receipt = story::register(&mut guest, "Bello");
    let page = guest.open(&format!("/{TOWN}/vorgang")).found();
    let typed = [("number", receipt.number.as_str()), ("code", receipt.code.as_str())];
    guest.press(&page, "/vorgang", None, &typed).found();
    let mut clerk = Browser::new(&[&address]);
    story::sign_in(&mut clerk, CLERKS[0]);
    let lines: Vec<&String> =
        [&browser, &guest, &clerk].into_iter().flat_map(|browser| &browser.told_to_keep).collect();
    for line in &lines {
        let parts: BTreeSet<&str> = line.split("; ").skip(1).collect();
        let needed = ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"];
        assert!(line.starts_with("__Host-") && needed.iter().all(|part| parts.contains(part)), "{line}");
        assert!(!line.contains("Domain"), "{line}");
    }
    let names: BTreeSet<&str> = lines.iter().filter_map(|line| line.split('=').next()).collect();
    let known = ["citizen", "guest", "staff", "staff_half", "status"].map(|name| format!("__Host-fw_{name}"));
    let known: BTreeSet<&str> = known.iter().map(String::as_str).chain(["__Host-sprache"]).collect();
    assert_eq!(names, known);
    let page = browser.open("/").found();
    assert_eq!(page.headers["strict-transport-security"], "max-age=31536000");
    server.end();
}

/// Whoever tries logins, mail addresses or case numbers reads the same words for those that exist and those that do not.
#[test]
fn a_guesser_learns_nothing() {
    let installation = Installation::with_town(Backend::Sqlite, "guesser");
    let address = free_address();
    let server = installation.serve(&address, &[]);
    let mut erika = Browser::new(&[&address]);
    account::sign_up(&installation.data().join("mail"), &mut erika, "erika@beispiel.example");
    let number = story::register(&mut erika, "Bello").number;
    let mails = ("erika@beispiel.example", "niemand@beispiel.example");
    let wrong = ("password", "ganz sicher falsch");
    let desk = format!("/amt/{TOWN}/anmelden");
    let status = format!("/{TOWN}/vorgang");
    let nobody = number.replace(|sign: char| sign.is_ascii_digit(), "7");
    let tries = [
        (desk.as_str(), "login", (CLERKS[0], "niemand"), wrong),
        ("/anmelden", "mail", mails, wrong),
        ("/konto/vergessen", "mail", mails, ("", "")),
        ("/konto/neu", "mail", mails, ("password", account::PASSWORD)),
        (status.as_str(), "number", (&number, &nobody), ("code", "AAAA-AAAA-AAAA-AAAA")),
    ];
    for (path, field, (known, unknown), more) in tries {
        let told = [known, unknown].map(|value| {
            let mut browser = Browser::new(&[&address]);
            let page = browser.open(path).found();
            let more = (!more.0.is_empty()).then_some(more);
            let typed: Vec<(&str, &str)> = [(field, value)].into_iter().chain(more).collect();
            let page = browser.press(&page, path, None, &typed);
            (page.status, page.text().replace(value, "…"))
        });
        assert_eq!(told[0], told[1], "{path} tells {known} from {unknown}");
    }
    server.end();
}
