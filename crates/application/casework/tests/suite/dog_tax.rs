//! The dog tax of the library from application to end, with the rates of the demo's towns.

use crate::accounts::citizen_with_card as citizen;
use crate::library::{assert_says, complete, filled, letter, offer, sent, status, task, with};
use crate::office::{Office, dog_tax_with, on_both_databases, town, typed};
use cases::{Actor, CaseStatus, TrustLevel, Way};
use casework::{RecordQuery, RecordView, Refusal};
use forms::RawAnswers;
use jiff::SignedDuration;
use jiff::civil::Date;
use values::{Language, Money};

on_both_databases!(
    a_dog_is_registered,
    an_exemption_needs_two,
    a_chip_counts_once,
    a_dog_is_deregistered,
    each_town_has_its_rates,
    a_notice_lies_in_the_postbox,
    a_service_may_want_an_account,
);

const REGISTER: (&str, &str) = ("hundesteuer", "register");
const DEREGISTER: (&str, &str) = ("hundesteuer", "deregister");
const CHIP: &str = "276098104123456";
const OWN: &str = include_str!("../../../../../demo/parameters/hundesteuer-musterstadt.toml");
const HANAU: &str = include_str!("../../../../../demo/parameters/hundesteuer-hanau.toml");

/// One ordinary dog, taken in on the third of November.
fn registration(changes: &[(&str, &str)]) -> RawAnswers {
    let answers = typed(&[
        ("keeper.first_name", "Erika"),
        ("keeper.last_name", "Mustermann"),
        ("keeper.born", "12.08.1984"),
        ("keeper.street", "Lindenweg 4"),
        ("keeper.postcode", "35999"),
        ("keeper.city", "Musterstadt"),
        ("keeper.email", "erika@example.org"),
        ("dogs[0].name", "Bello"),
        ("dogs[0].breed", "labrador"),
        ("dogs[0].born", "01.02.2025"),
        ("dogs[0].sex", "female"),
        ("dogs[0].colour", "schwarz"),
        ("dogs[0].chip_number", CHIP),
        ("dogs[0].kept_since", "03.11.2026"),
        ("household.moved_here", "no"),
        ("household.other_dogs", "0"),
        ("relief.kind", "none"),
        ("pay.way", "invoice"),
        ("declaration", "on"),
    ]);
    with(answers, changes)
}

fn deregistration(tag: &str, ended_on: &str) -> RawAnswers {
    typed(&[
        ("keeper.first_name", "Erika"),
        ("keeper.last_name", "Mustermann"),
        ("keeper.born", "12.08.1984"),
        ("keeper.street", "Lindenweg 4"),
        ("keeper.postcode", "35999"),
        ("keeper.city", "Musterstadt"),
        ("keeper.email", "erika@example.org"),
        ("dog.tag", tag),
        ("dog.reason", "given_away"),
        ("dog.ended_on", ended_on),
        ("iban", "DE02120300000000202051"),
        ("declaration", "on"),
    ])
}

/// An office in Musterstadt with the rates of the demo.
async fn staffed(office: &Office) -> Actor {
    offer(office, &office.town, "hundesteuer", Some(OWN)).await;
    office.staff("weber", &["steueramt"], &[]).await
}

async fn register(office: &Office, changes: &[(&str, &str)]) -> (Actor, String) {
    sent(office, (None, &office.town), REGISTER, &registration(changes)).await
}

async fn dogs_with_chip(office: &Office, clerk: &Actor, chip: &str) -> Vec<RecordView> {
    let query = RecordQuery::Key(chip.to_owned());
    let page = office.casework.records(clerk, &office.town, "hundesteuer", (&query, Language::De)).await;
    page.expect("the register").records
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

async fn proven(office: &Office, number: &str) {
    let verified = office.casework.verify_case(office.town.tenant, number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// Who registers an ordinary dog has the notice at once, without anybody in the office: what to pay by which bylaw, under
/// which reference, with the number of the tag that the register gave. The mandate stands in the notice of a debit.
async fn a_dog_is_registered(office: Office) {
    let clerk = staffed(&office).await;
    let (guest, number) = register(&office, &[]).await;
    let page = status(&office, (&guest, &office.town), &number).await;
    assert!(!page.may_withdraw, "what was decided at once cannot be withdrawn");
    let [payment] = page.payments.as_slice() else { panic!("one payment: {:?}", page.payments) };
    assert_eq!(payment.amount, Money::from_cents(1_500));
    assert!(payment.transfer.is_some() && payment.reference.len() == 13, "{payment:?}");
    let notice = letter(&office, (&guest, &office.town), &number).await;
    assert_says(
        &notice,
        &[
            "„Bello“ (Steuermarke Nr. 1001)",
            "ab dem 1. November 2026 90,00 € im Jahr und ab dem 1. Januar 2027 96,00 € im Jahr.",
            "Für das Jahr 2026 zahlen Sie 15,00 €.",
            "In den folgenden Jahren zahlen Sie 96,00 €, fällig am 1. Juli.",
            "90,00 € × 2 von 12 Monaten",
            "90,00 € nach Hundesteuersatzung der Stadt Musterstadt vom 12.12.2024, § 5 Abs. 1, gültig seit dem 1. Januar 2025",
            "; 96,00 € nach Hundesteuersatzung der Stadt Musterstadt in der Fassung vom 19.11.2026, § 5 Abs. 1, gültig ab dem 1. Januar 2027",
            payment.reference.as_str(),
            "maschinell erstellt",
            "Rechtsbehelfsbelehrung",
        ],
    );
    let [dog] = <[RecordView; 1]>::try_from(dogs_with_chip(&office, &clerk, CHIP).await).expect("one dog");
    assert_eq!((dog.number, dog.valid_from.as_str(), &dog.valid_to), (1001, "2026-11-01", &None));
    let read = ["Rasse", "Satz", "Steuer im ersten Jahr, auf zwölf Monate"].map(|label| {
        dog.fields.iter().find(|field| field.label == label).map_or("", |field| field.value.as_str())
    });
    assert_eq!(read, ["Labrador Retriever", "erster Hund", "90,00\u{a0}€"]);

    let debit = [
        ("dogs[0].chip_number", "276098104999999"),
        ("pay.way", "debit"),
        ("pay.holder", "Erika Mustermann"),
        ("pay.iban", "DE02120300000000202051"),
        ("pay.mandate", "on"),
    ];
    let (other, second) = register(&office, &debit).await;
    let page = status(&office, (&other, &office.town), &second).await;
    let mandate = &page.payments[0].debit.as_ref().expect("a mandate").mandate;
    let notice = letter(&office, (&other, &office.town), &second).await;
    assert_says(&notice, &["Nr. 1002", "Sie müssen nichts überweisen.", mandate, "DE98ZZZ09999999999"]);

    complete(&office, (&clerk, &office.town), (&number, "Marke versenden"), &[("tag_sent", "on")]).await;
    let tray = office.casework.print_tray(&clerk, &office.town).await.expect("the tray");
    assert_eq!(tray.letters.len(), 2, "who has no account gets paper");
    let posted = tray.letters.iter().find(|letter| letter.number == number).expect("the letter");
    let on = day("2026-11-23");
    office.casework.mark_posted(&clerk, &office.town, &posted.delivery, on).await.expect("it is posted");
    office.wait(SignedDuration::from_hours(41 * 24));
    office.work().await;
    let page = status(&office, (&guest, &office.town), &number).await;
    assert_eq!(page.status, CaseStatus::Ended);
    let known = &page.documents[0].delivery;
    assert_eq!((known.deemed_on, known.objection_ends), (Some(day("2026-11-27")), Some(day("2026-12-28"))));
    proven(&office, &number).await;
}

/// Who applies for an exemption has it only when a second person has released it; whoever granted it cannot. The notice
/// asks for nothing, now and later.
async fn an_exemption_needs_two(office: Office) {
    let clerk = staffed(&office).await;
    let second = office.staff("kaya", &["steueramt"], &[]).await;
    let (guest, number) = register(
        &office,
        &[
            ("relief.kind", "assistance"),
            ("relief.dog", "1"),
            ("relief.reason", "Bello ist ein ausgebildeter Assistenzhund."),
        ],
    )
    .await;
    assert_eq!(status(&office, (&guest, &office.town), &number).await.documents, []);
    let grant = [("decision.outcome", "approve"), ("decision.relief", "grant")];
    complete(&office, (&clerk, &office.town), (&number, "Anmeldung prüfen"), &grant).await;
    let (case, release) = task(&office, &office.town, &number, "Ermäßigung freigeben").await;
    let own = office.casework.take_task(&clerk, &office.town, case, release).await;
    assert_eq!(own, Err(Refusal::FourEyes));
    let release = [("release.outcome", "release")];
    complete(&office, (&second, &office.town), (&number, "Ermäßigung freigeben"), &release).await;
    let notice = letter(&office, (&guest, &office.town), &number).await;
    assert_says(
        &notice,
        &[
            "„Bello“ (Steuermarke Nr. 1001) ist ab dem 1. November 2026 von der Hundesteuer befreit.",
            "Für das Jahr 2026 zahlen Sie nichts.",
            "In den folgenden Jahren zahlen Sie nichts, solange die Voraussetzungen der Befreiung vorliegen.",
            "Frau kaya",
        ],
    );
    assert_eq!(status(&office, (&guest, &office.town), &number).await.payments, []);
    assert_eq!(dogs_with_chip(&office, &clerk, CHIP).await.len(), 1);
    proven(&office, &number).await;
}

/// A dog is taxed once: the second registration of a chip comes before a person, and its keeper reads why it is refused.
async fn a_chip_counts_once(office: Office) {
    let clerk = staffed(&office).await;
    register(&office, &[]).await;
    let (guest, number) = register(&office, &[("keeper.first_name", "Jonas")]).await;
    assert_eq!(status(&office, (&guest, &office.town), &number).await.documents, []);
    let why = "Unter dieser Chipnummer ist der Hund bei uns schon angemeldet.";
    let reject = [("clearing.outcome", "reject"), ("clearing.reason", why)];
    complete(&office, (&clerk, &office.town), (&number, "Doppelte Anmeldung klären"), &reject).await;
    let refusal = letter(&office, (&guest, &office.town), &number).await;
    assert_says(&refusal, &["Wir lehnen Ihre Anmeldung ab.", why, "„Bello“", "Frau weber"]);
    let page = status(&office, (&guest, &office.town), &number).await;
    assert_eq!((page.payments, page.status), (Vec::new(), CaseStatus::Decided));
    assert_eq!(dogs_with_chip(&office, &clerk, CHIP).await.len(), 1);
    proven(&office, &number).await;
}

/// Who no longer has the dog deregisters it: the record ends with the month, what is too much comes back at the rate of
/// each year, cents rounded up, and the chip may be registered anew.
async fn a_dog_is_deregistered(office: Office) {
    let clerk = staffed(&office).await;
    register(&office, &[("dogs[0].kept_since", "03.03.2026")]).await;
    office.wait(SignedDuration::from_hours(60 * 24));
    // Today is 22 January 2027; the dog went in November, so a person looks at it.
    let gone = deregistration("1001", "15.11.2026");
    let (guest, number) = sent(&office, (None, &office.town), DEREGISTER, &gone).await;
    let approve = [("decision.outcome", "approve")];
    complete(&office, (&clerk, &office.town), (&number, "Abmeldung prüfen"), &approve).await;
    let notice = letter(&office, (&guest, &office.town), &number).await;
    assert_says(
        &notice,
        &[
            "endet mit dem 30. November 2026",
            "Sie den Hund am 15. November 2026 abgegeben haben",
            "90,00 € × 1 von 12 Monaten 7,50 €",
            "96,00 € × 12 von 12 Monaten 96,00 €",
            "Wir erstatten Ihnen 103,50 €, soweit Sie die Steuer schon gezahlt haben.",
            "DE02 1203 0000 0000 2020 51",
        ],
    );
    complete(&office, (&clerk, &office.town), (&number, "Erstattung anweisen"), &[("refund_done", "on")])
        .await;
    let [dog] = <[RecordView; 1]>::try_from(dogs_with_chip(&office, &clerk, CHIP).await).expect("one dog");
    assert_eq!(dog.valid_to.as_deref(), Some("2026-11-30"));
    proven(&office, &number).await;

    let (_, again) = register(&office, &[("dogs[0].kept_since", "02.01.2027")]).await;
    task(&office, &office.town, &again, "Marke versenden").await;
    // This time the machine decides: 96 euros for eleven months, rounded up to full cents, are 88 euros.
    let soon = deregistration("1002", "20.01.2027");
    let (guest, number) = sent(&office, (None, &office.town), DEREGISTER, &soon).await;
    let notice = letter(&office, (&guest, &office.town), &number).await;
    assert_says(&notice, &["Wir erstatten Ihnen 88,00 €", "maschinell erstellt"]);
}

/// Two towns ask different rates, and a new rate counts from its day: for whom liability begins at New Year, even when the
/// application came before. Each notice names the bylaw.
async fn each_town_has_its_rates(office: Office) {
    staffed(&office).await;
    let hanau = town(&office.casework, "nachbarstadt").await;
    offer(&office, &hanau, "hundesteuer", Some(HANAU)).await;
    let second = registration(&[("household.other_dogs", "1")]);
    let (guest, number) = sent(&office, (None, &hanau), REGISTER, &second).await;
    let notice = letter(&office, (&guest, &hanau), &number).await;
    assert_says(
        &notice,
        &[
            "180,00 € im Jahr.",
            "30,00 €",
            "180,00 € nach Hundesteuersatzung der Stadt Hanau (Demo), § 4 Abs. 1",
        ],
    );
    assert!(!notice.contains("2027 1"), "Hanau knows of no other rate: {notice}");

    let moved = [
        ("household.moved_here", "yes"),
        ("household.moved_on", "01.12.2026"),
        ("household.previous_town", "Büdingen"),
    ];
    office.wait(SignedDuration::from_hours(10 * 24));
    let (guest, number) = register(&office, &moved).await;
    let notice = letter(&office, (&guest, &office.town), &number).await;
    assert_says(
        &notice,
        &[
            "ab dem 1. Januar 2027 96,00 € im Jahr.",
            "Für das Jahr 2026 zahlen Sie nichts.",
            "96,00 € nach Hundesteuersatzung der Stadt Musterstadt in der Fassung vom 19.11.2026, § 5 Abs. 1, gültig ab dem 1. Januar 2027",
        ],
    );
}

/// Who applies with an account finds the notice in the postbox; it counts from the third day, and the last day to object is
/// a working day. Who wants paper all the same gets paper.
async fn a_notice_lies_in_the_postbox(office: Office) {
    let clerk = staffed(&office).await;
    let erika = citizen(&office).await;
    let (_, number) = sent(&office, (Some(&erika), &office.town), REGISTER, &registration(&[])).await;
    let page = status(&office, (&erika, &office.town), &number).await;
    let known = &page.documents[0].delivery;
    assert_eq!((known.way, known.rule.as_str()), (Some(Way::Postbox), "postbox-ozg"));
    // The month ends on Saturday, 26 December, a holiday.
    assert_eq!((known.deemed_on, known.objection_ends), (Some(day("2026-11-26")), Some(day("2026-12-28"))));
    let items = office.casework.my_postbox(&erika).await.expect("the postbox");
    let told = items.iter().map(|item| (item.number.as_str(), item.deemed_on.as_deref())).collect::<Vec<_>>();
    assert_eq!(told, [(number.as_str(), Some("2026-11-26"))]);
    assert_says(
        &letter(&office, (&erika, &office.town), &number).await,
        &["Bereitgestellt in Ihrem Postfach", "90,00 €"],
    );

    let other = registration(&[("dogs[0].chip_number", "276098104999999")]);
    let (_, draft) = filled(&office, (Some(&erika), &office.town), REGISTER, &other).await;
    let wish = office.casework.wish_delivery(&erika, &office.town, draft, casework::Wish::ByPost).await;
    wish.expect("the wish is noted");
    let sent = office.casework.submit_application(&erika, &office.town, draft, Language::De).await;
    sent.expect("it is sent");
    office.work().await;
    let tray = office.casework.print_tray(&clerk, &office.town).await.expect("the tray");
    assert_eq!(tray.letters.len(), 1, "on paper, as wished");
}

/// A service may want to know more surely who applies: what was begun without an account is kept, is not sent, and is sent
/// once its owner has signed in.
async fn a_service_may_want_an_account(office: Office) {
    let careful = dog_tax_with(&[("trust_level = 0", "trust_level = 1")]);
    let casework = &office.casework;
    casework.install_package(&careful).await.expect("the package fits");
    let nothing = feel::Context::new();
    casework.publish_service(office.town.tenant, &careful, &nothing).await.expect("the service is live");
    let (guest, draft) = filled(&office, (None, &office.town), REGISTER, &registration(&[])).await;
    let refused = casework.submit_application(&guest, &office.town, draft, Language::De).await;
    assert_eq!(refused, Err(Refusal::TrustNeeded(TrustLevel::Account)));
    let summary = casework.summary(&guest, &office.town, draft, Language::De).await.expect("it is kept");
    assert_eq!(summary.answers.get("dogs[0].name"), ["Bello"]);
    let erika = citizen(&office).await;
    casework.bring_draft((&guest, &erika), &office.town, draft).await.expect("brought");
    casework.submit_application(&erika, &office.town, draft, Language::De).await.expect("it is sent");
}
