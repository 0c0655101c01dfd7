//! What a town sets: a file of its own, values that change on a day, and what of it people and processes see.

use crate::{files_of, lines, small};
use fachwerk_services::{Package, Release};
use feel::{Context, Environment, Expression, Limits, Names, Value};
use std::sync::Arc;
use values::{Language, Moment};

fn dog_tax() -> Package {
    let mut files = files_of(&small());
    let manifest = String::from_utf8(files["service.toml"].clone()).expect("a text");
    let dated = manifest.replace("[parameters.rate_first]\n", "[parameters.rate_first]\ndated = true\n");
    files.insert("service.toml".to_owned(), dated.into_bytes());
    Package::read(files).unwrap_or_else(|found| panic!("{}", lines(&found)))
}

const TOWN: &str = r#"
format = 1
service = "hundesteuer"
processing_days = 10

[[rate_first]]
valid_from = 2027-01-01
value = 9600
bylaw = "Hundesteuersatzung vom 10.12.2026"
paragraph = "§ 5 Abs. 1"

[[rate_first]]
valid_from = 2025-01-01
value = 7200
bylaw = "Hundesteuersatzung vom 12.12.2024"
paragraph = "§ 5 Abs. 1"
"#;

fn release(package: &Package, file: &str) -> Release {
    let parameters = package.manifest().read_parameters("town.toml", file);
    let parameters = parameters.unwrap_or_else(|found| panic!("{}", lines(&found)));
    Release::compile(package, &parameters).unwrap_or_else(|found| panic!("{}", lines(&found)))
}

/// A town that raises its rate at New Year says so once, and every process picks by the day that counts in law.
#[test]
fn a_process_picks_the_rate_of_a_day() {
    let package = dog_tax();
    let release = release(&package, TOWN);
    let names: Names = ["parameters", "day"].into_iter().collect();
    let picked = Expression::parse("parameters.rate_first[valid_from <= day][-1]", &names).expect("FEEL");
    let environment = Environment { now: Moment::from_micros(0) };
    for (day, cents, bylaw) in [
        ("2026-12-31", 7200_i64, "Hundesteuersatzung vom 12.12.2024"),
        ("2027-01-01", 9600, "Hundesteuersatzung vom 10.12.2026"),
        ("2030-06-01", 9600, "Hundesteuersatzung vom 10.12.2026"),
    ] {
        let known = Context::new()
            .with("parameters", Value::Context(Arc::new(release.parameters().clone())))
            .with("day", feel::Date::parse(day).expect("a day"));
        let found = picked.evaluate(&known, &environment, &Limits::default()).expect("a rate");
        let found = found.as_context().expect("an entry");
        assert_eq!(found.get("value"), Some(&Value::from(cents)), "{day}");
        assert_eq!(found.get("bylaw").and_then(Value::as_text), Some(bylaw), "{day}");
    }
}

/// Citizens read what holds today and what will hold, each with its own bylaw, and no example any more.
#[test]
fn people_see_todays_rate_and_the_next_one() {
    let package = dog_tax();
    let release = release(&package, TOWN);
    let shown = |day: &str| -> Vec<String> {
        let amounts = release.amounts(Language::De, feel::Date::parse(day).expect("a day"));
        let first = amounts.iter().filter(|amount| amount.label.starts_with("Erster"));
        first
            .map(|one| {
                format!(
                    "{} {:?} {} {}",
                    one.cents,
                    one.from.map(|day| day.to_string()),
                    one.source,
                    one.is_example
                )
            })
            .collect()
    };
    assert_eq!(
        shown("2026-11-28"),
        [
            "7200 None Hundesteuersatzung vom 12.12.2024, § 5 Abs. 1 false",
            "9600 Some(\"2027-01-01\") Hundesteuersatzung vom 10.12.2026, § 5 Abs. 1 false",
        ]
    );
    assert_eq!(shown("2027-03-01"), ["9600 None Hundesteuersatzung vom 10.12.2026, § 5 Abs. 1 false"]);
}

/// The same values are the same release in whatever order they were written, and a new value makes a new one.
#[test]
fn a_release_is_named_by_its_values() {
    let package = dog_tax();
    let (head, days) = TOWN.split_once("[[rate_first]]").expect("the first day");
    let (first, second) = days.split_once("[[rate_first]]").expect("the second day");
    let turned = format!("{head}[[rate_first]]{second}\n[[rate_first]]{first}");
    let known = release(&package, TOWN).hash();
    assert_eq!(release(&package, &turned).hash(), known);
    assert_ne!(release(&package, &TOWN.replace("9600", "9700")).hash(), known);
}

/// Whoever sets parameters is told every mistake of the file with its line.
#[test]
fn a_parameter_file_is_judged_as_a_whole() {
    let package = dog_tax();
    let broken = TOWN
        .replace("\"hundesteuer\"", "\"parkausweis\"")
        .replace("processing_days = 10", "processing_days = 400\nrate_frist = 3")
        .replace("2025-01-01", "2027-01-01");
    let found = package.manifest().read_parameters("town.toml", &broken).expect_err("nothing of it fits");
    assert_eq!(
        lines(&found),
        "town.toml:3:1: services-other-service key=\"parkausweis\"\n\
         town.toml:4:1: services-parameter-range name=\"processing_days\" type=\"\"\n\
         town.toml:7:3: services-parameter-dated name=\"rate_first\" type=\"\"\n\
         town.toml:5:1: services-unknown-section name=\"rate_frist\""
    );
}
