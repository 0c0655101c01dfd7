//! The desk finds what is meant, and shows to nobody what they may not read: cases, registers, records.

use crate::office::{Office, dog_tax_with, on_both_databases, town, typed};
use cases::{Actor, Role};
use casework::{PageAsked, RecordQuery, Refusal, ShowProblems};
use feel::Context;
use values::Language;

on_both_databases!(the_search_and_the_permissions_agree, registers_show_what_cases_have_entered);

/// The numbers of the cases that somebody finds.
async fn found(office: &Office, actor: &Actor, text: &str) -> Vec<String> {
    let found = office.casework.search(actor, &office.town, text, Language::De).await.expect("searched");
    let mut numbers: Vec<String> = found.cases.into_iter().map(|case| case.number).collect();
    numbers.sort();
    numbers
}

/// Every case that is found can be opened, and every case that can be opened is found, by its number, a name, an address, the
/// name of the dog. Another office and another town find nothing.
async fn the_search_and_the_permissions_agree(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let head = office.staff("amann", &[], &[Role::Head]).await;
    let other = office.staff("bau", &["bauamt"], &[]).await;
    let mut numbers = Vec::new();
    for dog in ["Änne", "Bello"] {
        numbers.push(office.sent(dog).await.1);
    }
    let last = numbers[1].rsplit('-').next().expect("a running number").trim_start_matches('0').to_owned();
    let both = numbers.clone();
    let texts = [
        ("erika", both.clone()),
        ("Beisp. Erika", both.clone()),
        ("LINDENWEG 4", both),
        ("änne", vec![numbers[0].clone()]),
        ("aenne lindenw", vec![numbers[0].clone()]),
        ("bell", vec![numbers[1].clone()]),
        (numbers[1].as_str(), vec![numbers[1].clone()]),
        (&format!("erika {}", last), if last.len() > 1 { vec![numbers[1].clone()] } else { numbers.clone() }),
        ("ello", vec![]),
    ];
    for round in ["written by the cases", "made anew"] {
        for (text, expected) in &texts {
            assert_eq!(found(&office, &clerk, text).await, *expected, "{round}: {text}");
            assert_eq!(found(&office, &head, text).await, *expected, "{round}: {text}");
            assert_eq!(found(&office, &other, text).await, Vec::<String>::new(), "{round}: {text}");
        }
        assert_eq!(office.casework.rebuild_search(office.town.tenant).await, Ok(2));
    }
    for actor in [&clerk, &head, &other] {
        let mut readable = Vec::new();
        for number in &numbers {
            let case = office.casework.case_head(office.town.tenant, number).await.expect("the case").id;
            if office.casework.case_page(actor, &office.town, case, Language::De).await.is_ok() {
                readable.push(number.clone());
            }
        }
        assert_eq!(found(&office, actor, "erika").await, readable);
    }
    assert!(
        office.casework.search(&clerk, &office.town, "x", Language::De).await.expect("searched").is_too_short
    );
    let neighbour = town(&office.casework, "nachbarstadt").await;
    let stranger = office.staff_of(&neighbour, "weber", &["steueramt"], &[Role::Head]).await;
    let search = async |actor, town| office.casework.search(actor, town, "erika", Language::De).await;
    assert!(search(&stranger, &neighbour).await.expect("searched").cases.is_empty());
    assert_eq!(search(&stranger, &office.town).await.expect_err("another town"), Refusal::NotFound);
}

/// What a case has entered stands in the register, with the fields that the package declares, and leads back to the case.
async fn registers_show_what_cases_have_entered(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    let other = office.staff("bau", &["bauamt"], &[]).await;
    let (casework, town) = (&office.casework, &office.town);
    let package = dog_tax_with(&[]);
    casework.install_package(&package).await.expect("the package fits");
    casework.publish_service(town.tenant, &package, &Context::new()).await.expect("the service is live");
    let nobody = casework.visitor(None, None).await.expect("a visitor");
    let opened = casework.open_draft(&nobody, town, ("hundesteuer", "register")).await.expect("a draft");
    let guest = casework.visitor(opened.session.as_deref(), None).await.expect("the guest");
    for index in 0..12 {
        let asked = PageAsked { index, language: Language::De, problems: ShowProblems::No };
        let saved = casework.save_page(&guest, town, opened.draft, asked, two_dogs()).await;
        if matches!(saved, Err(Refusal::NotFound)) {
            break;
        }
        saved.expect("the page is saved");
    }
    casework.submit_application(&guest, town, opened.draft, Language::De).await.expect("it is sent");
    office.work().await;

    let registers = casework.registers(&clerk, town, Language::De).await.expect("the registers");
    assert_eq!(registers.iter().map(|one| one.kinds.as_str()).collect::<Vec<_>>(), ["Hund"]);
    assert_eq!(casework.registers(&other, town, Language::De).await, Ok(Vec::new()));
    let listed = async |query: RecordQuery| {
        let page = casework.records(&clerk, town, "hundesteuer", (&query, Language::De)).await;
        let named =
            page.expect("the records").records.into_iter().map(|record| (record.number, record.title));
        named.collect::<Vec<_>>()
    };
    let (bello, kira) = ((1001, "Bello".to_owned()), (1002, "Kira".to_owned()));
    assert_eq!(listed(RecordQuery::After(0)).await, [bello.clone(), kira.clone()]);
    assert_eq!(listed(RecordQuery::Key("276098104999999".to_owned())).await, [kira]);
    assert_eq!(listed(RecordQuery::Number(1001)).await, [bello]);
    let detail =
        casework.record(&clerk, town, ("hundesteuer", 1001), Language::De).await.expect("the record");
    assert_eq!(detail.cases.len(), 1);
    casework
        .case_page(&clerk, town, detail.cases[0].case, Language::De)
        .await
        .expect("its case can be opened");
    let fields: Vec<&str> = detail.record.fields.iter().map(|field| field.value.as_str()).collect();
    assert!(fields.contains(&"Erika Mustermann") && fields.contains(&"276098104123456"), "{fields:?}");
    let refused = casework.record(&other, town, ("hundesteuer", 1001), Language::De).await;
    assert_eq!(refused.err(), Some(Refusal::NotFound));
    let search =
        async |actor| casework.search(actor, town, "2760981041", Language::De).await.expect("searched");
    let found = search(&clerk).await;
    assert_eq!(found.records.iter().map(|found| found.record.number).collect::<Vec<_>>(), [1001]);
    assert!(search(&other).await.records.is_empty());
    assert_eq!(casework.rebuild_search(town.tenant).await, Ok(3), "a case and two records");
    assert_eq!(search(&clerk).await.records.len(), 1);
    let heads = casework.record_heads(town.tenant).await.expect("the heads");
    assert_eq!(heads.iter().map(|head| head.number).collect::<Vec<_>>(), [1001, 1002]);
}

fn two_dogs() -> forms::RawAnswers {
    let dog = |index: u8, name: &'static str, chip: &'static str| {
        [
            ("name", name),
            ("breed", "labrador"),
            ("born", "01.02.2025"),
            ("sex", "female"),
            ("colour", "schwarz"),
            ("chip_number", chip),
            ("kept_since", "03.05.2026"),
        ]
        .map(|(field, value)| (format!("dogs[{index}].{field}"), value))
    };
    let mut answers = typed(&[
        ("keeper.first_name", "Erika"),
        ("keeper.last_name", "Mustermann"),
        ("keeper.born", "12.08.1984"),
        ("keeper.street", "Lindenweg 4"),
        ("keeper.postcode", "35999"),
        ("keeper.city", "Musterstadt"),
        ("keeper.email", "erika@example.org"),
        ("household.moved_here", "no"),
        ("household.other_dogs", "0"),
        ("relief.kind", "none"),
        ("pay.way", "invoice"),
        ("declaration", "true"),
    ]);
    let dogs = [dog(0, "Bello", "276098104123456"), dog(1, "Kira", "276098104999999")];
    for (path, value) in dogs.into_iter().flatten() {
        answers.push(path, value);
    }
    answers
}
