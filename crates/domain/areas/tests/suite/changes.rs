//! Areas change: the two known changes since the list was made.

use crate::today;
use fachwerk_areas::{AreaKind, Areas};
use jiff::civil::{Date, date};

fn count(areas: &Areas, kind: AreaKind, on: Date) -> usize {
    areas.on(on).filter(|area| area.kind == kind).count()
}

/// Nobody looks for a town in vain: all municipalities and counties are there, each day as many as there were.
#[test]
fn there_are_as_many_as_there_are() {
    let areas = Areas::hesse();
    let municipalities = |on| count(&areas, AreaKind::Municipality, on);
    assert_eq!(municipalities(date(2022, 12, 31)), 422);
    assert_eq!(municipalities(date(2023, 1, 1)), 421);
    assert_eq!(municipalities(today()), 421);
    let others = [AreaKind::County, AreaKind::Region, AreaKind::State];
    assert_eq!(others.map(|kind| count(&areas, kind, today())), [21, 3, 1]);
}

/// People of a village that joined a town find that town under the old name, and what was before stays true for then.
#[test]
fn bromskirchen_joined_allendorf() {
    let areas = Areas::hesse();
    let before = areas.at_address("bromskirchen", date(2022, 12, 31)).expect("it was there");
    assert_eq!((before.key.as_str(), before.name.as_str()), ("06635005", "Bromskirchen"));
    let after = areas.at_address("bromskirchen", date(2023, 1, 1)).expect("its successor");
    assert_eq!((after.key.as_str(), after.name.as_str()), ("06635001", "Allendorf (Eder)"));
    assert_eq!(areas.with_official_key("06635005", today()).map(|area| area.key.as_str()), Some("06635001"));
    assert!(areas.area("06635005", today()).is_none());
}

/// A town that left its county is its own county from that day on, and its new key is not invented.
#[test]
fn hanau_left_its_county() {
    let areas = Areas::hesse();
    let hanau = |on| areas.area("06435014", on).expect("it is there on both days");
    let (then, now) = (date(2025, 12, 31), date(2026, 1, 1));
    let county = |on| areas.around(hanau(on), AreaKind::County, on).map(|area| area.name.as_str());
    assert_eq!((county(then), county(now)), (Some("Main-Kinzig-Kreis"), Some("Hanau")));
    assert_eq!(hanau(then).official_key.as_deref(), Some("06435014"));
    assert_eq!(hanau(now).official_key, None);
    let county_free = |on| areas.on(on).filter(|area| areas.is_county_free(area, on)).count();
    assert_eq!((county_free(then), county_free(now)), (5, 6));
}

/// Whoever makes a list of areas learns which line is wrong.
#[test]
fn a_wrong_line_is_named() {
    let head = "key;official_key;ars;kind;form;name;parent;valid_from;valid_to;successor\n";
    let with = |line: &str| {
        Areas::hesse().with(&format!("{head}{line}")).map(drop).map_err(|error| error.to_string())
    };
    let wrong = |why: &str| Err(format!("line 2: {why}"));
    assert_eq!(with("x;;;municipality;town;Neustadt am Main;06435;;;"), Ok(()));
    assert_eq!(with("x;;;town;;X;06435;;;"), wrong("kind “town” is no kind of area"));
    assert_eq!(with("x;;;county;town;X;064;;;"), wrong("form “town” does not fit the kind"));
    assert_eq!(with("x;;;county;;X;069;;;"), wrong("there is no area “069”"));
    assert_eq!(with("x;;;county;;X;064;1.1.2026;;"), wrong("valid_from “1.1.2026” is no date"));
    assert_eq!(with("x;;;municipality;town;Hanau;064;;;"), wrong("two areas would be /hanau"));
    assert_eq!(with("x;county"), wrong("2 columns instead of 10"));
}
