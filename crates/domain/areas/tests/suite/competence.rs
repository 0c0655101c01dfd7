//! Who is competent, and which court.

use fachwerk_areas::{AreaKind, Areas, ServiceRule};
use jiff::civil::{Date, date};

const HEALTH: ServiceRule<'_> =
    ServiceRule { service: "verdachtsmeldung", area: AreaKind::County, authority: "health" };
const DOGS: ServiceRule<'_> =
    ServiceRule { service: "hundesteuer", area: AreaKind::Municipality, authority: "executive" };
const COMPENSATION: ServiceRule<'_> =
    ServiceRule { service: "infection-compensation", area: AreaKind::County, authority: "health" };

/// `area: authority` that is competent.
fn answer(service: ServiceRule<'_>, place: &str, on: Date) -> Option<String> {
    let areas = Areas::hesse();
    let place = areas.area(place, on).expect("the place is known");
    let competent = areas.responsible(service, place, on)?;
    Some(format!("{}: {}", competent.area.name, competent.authority))
}

/// A report reaches the health office of the county whatever town it is started from, and the tax the town itself.
#[test]
fn a_county_decides_for_its_towns() {
    let on = date(2026, 11, 28);
    assert_eq!(answer(HEALTH, "06440004", on).as_deref(), Some("Wetteraukreis: health"));
    assert_eq!(answer(HEALTH, "06440", on).as_deref(), Some("Wetteraukreis: health"));
    assert_eq!(answer(HEALTH, "06412000", on).as_deref(), Some("Frankfurt am Main: health"));
    assert_eq!(answer(DOGS, "06440004", on).as_deref(), Some("Büdingen: executive"));
    assert_eq!(answer(DOGS, "06440", on), None);
}

/// A town that left its county still finds its health office, for as long as that was agreed.
#[test]
fn health_stays_with_the_county_for_ten_years() {
    let hanau = |on| answer(HEALTH, "06435014", on);
    assert_eq!(hanau(date(2025, 6, 1)).as_deref(), Some("Main-Kinzig-Kreis: health"));
    assert_eq!(hanau(date(2026, 1, 1)).as_deref(), Some("Main-Kinzig-Kreis: health"));
    assert_eq!(hanau(date(2035, 12, 31)).as_deref(), Some("Main-Kinzig-Kreis: health"));
    assert_eq!(hanau(date(2036, 1, 1)).as_deref(), Some("Hanau: health"));
    let dogs = answer(DOGS, "06435014", date(2026, 1, 1));
    assert_eq!(dogs.as_deref(), Some("Hanau: executive"));
}

/// People of town and county of Kassel reach the one health office they share.
#[test]
fn kassel_shares_one_health_office() {
    let on = date(2026, 11, 28);
    assert_eq!(answer(HEALTH, "06611000", on), answer(HEALTH, "06633", on));
}

/// Compensation went to the counties on a day; before it, one Regierungspräsidium decided for the whole state.
#[test]
fn compensation_moved_to_the_counties() {
    let of = |on| answer(COMPENSATION, "06535011", on);
    assert_eq!(of(date(2022, 12, 31)).as_deref(), Some("Darmstadt: regional"));
    assert_eq!(of(date(2023, 1, 1)).as_deref(), Some("Vogelsbergkreis: health"));
}

/// An instruction on remedies names the court of the place, and none where it is not known.
#[test]
fn every_place_but_one_has_its_court() {
    let areas = Areas::hesse();
    let court = |key: &str, on| {
        let area = areas.area(key, on).expect("the place is known");
        areas.court(area, on).map(|court| court.place.as_str())
    };
    let on = date(2026, 11, 28);
    assert_eq!(court("06440004", on), Some("Gießen"));
    assert_eq!(court("06611000", on), Some("Kassel"));
    assert_eq!(court("06435014", date(2025, 12, 31)), Some("Frankfurt am Main"));
    let without: Vec<&str> = areas
        .places(on)
        .filter(|area| areas.court(area, on).is_none())
        .map(|area| area.name.as_str())
        .collect();
    assert_eq!(without, ["Hanau"]);
}
