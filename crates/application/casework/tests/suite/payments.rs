//! Paying: the case waits for the money, whatever the browser, the provider or a forger says in between.

use crate::office::{Office, on_both_databases, package, typed};
use cases::Actor;
use casework::{
    CasePage, DemoChoice, LastTry, PageAsked, PaymentStanding, PaymentView, Refusal, ShowProblems,
};
use feel::Context;
use jiff::SignedDuration;
use std::sync::atomic::{AtomicU64, Ordering};
use values::{AttemptId, Language, Money, PaymentId};

on_both_databases!(
    paid_and_returned,
    forged_and_repeated,
    broken_off_and_again,
    never_returned,
    came_back_later,
    paid_too_late,
    paid_twice,
    asked_once,
    another_amount,
    somebody_elses,
    invoice,
    debit,
    caught,
);

/// How often a case was looked at; each look signs somebody in.
static LOOKS: AtomicU64 = AtomicU64::new(1);

/// A service that asks for money first.
async fn charging(office: &Office) {
    let package = package("tests/packages/fee");
    office.casework.install_package(&package).await.expect("the package fits");
    let published = office.casework.publish_service(office.town.tenant, &package, &Context::new()).await;
    published.expect("the service is live");
}

/// An application to be paid this way.
async fn sent(office: &Office, way: &str) -> (Actor, String) {
    let casework = &office.casework;
    let nobody = casework.visitor(None, None).await.expect("a visitor");
    let opened = casework.open_draft(&nobody, &office.town, ("fee", "pay")).await.expect("a draft");
    let guest = casework.visitor(opened.session.as_deref(), None).await.expect("the guest");
    let asked = PageAsked { index: 0, language: Language::De, problems: ShowProblems::Yes };
    let answers = typed(&[("payer.name", "Erika Beispiel"), ("payer.way", way)]);
    let saved = casework.save_page(&guest, &office.town, opened.draft, asked, answers).await;
    assert_eq!(saved.expect("the page is saved").problems, []);
    casework.submit_application(&guest, &office.town, opened.draft, Language::De).await.expect("it is sent");
    let receipt = casework.receipt(&guest, &office.town, opened.draft, Language::De).await;
    (guest, receipt.expect("a receipt").number)
}

/// An application whose fee is asked for.
async fn asked(office: &Office, way: &str) -> (Actor, String) {
    charging(office).await;
    let sent = sent(office, way).await;
    office.work().await;
    sent
}

/// The one payment of a case, as its applicant sees it.
async fn payment(office: &Office, guest: &Actor, number: &str) -> PaymentView {
    let page = office.casework.status_page(guest, &office.town, number, Language::De).await;
    let mut payments = page.expect("the status").payments;
    assert_eq!(payments.len(), 1, "{payments:?}");
    payments.remove(0)
}

/// Begins to pay; the provider's name for it.
async fn begin(office: &Office, guest: &Actor, number: &str, payment: PaymentId) -> String {
    let checkout = office.casework.start_payment(guest, &office.town, number, payment).await;
    let checkout = checkout.expect("the provider takes it");
    checkout.rsplit('/').next().expect("a name").to_owned()
}

/// Chooses on the provider's page; the try that the address back names.
async fn choose(office: &Office, transaction: &str, choice: DemoChoice) -> AttemptId {
    let back = office.casework.demo_choose(transaction, choice).await.expect("it is known");
    back.rsplit('/').next().expect("a name").parse().expect("an id")
}

async fn go_back(office: &Office, guest: &Actor, number: &str, attempt: AttemptId) {
    office
        .casework
        .payment_returned(guest, &office.town, number, attempt)
        .await
        .expect("the provider is asked");
}

/// The case as staff see it; its journal is proven on the way.
async fn case(office: &Office, number: &str) -> CasePage {
    let verified = office.casework.verify_case(office.town.tenant, number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
    let clerk =
        office.staff(&format!("clerk{}", LOOKS.fetch_add(1, Ordering::Relaxed)), &["steueramt"], &[]).await;
    let head = office.casework.case_head(office.town.tenant, number).await.expect("the case");
    office.casework.case_page(&clerk, &office.town, head.id, Language::De).await.expect("the page")
}

/// A citizen pays, comes back, and the office goes on; a second click on "pay" leads to the same payment.
async fn paid_and_returned(office: Office) {
    let (guest, number) = asked(&office, "online").await;
    let shown = payment(&office, &guest, &number).await;
    assert_eq!(
        (shown.amount, shown.standing),
        (Money::from_cents(9_000), PaymentStanding::Open(LastTry::None))
    );
    assert!(shown.online && shown.transfer.is_none());
    assert_eq!((shown.purpose.as_str(), shown.reference.len()), ("Gebühr für Erika Beispiel", 13));
    assert!(case(&office, &number).await.tasks.is_empty(), "the process waits");
    let transaction = begin(&office, &guest, &number, shown.id).await;
    assert_eq!(begin(&office, &guest, &number, shown.id).await, transaction);
    let attempt = choose(&office, &transaction, DemoChoice::Pay).await;
    go_back(&office, &guest, &number, attempt).await;
    go_back(&office, &guest, &number, attempt).await;
    let paid = payment(&office, &guest, &number).await;
    assert!(matches!(paid.standing, PaymentStanding::Paid(_)) && !paid.online, "{paid:?}");
    let page = case(&office, &number).await;
    assert_eq!((page.tasks.len(), page.journal.len()), (1, 2));
    let again = office.casework.start_payment(&guest, &office.town, &number, shown.id).await;
    assert_eq!(again, Err(Refusal::Conflict), "what is paid cannot be paid again");
    office.wait(SignedDuration::from_hours(1));
    office.work().await;
    assert_eq!(case(&office, &number).await.journal.len(), 2, "asking again tells nothing new");
}

/// Whoever pretends that a payment came in changes nothing: the provider is asked, not the caller.
async fn forged_and_repeated(office: Office) {
    let (guest, number) = asked(&office, "online").await;
    let shown = payment(&office, &guest, &number).await;
    let transaction = begin(&office, &guest, &number, shown.id).await;
    let attempt = choose(&office, &transaction, DemoChoice::Never).await;
    let hint = async |provider: &str, attempt| {
        office.casework.payment_hint(provider, &office.town.slug, attempt).await
    };
    assert_eq!(hint("demo", attempt).await, Ok(()));
    go_back(&office, &guest, &number, attempt).await;
    let open = payment(&office, &guest, &number).await;
    assert_eq!(open.standing, PaymentStanding::Open(LastTry::Pending));
    assert_eq!(hint("another", attempt).await, Err(Refusal::NotFound));
    assert_eq!(hint("demo", AttemptId::from_bytes([7; 16])).await, Err(Refusal::NotFound));

    let (other, second) = sent(&office, "online").await;
    office.work().await;
    let shown = payment(&office, &other, &second).await;
    let transaction = begin(&office, &other, &second, shown.id).await;
    let attempt = choose(&office, &transaction, DemoChoice::Pay).await;
    let hints = (0..6).map(|_| {
        let (casework, slug) = (office.casework.clone(), office.town.slug.clone());
        tokio::spawn(async move { casework.payment_hint("demo", &slug, attempt).await })
    });
    for hint in hints.collect::<Vec<_>>() {
        assert_eq!(hint.await.expect("it ends"), Ok(()));
    }
    let page = case(&office, &second).await;
    assert_eq!((page.tasks.len(), page.journal.len()), (1, 2));
    assert_eq!(page.payments[0].surplus, Money::from_cents(0));
}

/// Who breaks off, or whose bank refuses, is told so and can begin again; the case has not moved meanwhile.
async fn broken_off_and_again(office: Office) {
    let (guest, number) = asked(&office, "online").await;
    let shown = payment(&office, &guest, &number).await;
    for (choice, told) in [(DemoChoice::Cancel, LastTry::Cancelled), (DemoChoice::Fail, LastTry::Failed)] {
        let transaction = begin(&office, &guest, &number, shown.id).await;
        let attempt = choose(&office, &transaction, choice).await;
        go_back(&office, &guest, &number, attempt).await;
        let open = payment(&office, &guest, &number).await;
        assert_eq!((open.standing, open.online), (PaymentStanding::Open(told), true));
        office.wait(SignedDuration::from_secs(1));
    }
    assert!(case(&office, &number).await.tasks.is_empty());
    let transaction = begin(&office, &guest, &number, shown.id).await;
    let attempt = choose(&office, &transaction, DemoChoice::Pay).await;
    go_back(&office, &guest, &number, attempt).await;
    assert_eq!(case(&office, &number).await.tasks.len(), 1);
}

/// Who closes the window after paying has paid: the worker asks, also when the money comes later.
async fn never_returned(office: Office) {
    let (guest, number) = asked(&office, "online").await;
    let shown = payment(&office, &guest, &number).await;
    let transaction = begin(&office, &guest, &number, shown.id).await;
    office.wait(SignedDuration::from_secs(25));
    office.work().await;
    assert_eq!(payment(&office, &guest, &number).await.standing, PaymentStanding::Open(LastTry::Pending));
    choose(&office, &transaction, DemoChoice::Later).await;
    assert_eq!(
        office.casework.work_once().await.expect("a round").claimed,
        0,
        "a provider is not asked all the time"
    );
    office.wait(SignedDuration::from_mins(2));
    office.work().await;
    let page = case(&office, &number).await;
    assert!(matches!(page.payments[0].standing, PaymentStanding::Paid(_)), "{:?}", page.payments);
    assert_eq!(page.tasks.len(), 1);
}

/// Who begins to pay, leaves it for ten days, pays then and closes the window has paid: the provider is asked anew.
async fn came_back_later(office: Office) {
    let (guest, number) = asked(&office, "online").await;
    let shown = payment(&office, &guest, &number).await;
    let transaction = begin(&office, &guest, &number, shown.id).await;
    for _ in 0..40 {
        office.wait(SignedDuration::from_hours(6));
        office.work().await;
    }
    assert_eq!(begin(&office, &guest, &number, shown.id).await, transaction);
    choose(&office, &transaction, DemoChoice::Pay).await;
    office.wait(SignedDuration::from_secs(25));
    office.work().await;
    assert!(matches!(payment(&office, &guest, &number).await.standing, PaymentStanding::Paid(_)));
}

/// Money that comes after the case has ended moves nothing, and staff see that it came.
async fn paid_too_late(office: Office) {
    let (guest, number) = asked(&office, "online").await;
    let shown = payment(&office, &guest, &number).await;
    let transaction = begin(&office, &guest, &number, shown.id).await;
    office.wait(SignedDuration::from_hours(31 * 24));
    office.work().await;
    let over = payment(&office, &guest, &number).await;
    assert_eq!((over.standing, over.online), (PaymentStanding::Over, false));
    let ended = case(&office, &number).await;
    let attempt = choose(&office, &transaction, DemoChoice::Pay).await;
    for _ in 0..2 {
        office
            .casework
            .payment_hint("demo", &office.town.slug, attempt)
            .await
            .expect("the provider is asked");
    }
    let page = case(&office, &number).await;
    assert!(page.tasks.is_empty());
    assert_eq!(page.journal.len(), ended.journal.len() + 1);
    assert_eq!(page.journal.last().map(|line| line.command.as_str()), Some("receive-payment"));
    assert!(matches!(page.payments[0].standing, PaymentStanding::Paid(_)));
}

/// Who pays at the counter and online has paid twice: the case goes on once, and staff see what to give back.
async fn paid_twice(office: Office) {
    let (guest, number) = asked(&office, "online").await;
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let shown = payment(&office, &guest, &number).await;
    let transaction = begin(&office, &guest, &number, shown.id).await;
    let head = office.casework.case_head(office.town.tenant, &number).await.expect("the case");
    for _ in 0..2 {
        let marked = office.casework.mark_payment_paid(&clerk, &office.town, head.id, shown.id).await;
        assert_eq!(marked, Ok(()));
    }
    assert_eq!(case(&office, &number).await.tasks.len(), 1);
    let attempt = choose(&office, &transaction, DemoChoice::Pay).await;
    go_back(&office, &guest, &number, attempt).await;
    let page = case(&office, &number).await;
    assert_eq!((page.tasks.len(), page.payments[0].surplus), (1, Money::from_cents(9_000)));
}

/// A worker that breaks off between asking for money and telling so asks for it once.
async fn asked_once(office: Office) {
    charging(&office).await;
    let (guest, number) = sent(&office, "online").await;
    let mut lost = Vec::new();
    for due in office.casework.claim_work().await.expect("it is due") {
        lost.push(office.casework.carry_out(&due).await.expect("it is carried out"));
    }
    assert_eq!(lost.len(), 1);
    office.wait(SignedDuration::from_mins(3));
    let other = office.second_process().await;
    assert_eq!(other.work_once().await.expect("a round").done, 1);
    let shown = payment(&office, &guest, &number).await;
    for finished in &lost {
        assert_eq!(office.casework.bring(finished).await, Err(Refusal::Conflict));
    }
    assert_eq!(payment(&office, &guest, &number).await, shown);
    office.wait(SignedDuration::from_hours(1));
    assert_eq!(office.casework.work_once().await.expect("a round").claimed, 0, "what waits is not due");
}

/// A provider that tells another amount settles nothing, and a person is shown that something is wrong.
async fn another_amount(office: Office) {
    let (guest, number) = asked(&office, "online").await;
    let shown = payment(&office, &guest, &number).await;
    let transaction = begin(&office, &guest, &number, shown.id).await;
    let attempt = choose(&office, &transaction, DemoChoice::Pay).await;
    let file = office.folder.join("payments").join(format!("{transaction}.json"));
    let kept = std::fs::read_to_string(&file).expect("the provider's file");
    assert!(kept.contains("9000"), "{kept}");
    std::fs::write(&file, kept.replace("9000", "900")).expect("the provider forgets a digit");
    go_back(&office, &guest, &number, attempt).await;
    let page = case(&office, &number).await;
    assert!(page.tasks.is_empty() && page.payments[0].differs, "{:?}", page.payments);
    assert!(matches!(page.payments[0].standing, PaymentStanding::Open(_)));
}

/// Nobody pays, settles or sees what somebody else is to pay.
async fn somebody_elses(office: Office) {
    let (guest, number) = asked(&office, "online").await;
    let (stranger, other) = sent(&office, "online").await;
    office.work().await;
    let shown = payment(&office, &guest, &number).await;
    let transaction = begin(&office, &guest, &number, shown.id).await;
    let attempt = choose(&office, &transaction, DemoChoice::Pay).await;
    let casework = &office.casework;
    for number in [&number, &other] {
        let started = casework.start_payment(&stranger, &office.town, number, shown.id).await;
        assert_eq!(started, Err(Refusal::NotFound));
        let returned = casework.payment_returned(&stranger, &office.town, number, attempt).await;
        assert_eq!(returned, Err(Refusal::NotFound));
    }
    let colleague = office.staff("bau", &["bauamt"], &[]).await;
    let case = casework.case_head(office.town.tenant, &number).await.expect("the case").id;
    let marked = casework.mark_payment_paid(&colleague, &office.town, case, shown.id).await;
    assert_eq!(marked, Err(Refusal::NotFound));
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let elsewhere = casework.case_head(office.town.tenant, &other).await.expect("the case").id;
    let marked = casework.mark_payment_paid(&clerk, &office.town, elsewhere, shown.id).await;
    assert_eq!(marked, Err(Refusal::NotFound), "a payment of another case");
    assert_eq!(payment(&office, &guest, &number).await.standing, PaymentStanding::Open(LastTry::Pending));
}

/// An invoice names account, reference and due day and keeps nobody waiting; the cash office notes when it is paid.
async fn invoice(office: Office) {
    let (guest, number) = asked(&office, "invoice").await;
    let shown = payment(&office, &guest, &number).await;
    let transfer = shown.transfer.as_ref().expect("an account");
    assert_eq!(transfer.iban, "DE02 1203 0000 0000 2020 51");
    assert!(transfer.giro_code.as_ref().is_some_and(|svg| svg.starts_with("<svg")));
    assert_eq!(shown.due.map(|day| day.to_string()).as_deref(), Some("2026-12-15"));
    let page = case(&office, &number).await;
    assert_eq!(page.tasks.len(), 1, "the process goes on");
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    office.casework.mark_payment_paid(&clerk, &office.town, page.case, shown.id).await.expect("it is noted");
    let page = case(&office, &number).await;
    let noted = page.journal.last().map(|line| (line.command.as_str(), line.actor_name.as_str()));
    assert_eq!(noted, Some(("mark-paid", "Frau weber")));
    assert!(matches!(payment(&office, &guest, &number).await.standing, PaymentStanding::Paid(_)));
}

/// Who gave a mandate sees from which account, by whom and under which reference money is collected.
async fn debit(office: Office) {
    let (guest, number) = asked(&office, "debit").await;
    let shown = payment(&office, &guest, &number).await;
    let debit = shown.debit.as_ref().expect("a mandate");
    assert_eq!((debit.iban.as_str(), debit.holder.as_str()), ("DE02 … 2051", "Erika Beispiel"));
    assert_eq!(debit.creditor_id, "DE98ZZZ09999999999");
    assert_eq!(debit.mandate, format!("M{}", shown.reference));
    assert!(!shown.online && shown.transfer.is_none());
    assert_eq!(case(&office, &number).await.tasks.len(), 1, "the process goes on");
}

/// Nobody's application is stuck over a fee that cannot be asked for: the package catches the failure of the job, and a
/// person of the office decides.
async fn caught(office: Office) {
    let (guest, number) = asked(&office, "cheque").await;
    let status = office.casework.status_page(&guest, &office.town, &number, Language::De).await;
    assert_eq!(status.expect("the status").payments.len(), 0);
    let page = case(&office, &number).await;
    assert_eq!(page.tasks.len(), 1, "the process goes on behind the boundary event");
    let head = office.casework.case_head(office.town.tenant, &number).await.expect("the case");
    assert_eq!(head.incidents, []);
    office.wait(SignedDuration::from_hours(24 * 31));
    assert_eq!(
        office.casework.work_once().await.expect("a round of the worker").claimed,
        0,
        "nothing is due"
    );
}
