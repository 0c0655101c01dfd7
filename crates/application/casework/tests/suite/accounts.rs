//! Citizen accounts: nobody learns who has one, nobody gets somebody else's, and nothing typed is lost on the way.

use crate::office::{ADDRESS, Office, SECRET, on_both_databases};
use cases::{Actor, TrustLevel};
use casework::{CardRefused, Credentials, MailWords, PageAsked, Refusal, ShowProblems};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use values::Language;

on_both_databases!(
    an_account_is_made_once,
    nobody_learns_who_has_an_account,
    a_session_ends,
    a_card_comes_mid_form,
    what_a_guest_began_moves,
    what_a_guest_sent_moves,
    a_number_goes_by_mail,
    others_see_nothing,
);

const MAIL: &str = "erika@beispiel.example";
/// Nobody has named this address in an application.
const MONA: &str = "mona@beispiel.example";
const GOOD: &str = "drei lange Wörter";

fn words(subject: &str) -> MailWords {
    MailWords { subject: subject.to_owned(), text: "{link}\n".to_owned() }
}

fn with(mail: &str, password: &str) -> Credentials {
    Credentials { mail: mail.to_owned(), password: password.to_owned() }
}

/// The last mail to this address: its subject, and the token at the end of its link.
async fn mail_to(office: &Office, to: &str) -> (String, String) {
    office.work().await;
    let mut found = Vec::new();
    for entry in std::fs::read_dir(office.folder.join("mail")).expect("the tray") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a mail").replace("=\r\n", "");
        if text.contains(&format!("To: {to}")) {
            found.push(text);
            std::fs::remove_file(path).expect("taken out");
        }
    }
    assert_eq!(found.len(), 1, "one mail to {to}");
    let line = |start: &str| {
        let line = found[0].lines().find_map(|line| line.strip_prefix(start));
        line.unwrap_or_else(|| panic!("no {start} in {}", found[0])).trim().to_owned()
    };
    let link = line("http://127.0.0.1:8080");
    (line("Subject: "), link.rsplit('/').next().unwrap_or_default().to_owned())
}

async fn register(office: &Office, mail: &str) -> String {
    let mails = (&words("fresh"), &words("known"));
    office.casework.register_account(&with(mail, GOOD), mails, ADDRESS).await.expect("asked");
    let (subject, token) = mail_to(office, mail).await;
    assert_eq!(subject, "fresh");
    office.casework.confirm_address(&token, GOOD, ADDRESS).await.expect("confirmed")
}

async fn citizen(office: &Office, session: &str) -> Actor {
    office.casework.citizen(Some(session), None).await.expect("answered").expect("signed in")
}

/// Erika makes an account with the link in her mail; the link counts once, and only with her password.
async fn an_account_is_made_once(office: Office) {
    let mails = (&words("fresh"), &words("known"));
    office.casework.register_account(&with(MAIL, GOOD), mails, ADDRESS).await.expect("asked");
    let (_, token) = mail_to(&office, MAIL).await;
    let early = office.casework.sign_in_citizen(&with(MAIL, GOOD), ADDRESS).await;
    assert_eq!(early, Err(Refusal::NotSignedIn), "an unconfirmed address is no account");
    let wrong = office.casework.confirm_address(&token, "ein anderes Passwort", ADDRESS).await;
    assert_eq!(wrong, Err(Refusal::NotSignedIn));
    office.casework.confirm_address(&token, GOOD, ADDRESS).await.expect("confirmed");
    let again = office.casework.confirm_address(&token, GOOD, ADDRESS).await;
    assert_eq!(again, Err(Refusal::NotFound), "the link is used up");
    let session = office.casework.sign_in_citizen(&with(" Erika@Beispiel.example", GOOD), ADDRESS).await;
    let account = office.casework.account(Some(&session.expect("signed in"))).await.expect("the account");
    assert_eq!((account.mail.as_str(), account.trust), (MAIL, TrustLevel::Account));

    office.casework.register_account(&with("b@c.example", GOOD), mails, ADDRESS).await.expect("asked");
    let (_, late) = mail_to(&office, "b@c.example").await;
    office.wait(SignedDuration::from_hours(25));
    let late = office.casework.confirm_address(&late, GOOD, ADDRESS).await;
    assert_eq!(late, Err(Refusal::NotFound), "the link is too old");
    let short = office.casework.register_account(&with("kein @ ort", "kurz"), mails, ADDRESS).await;
    assert!(matches!(short, Err(Refusal::Problems(problems)) if problems.len() == 2));
}

/// Whoever tries addresses gets the same answer for each; only the owner of the address reads the difference.
async fn nobody_learns_who_has_an_account(office: Office) {
    register(&office, MAIL).await;
    let mails = (&words("one"), &words("other"));
    let casework = &office.casework;
    for (mail, said) in [(MAIL, "other"), ("niemand@beispiel.example", "one")] {
        assert_eq!(casework.register_account(&with(mail, GOOD), mails, ADDRESS).await, Ok(()));
        assert_eq!(mail_to(&office, mail).await.0, said);
    }
    for (mail, said) in [(MAIL, "one"), ("niemand@beispiel.example", "other")] {
        assert_eq!(casework.forgot_password(mail, mails, ADDRESS).await, Ok(()));
        assert_eq!(mail_to(&office, mail).await.0, said);
    }
    for mail in [MAIL, "niemand@beispiel.example"] {
        let answer = casework.sign_in_citizen(&with(mail, "ein falsches Passwort"), ADDRESS).await;
        assert_eq!(answer, Err(Refusal::NotSignedIn));
    }
}

/// A session left open on a library's computer ends after half an hour, and at once when the password changes.
async fn a_session_ends(office: Office) {
    let session = register(&office, MAIL).await;
    office.wait(SignedDuration::from_mins(29));
    citizen(&office, &session).await;
    office.wait(SignedDuration::from_mins(29));
    citizen(&office, &session).await;
    office.wait(SignedDuration::from_mins(31));
    assert_eq!(office.casework.citizen(Some(&session), None).await, Ok(None));
    assert_eq!(office.casework.citizen(Some(SECRET), None).await, Ok(None), "a cookie made up");

    let erika = with(MAIL, GOOD);
    let sign_in = || office.casework.sign_in_citizen(&erika, ADDRESS);
    let (first, second) = (sign_in().await.expect("in"), sign_in().await.expect("in"));
    let changed =
        office.casework.change_password(Some(&first), (GOOD, "vier ganz neue Wörter"), ADDRESS).await;
    citizen(&office, &changed.expect("changed")).await;
    assert_eq!(office.casework.citizen(Some(&second), None).await, Ok(None));
    assert_eq!(sign_in().await, Err(Refusal::NotSignedIn));

    let mails = (&words("known"), &words("unknown"));
    office.casework.forgot_password(MAIL, mails, ADDRESS).await.expect("asked");
    let (_, token) = mail_to(&office, MAIL).await;
    office.casework.forgot_password(MAIL, mails, ADDRESS).await.expect("asked");
    let (_, other) = mail_to(&office, MAIL).await;
    office.casework.choose_citizen_password(&token, GOOD).await.expect("chosen");
    for link in [&token, &other] {
        let again = office.casework.choose_citizen_password(link, "noch ein anderes Wort").await;
        assert_eq!(again, Err(Refusal::NotFound), "one new password, whatever links there are");
    }
    let session = sign_in().await.expect("in");
    let (guest, draft) = office.filled_draft("Bello").await;
    let actor = citizen(&office, &session).await;
    office.casework.bring_draft((&guest, &actor), &office.town, draft).await.expect("brought");
    office.casework.delete_account(Some(&session), GOOD, ADDRESS).await.expect("deleted");
    let asked = PageAsked { index: 0, language: Language::De, problems: ShowProblems::No };
    let gone = office.casework.draft_page(&actor, &office.town, draft, asked).await;
    assert!(matches!(gone, Err(Refusal::NotFound)), "the draft went with the account");
    assert_eq!(office.casework.citizen(Some(&session), None).await, Ok(None));
    assert_eq!(sign_in().await, Err(Refusal::NotSignedIn));
}

/// Where the demo's provider sends a person who is the first of its persons: code and state.
async fn shown(office: &Office, way: &str) -> (String, String) {
    let value = |name: &str, way: &str| {
        let rest = way.split(&format!("{name}=")).nth(1).expect("a value");
        rest.split('&').next().expect("a value").to_owned()
    };
    let visit = (value("state", way), value("nonce", way));
    let back = office.casework.demo_show_card(0, (&visit.0, &visit.1)).await.expect("shown");
    (value("code", &back), value("state", &back))
}

/// A person of the demo, signed in with the card.
pub(crate) async fn citizen_with_card(office: &Office) -> Actor {
    let visit = office.casework.begin_card_visit("/", BTreeMap::new()).await.expect("a visit");
    let (code, state) = shown(office, &visit.way).await;
    let back = office.casework.finish_card_visit((Some(&visit.state), &state), &code, None).await;
    citizen(office, &back.expect("proven").session).await
}

/// A person shows their card in the middle of a form: what they typed is still there, and nobody can use their code again
/// or bring it to another browser.
async fn a_card_comes_mid_form(office: Office) {
    let (guest, draft) = office.filled_draft("Bello").await;
    let casework = &office.casework;
    let visit = casework.begin_card_visit("/musterstadt/antrag", BTreeMap::new()).await.expect("a visit");
    let (code, state) = shown(&office, &visit.way).await;
    let other = casework.begin_card_visit("/", BTreeMap::new()).await.expect("another browser");
    let stolen = casework.finish_card_visit((Some(&other.state), &state), &code, None).await;
    let why = |refused: CardRefused| refused.refusal;
    assert_eq!(stolen.map_err(why), Err(Refusal::NotSignedIn), "a code for another browser");
    let back = casework.finish_card_visit((Some(&visit.state), &state), &code, None).await.expect("proven");
    assert_eq!(back.wanted, "/musterstadt/antrag");
    let again = casework.finish_card_visit((Some(&visit.state), &state), &code, None).await;
    assert_eq!(again.map_err(why), Err(Refusal::NotSignedIn), "a code counts once");

    let actor = citizen(&office, &back.session).await;
    assert_eq!(actor.trust(), TrustLevel::Eid);
    casework.bring_draft((&guest, &actor), &office.town, draft).await.expect("brought");
    let summary = casework.summary(&actor, &office.town, draft, Language::De).await.expect("still there");
    assert_eq!(summary.answers.get("dog.name"), ["Bello"]);
    casework.submit_application(&actor, &office.town, draft, Language::De).await.expect("sent");

    let visit = casework.begin_card_visit("/", BTreeMap::new()).await.expect("a visit");
    let (code, state) = shown(&office, &visit.way).await;
    let second = casework.finish_card_visit((Some(&visit.state), &state), &code, None).await.expect("proven");
    assert_eq!(citizen(&office, &second.session).await.citizen(), actor.citizen(), "the same account");
}

/// What was begun without an account moves to it: the draft by signing in, the case by number and code. The browser it
/// belonged to loses it, and no second account gets it.
async fn what_a_guest_began_moves(office: Office) {
    let casework = &office.casework;
    let erika = citizen(&office, &register(&office, MAIL).await).await;
    let (guest, draft) = office.filled_draft("Bello").await;
    casework.bring_draft((&guest, &erika), &office.town, draft).await.expect("brought");
    let asked = PageAsked { index: 0, language: Language::De, problems: ShowProblems::No };
    assert!(casework.draft_page(&erika, &office.town, draft, asked).await.is_ok());
    let lost = casework.draft_page(&guest, &office.town, draft, asked).await;
    assert!(matches!(lost, Err(Refusal::NotFound)));
    assert_eq!(casework.mine(&erika, Language::De).await.expect("mine").drafts.len(), 1);

    let (guest, draft) = office.filled_draft("Rex").await;
    casework.submit_application(&guest, &office.town, draft, Language::De).await.expect("sent");
    let receipt = casework.receipt(&guest, &office.town, draft, Language::De).await.expect("a receipt");
    let named = (receipt.number.as_str(), receipt.code.as_str());
    let wrong = casework.add_case(&erika, &office.town, (named.0, "AAAA-AAAA-AAAA-AAAA"), ADDRESS).await;
    assert_eq!(wrong, Err(Refusal::NotFound));
    casework.add_case(&erika, &office.town, named, ADDRESS).await.expect("added");
    assert_eq!(casework.mine(&erika, Language::De).await.expect("mine").cases.len(), 1);
    let lost = casework.status_page(&guest, &office.town, named.0, Language::De).await;
    assert_eq!(lost.map(|page| page.number), Err(Refusal::NotFound));
    let jonas = citizen(&office, &register(&office, "jonas@beispiel.example").await).await;
    let taken = casework.add_case(&jonas, &office.town, named, ADDRESS).await;
    assert_eq!(taken, Err(Refusal::Taken { kind: "case" }));
    let verified = casework.verify_case(office.town.tenant, named.0).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// Who has just sent an application without account puts it into theirs by signing in from the last page; the code is not
/// asked for, the page still shows it, and nobody else gets it that way.
async fn what_a_guest_sent_moves(office: Office) {
    let casework = &office.casework;
    let (guest, draft) = office.filled_draft("Bello").await;
    casework.submit_application(&guest, &office.town, draft, Language::De).await.expect("sent");
    let before = casework.receipt(&guest, &office.town, draft, Language::De).await.expect("a receipt");
    let jonas = citizen(&office, &register(&office, "jonas@beispiel.example").await).await;
    let (stranger, _) = office.filled_draft("Rex").await;
    let stolen = casework.bring_draft((&stranger, &jonas), &office.town, draft).await;
    assert_eq!(stolen, Err(Refusal::NotFound));
    let mona = citizen(&office, &register(&office, MONA).await).await;
    for _ in 0..2 {
        casework.bring_draft((&guest, &mona), &office.town, draft).await.expect("brought, and once more");
    }
    let after = casework.receipt(&mona, &office.town, draft, Language::De).await.expect("the same page");
    assert_eq!(after, before);
    let mine = casework.mine(&mona, Language::De).await.expect("mine");
    assert_eq!((mine.cases.len(), mine.drafts.len()), (1, 0));
    assert!(casework.mine(&jonas, Language::De).await.expect("mine").cases.is_empty());
    let verified = casework.verify_case(office.town.tenant, &before.number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// Who has sent an application has its number sent to themselves; nobody is flooded that way, nobody else can ask for it,
/// and nothing but the number is told.
async fn a_number_goes_by_mail(office: Office) {
    let casework = &office.casework;
    let (guest, draft) = office.filled_draft("Bello").await;
    let place = (&office.town, draft);
    let words = words("{number}");
    let early = casework.send_number(&guest, place, MONA, &words).await;
    assert_eq!(early, Err(Refusal::NotFound), "there is no number yet");
    casework.submit_application(&guest, &office.town, draft, Language::De).await.expect("sent");
    let number = casework.receipt(&guest, &office.town, draft, Language::De).await.expect("a receipt").number;
    office.work().await;
    casework.send_number(&guest, place, " Mona@Beispiel.example ", &words).await.expect("asked");
    let sent = mail_to(&office, MONA).await;
    assert_eq!(sent, (number.clone(), format!("vorgang?nummer={number}")));
    let (stranger, _) = office.filled_draft("Rex").await;
    assert_eq!(casework.send_number(&stranger, place, MONA, &words).await, Err(Refusal::NotFound));
    let malformed = casework.send_number(&guest, place, "erika", &words).await;
    assert!(matches!(malformed, Err(Refusal::Problems(_))));
    let mut refused = None;
    for other in 0..10 {
        let asked = casework.send_number(&guest, place, &format!("e{other}@beispiel.example"), &words).await;
        refused = refused.or(asked.err());
    }
    assert!(matches!(refused, Some(Refusal::Throttled { .. })), "{refused:?}");
}

/// Another citizen sees nothing of Erika's: no draft, no case, no list; and nobody without an account has lists at all.
async fn others_see_nothing(office: Office) {
    let casework = &office.casework;
    let erika = citizen(&office, &register(&office, MAIL).await).await;
    let jonas = citizen(&office, &register(&office, "jonas@beispiel.example").await).await;
    let (guest, draft) = office.filled_draft("Bello").await;
    casework.bring_draft((&guest, &erika), &office.town, draft).await.expect("brought");
    let asked = PageAsked { index: 0, language: Language::De, problems: ShowProblems::No };
    for stranger in [&jonas, &guest] {
        let page = casework.draft_page(stranger, &office.town, draft, asked).await;
        assert!(matches!(page, Err(Refusal::NotFound)));
        let sent = casework.submit_application(stranger, &office.town, draft, Language::De).await;
        assert_eq!(sent, Err(Refusal::NotFound));
    }
    let stolen = casework.bring_draft((&guest, &jonas), &office.town, draft).await;
    assert_eq!(stolen, Err(Refusal::NotFound));
    casework.submit_application(&erika, &office.town, draft, Language::De).await.expect("sent");
    let number = casework.mine(&erika, Language::De).await.expect("mine").cases[0].number.clone();
    for stranger in [&jonas, &guest] {
        let status = casework.status_page(stranger, &office.town, &number, Language::De).await;
        assert_eq!(status.map(|page| page.number), Err(Refusal::NotFound));
    }
    assert!(casework.mine(&jonas, Language::De).await.expect("mine").cases.is_empty());
    assert_eq!(casework.my_postbox(&jonas).await, Ok(Vec::new()));
    assert_eq!(casework.my_postbox(&guest).await, Err(Refusal::NotSignedIn));
    let slug = &office.town.slug;
    let opened = casework.open_postbox_entry(&jonas, slug, &"0".repeat(32)).await;
    assert_eq!(opened, Err(Refusal::NotFound));
}
