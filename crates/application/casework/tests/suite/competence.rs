//! Who is competent, as tenants and pages see it: areas, tenants and services together.

use crate::office::{Office, dog_tax, dog_tax_with, on_both_databases};
use cases::{Actor, Guest};
use casework::{
    AuthoritySettings, ChangedTenant, NewTenant, PageAsked, Place, Refusal, ServiceAt, ShowProblems,
    TenantSettings, Town,
};
use feel::Context;
use forms::RawAnswers;
use jiff::SignedDuration;
use std::collections::BTreeMap;
use values::Language;

on_both_databases!(
    a_county_service_is_found_from_its_towns,
    a_known_place_says_who_to_ask,
    an_area_has_one_tenant,
    settings_are_changed_as_a_whole,
    who_lives_elsewhere_is_told,
);

const CREST: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 44 52'><path d='M2 2h40v40z'/></svg>";

fn settings(area: &str, authorities: &[(&str, &str)]) -> TenantSettings {
    let named = |name: &str| AuthoritySettings { name: name.to_owned(), ..AuthoritySettings::default() };
    let authorities: BTreeMap<String, AuthoritySettings> =
        authorities.iter().map(|(key, name)| ((*key).to_owned(), named(name))).collect();
    TenantSettings { area: area.to_owned(), authorities, ..TenantSettings::default() }
}

async fn tenant(office: &Office, slug: &str, area: &str, authorities: &[(&str, &str)]) -> Town {
    let settings = settings(area, authorities);
    let new = NewTenant { slug: slug.to_owned(), name: slug.to_owned(), settings, crest: None };
    office.casework.create_tenant(new).await.expect("the tenant is new")
}

/// A county with a service of its own, and a town in it with another.
async fn county_and_town(office: &Office) -> (Town, Town) {
    let county = tenant(office, "wetteraukreis", "06440", &[("health", "Gesundheitsamt des Kreises")]).await;
    let town = tenant(office, "buedingen", "06440004", &[("executive", "Der Magistrat")]).await;
    let health = dog_tax_with(&[
        ("key = \"hundesteuer\"", "key = \"kreisleistung\""),
        ("area = \"municipality\"", "area = \"county\""),
        ("kind = \"executive\"", "kind = \"health\""),
    ]);
    for (tenant, package) in [(&county, health), (&town, dog_tax())] {
        office.casework.install_package(&package).await.expect("the package fits");
        let published = office.casework.publish_service(tenant.tenant, &package, &Context::new()).await;
        published.expect("the service is live");
    }
    (county, town)
}

/// A person starts in their town and reaches the office of the county, without knowing who is competent.
async fn a_county_service_is_found_from_its_towns(office: Office) {
    let (county, town) = county_and_town(&office).await;
    let casework = &office.casework;
    let cards = casework.services(&town, Language::De).await.expect("the list");
    let led: Vec<_> = cards
        .iter()
        .map(|card| (card.key.as_str(), card.elsewhere.as_ref().map(|elsewhere| elsewhere.slug.as_str())))
        .collect();
    assert_eq!(led, [("hundesteuer", None), ("kreisleistung", Some("wetteraukreis"))]);

    let from_town = Place::Live(Box::new(town.clone()));
    let answer = casework.service_at(&from_town, "kreisleistung", Language::De).await.expect("an answer");
    let ServiceAt::Elsewhere(elsewhere) = answer else { panic!("{answer:?}") };
    assert_eq!(elsewhere.slug, "wetteraukreis");
    let page = casework.service_page(&county, "kreisleistung", Language::De).await.expect("the page");
    assert_eq!(page.authority.name, "Gesundheitsamt des Kreises");

    let guest = Actor::Guest(Guest::default());
    let wrong = casework.open_draft(&guest, &town, ("kreisleistung", "register")).await;
    assert_eq!(wrong.map(drop), Err(Refusal::NotFound), "the town is not competent");
    casework.open_draft(&guest, &county, ("kreisleistung", "register")).await.expect("the county is");
}

/// Whose town is not online yet learns who is competent there, and which services its county offers all the same.
async fn a_known_place_says_who_to_ask(office: Office) {
    county_and_town(&office).await;
    let casework = &office.casework;
    let place = casework.place("nidda").await.expect("it is known");
    let Place::Known(known) = &place else { panic!("{place:?}") };
    assert_eq!(known.contact.name, "Der Magistrat der Stadt Nidda");
    assert_eq!(known.county.as_ref().map(|county| county.slug.as_str()), Some("wetteraukreis"));
    let area = casework.areas().at_address("nidda", casework.today()).expect("its area");
    let cards = casework.services_at(area, Language::De).await.expect("the list");
    assert_eq!(cards.iter().map(|card| card.key.as_str()).collect::<Vec<_>>(), ["kreisleistung"]);

    let dogs = casework.service_at(&place, "hundesteuer", Language::De).await.expect("an answer");
    let ServiceAt::NotOnline(not_online) = dogs else { panic!("{dogs:?}") };
    assert_eq!(not_online.contact.name, "Der Magistrat der Stadt Nidda");
    let unknown = casework.service_at(&place, "jagdschein", Language::De).await;
    assert_eq!(unknown, Err(Refusal::NotFound));

    let moved = casework.place("bromskirchen").await;
    assert_eq!(moved, Ok(Place::Moved { slug: "allendorf-eder".to_owned() }));
    assert_eq!(casework.place("atlantis").await, Err(Refusal::NotFound));
    assert_eq!(casework.place_of_key("064400004004").await, Ok("buedingen".to_owned()));
    let counties = casework.regions().await.expect("all places");
    let places: usize = counties.iter().map(|region| region.towns.len()).sum();
    assert_eq!((counties.len(), places), (22, 421));
}

/// Whoever applies in the wrong town learns before sending who is competent where they live; a district says nothing.
async fn who_lives_elsewhere_is_told(office: Office) {
    let (_, town) = county_and_town(&office).await;
    let casework = &office.casework;
    let nobody = Actor::Guest(Guest::default());
    let opened = casework.open_draft(&nobody, &town, ("hundesteuer", "register")).await.expect("a draft");
    let guest = casework.visitor(opened.session.as_deref(), None).await.expect("the guest");
    for (city, told) in [("Nidda", Some("nidda")), ("Büdingen", None), ("Rohrbach", None), ("", None)] {
        let answers = RawAnswers([("keeper.city".to_owned(), vec![city.to_owned()])].into());
        let asked = PageAsked { index: 0, language: Language::De, problems: ShowProblems::No };
        casework.save_page(&guest, &town, opened.draft, asked, answers).await.expect("it is saved");
        let summary = casework.summary(&guest, &town, opened.draft, Language::De).await.expect("a summary");
        assert_eq!(summary.other_place.map(|place| place.slug).as_deref(), told, "{city}");
    }
}

/// It is always clear who is competent: an area has one tenant, an address belongs to its own place.
async fn an_area_has_one_tenant(office: Office) {
    tenant(&office, "buedingen", "06440004", &[]).await;
    let second = |slug: &str, area: &str| {
        let new = NewTenant {
            slug: slug.to_owned(),
            name: slug.to_owned(),
            settings: settings(area, &[]),
            crest: None,
        };
        let casework = office.casework.clone();
        async move { casework.create_tenant(new).await.map(drop) }
    };
    assert_eq!(second("stadt-buedingen", "06440004").await, Err(Refusal::Taken { kind: "area" }));
    let refused = second("nidda", "06440").await;
    assert!(matches!(refused, Err(Refusal::Problems(_))), "{refused:?}");
}

/// A town's new letterhead and crest are there at once and stay, and a drawing is only ever shown as a picture.
async fn settings_are_changed_as_a_whole(office: Office) {
    let slug = office.town.slug.clone();
    let settings = settings("", &[("order", "Der Bürgermeister")]);
    let changed = ChangedTenant { name: None, settings, crest: Some(CREST.into()) };
    let town = office.casework.change_tenant(&slug, changed.clone()).await.expect("changed");
    assert_eq!(town.name, office.town.name);
    assert!(town.authority("executive").is_none() && town.authority("order").is_some());
    let crest = office.casework.crest(&town, &town.settings.crest).await.expect("the picture");
    assert_eq!(&crest[1..4], b"PNG");
    office.wait(SignedDuration::from_hours(24 * 365 * 50));
    assert_eq!(office.casework.forget_unnamed_bytes().await, Ok(0), "the letterhead names it");
    assert_eq!(office.casework.crest(&town, &town.settings.crest).await, Ok(crest));
    let other = "0".repeat(64);
    assert_eq!(office.casework.crest(&town, &other).await, Err(Refusal::NotFound));
    let wrong = TenantSettings { colour: "#ffff00".into(), ..changed.settings };
    let refused = ChangedTenant { settings: wrong, name: None, crest: None };
    let refused = office.casework.change_tenant(&slug, refused).await;
    assert!(matches!(refused, Err(Refusal::Problems(_))), "{refused:?}");
    assert_eq!(office.casework.town(&slug).await, Ok(town));
}
