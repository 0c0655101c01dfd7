//! Finding a place by what people type, and its names.

use crate::today;
use fachwerk_areas::{AreaKind, Areas, executive_name, full_name};

fn found(typed: &str) -> Vec<String> {
    let areas = Areas::hesse();
    areas.search(typed, today()).into_iter().map(|area| area.name.clone()).collect()
}

/// A person finds their town however they type its name.
#[test]
fn towns_are_found_in_any_spelling() {
    for typed in ["Büdingen", "büdingen", " BUEDINGEN ", "budingen", "büd"] {
        assert_eq!(found(typed), ["Büdingen"], "{typed}");
    }
    assert_eq!(found("giess")[0], "Gießen");
    assert_eq!(found("homburg"), ["Bad Homburg v. d. Höhe"]);
    assert_eq!(found("kassel"), ["Kassel", "Landkreis Kassel"]);
    assert_eq!(found("eder")[0], "Edermünde");
    assert!(found("eder").contains(&"Allendorf (Eder)".to_owned()));
    assert_eq!(found("bromskirchen"), Vec::<String>::new());
    assert_eq!(found("  "), Vec::<String>::new());
    assert_eq!(found(&"x".repeat(100_000)), Vec::<String>::new());
}

/// Authorities are called as the law calls them.
#[test]
fn names_follow_the_law() {
    let areas = Areas::hesse();
    let names = |key: &str| {
        let area = areas.area(key, today()).expect("it is known");
        (full_name(area), executive_name(area))
    };
    let expected = |full: &str, executive: &str| (full.to_owned(), executive.to_owned());
    assert_eq!(names("06440004"), expected("Stadt Büdingen", "Der Magistrat der Stadt Büdingen"));
    assert_eq!(names("06431003"), expected("Gemeinde Biblis", "Der Gemeindevorstand der Gemeinde Biblis"));
    assert_eq!(names("06531"), expected("Landkreis Gießen", "Der Kreisausschuss des Landkreises Gießen"));
    assert_eq!(names("06440"), expected("Wetteraukreis", "Der Kreisausschuss des Wetteraukreises"));
    assert_eq!(names("064"), expected("Regierungsbezirk Darmstadt", "Das Regierungspräsidium Darmstadt"));
}

/// Every place has an address of its own, made of letters that every keyboard has.
#[test]
fn every_place_has_an_address() {
    let areas = Areas::hesse();
    for area in areas.places(today()) {
        assert!(area.slug.chars().all(|sign| sign.is_ascii_lowercase() || sign == '-'), "{}", area.slug);
        assert_eq!(areas.at_address(&area.slug, today()), Some(area));
    }
    let darmstadt = areas.area("06411000", today()).expect("it is known");
    assert_eq!(areas.around(darmstadt, AreaKind::County, today()), Some(darmstadt));
    assert_eq!(
        areas.with_official_key("064400004004", today()).map(|area| area.name.as_str()),
        Some("Büdingen")
    );
}
