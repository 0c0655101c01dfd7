//! The report of a suspected infection, from a town to the health office of its county and back to the person.

use crate::library::{assert_says, complete, letter, offer, sent, status};
use crate::office::{Office, on_both_databases, package};
use cases::{Actor, CaseStatus, Guest};
use casework::{
    AuthoritySettings, NewTenant, Place, Refusal, ServiceAt, TenantSettings, Town, WorkQuery, WorkView,
};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use values::Language;

on_both_databases!(a_report_goes_to_the_county, an_urgent_report_is_due_within_a_day);

const REPORT: (&str, &str) = ("verdachtsmeldung", "report");

/// The county with its health office, and a town in it; on an evening on which the stories of the library happen.
async fn county_and_town(office: &Office) -> (Town, Town) {
    office.wait(SignedDuration::from_hours(80));
    let health = AuthoritySettings {
        name: "Der Kreisausschuss des Main-Kinzig-Kreises – Gesundheitsamt".to_owned(),
        street: "Musterstraße 18".to_owned(),
        postcode: "63500".to_owned(),
        place: "Gelnhausen".to_owned(),
        ..AuthoritySettings::default()
    };
    let magistrat = AuthoritySettings { name: "Der Magistrat".to_owned(), ..AuthoritySettings::default() };
    let county = tenant(office, ("main-kinzig-kreis", "06435"), ("health", health)).await;
    let town = tenant(office, ("gelnhausen", "06435010"), ("executive", magistrat)).await;
    offer(office, &county, "verdachtsmeldung", None).await;
    offer(office, &town, "hundesteuer", None).await;
    (county, town)
}

async fn tenant(office: &Office, (slug, area): (&str, &str), authority: (&str, AuthoritySettings)) -> Town {
    let settings = TenantSettings {
        area: area.to_owned(),
        authorities: BTreeMap::from([(authority.0.to_owned(), authority.1)]),
        ..TenantSettings::default()
    };
    let new = NewTenant { slug: slug.to_owned(), name: slug.to_owned(), settings, crest: None };
    office.casework.create_tenant(new).await.expect("the tenant is new")
}

/// A report with the answers of a story of the library; its reporter and number.
async fn reported(office: &Office, county: &Town, story: &str) -> (Actor, String) {
    let library = package("../../../library/verdachtsmeldung");
    let story = &library.scenarios()[&format!("scenarios/{story}.toml")];
    sent(office, (None, county), REPORT, &story.answers).await
}

/// Whoever asks their town is led to the county, whose health office answers; the town hall neither takes the report nor
/// sees it, and the answer decides nothing, so no day to object is counted.
async fn a_report_goes_to_the_county(office: Office) {
    let (county, town) = county_and_town(&office).await;
    let health = office.staff_of(&county, "brandt", &["gesundheitsamt"], &[]).await;
    let tax = office.staff_of(&town, "roth", &["steueramt"], &[]).await;
    let casework = &office.casework;
    let asked = Place::Live(Box::new(town.clone()));
    let led = casework.service_at(&asked, REPORT.0, Language::De).await.expect("an answer");
    let ServiceAt::Elsewhere(led) = led else { panic!("{led:?}") };
    assert_eq!(led.slug, "main-kinzig-kreis");
    let wrong = casework.open_draft(&Actor::Guest(Guest::default()), &town, REPORT).await;
    assert_eq!(wrong.map(drop), Err(Refusal::NotFound));

    let (guest, number) = reported(&office, &county, "test_after_close_contact").await;
    let receipt = letter(&office, (&guest, &county), &number).await;
    assert_says(&receipt, &["116117", "Bleiben Sie zu Hause, bis Sie von uns hören.", "Gesundheitsamt"]);
    let (case, _) = crate::library::task(&office, &county, &number, "Meldung einschätzen").await;
    for (stranger, of) in [(&tax, &town), (&tax, &county)] {
        let pried = casework.case_page(stranger, of, case, Language::De).await;
        assert_eq!(pried.map(|page| page.number), Err(Refusal::NotFound));
    }
    office.wait(SignedDuration::from_hours(1));
    let test = [
        ("answer.outcome", "test_date"),
        ("answer.text", "Bleiben Sie bis zum Test zu Hause."),
        ("answer.test_on", "28.11.2026"),
        ("answer.test_time", "10:30"),
        ("answer.test_place", "Gesundheitsamt, Eingang B"),
    ];
    complete(&office, (&health, &county), (&number, "Meldung einschätzen"), &test).await;
    let answer = letter(&office, (&guest, &county), &number).await;
    assert_says(&answer, &["28. November 2026, 10:30 Uhr", "Gesundheitsamt, Eingang B", "Frau brandt"]);
    assert!(!answer.contains("Rechtsbehelfsbelehrung"), "{answer}");
    office.wait(SignedDuration::from_hours(1));
    let finding = [("finding.result", "negative"), ("finding.text", "Sie müssen nichts weiter tun.")];
    complete(&office, (&health, &county), (&number, "Testergebnis eintragen"), &finding).await;
    assert_says(&letter(&office, (&guest, &county), &number).await, &["Ihr Test ist negativ."]);
    let page = status(&office, (&guest, &county), &number).await;
    assert_eq!((page.status, page.documents.len()), (CaseStatus::Ended, 3));
    assert!(page.documents.iter().all(|document| document.delivery.deemed_on.is_none()));
    let verified = casework.verify_case(county.tenant, &number).await.expect("verified");
    assert_eq!(verified.breaks, Vec::<String>::new());
}

/// An urgent report is to be assessed within a day: the office sees the hour, is reminded before it, and sees it as overdue
/// after it. Assessing takes the reminder away.
async fn an_urgent_report_is_due_within_a_day(office: Office) {
    let (county, _) = county_and_town(&office).await;
    let health = office.staff_of(&county, "brandt", &["gesundheitsamt"], &[]).await;
    let (guest, number) = reported(&office, &county, "positive_test").await;
    let (case, _) = crate::library::task(&office, &county, &number, "Meldung einschätzen").await;
    let list = async |view| {
        let query = WorkQuery { view, ..WorkQuery::default() };
        let list = office.casework.work_list(&health, &county, &query, Language::De).await;
        list.expect("the list").rows
    };
    let [row] = <[_; 1]>::try_from(list(WorkView::Groups).await).expect("one task");
    let day = SignedDuration::from_hours(24);
    assert_eq!(row.due, Some(row.received_at.plus(day)));
    let page = office.casework.case_page(&health, &county, case, Language::De).await.expect("the page");
    assert_eq!(page.subject, "", "the list tells nothing of the person's state");

    office.wait(SignedDuration::from_hours(21));
    office.work().await;
    let names: Vec<String> = list(WorkView::Groups).await.into_iter().map(|row| row.task_name).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.contains(&"Dringend: Meldung ist noch offen".to_owned()), "{names:?}");
    assert!(list(WorkView::Overdue).await.is_empty());
    office.wait(SignedDuration::from_hours(5));
    assert_eq!(list(WorkView::Overdue).await.len(), 2);

    let advice = [("answer.outcome", "advice"), ("answer.text", "Bleiben Sie zu Hause.")];
    complete(&office, (&health, &county), (&number, "Meldung einschätzen"), &advice).await;
    let head = office.casework.case_head(county.tenant, &number).await.expect("the case");
    assert_eq!(head.open_tasks, []);
    assert_eq!(status(&office, (&guest, &county), &number).await.status, CaseStatus::Ended);
}
