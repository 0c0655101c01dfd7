//! The services of the library: each one fits together and tells its stories.

use crate::{files_of, library, lines};
use fachwerk_services::{Package, Release};
use feel::Context;
use values::{Language, Moment};

fn packages() -> Vec<(String, Package)> {
    let folders = std::fs::read_dir(library()).expect("the library");
    let mut folders: Vec<_> =
        folders.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let package =
            Package::read(files_of(path)).unwrap_or_else(|problems| panic!("{name}:\n{}", lines(&problems)));
        (name, package)
    };
    folders.iter().map(read).collect()
}

/// A town that takes a service from the library gets one that runs from the application to its end, in every story told.
#[test]
fn every_story_of_the_library_can_be_told() {
    let mut told = 0;
    for (name, package) in packages() {
        let release = Release::compile(&package, &Context::new()).expect("the defaults fit");
        assert_eq!(package.manifest().key(), name);
        assert!(!package.scenarios().is_empty(), "{name} tells no story");
        for (file, scenario) in package.scenarios() {
            assert_eq!(lines(&release.tell(file, scenario)), "", "{name}");
            told += 1;
        }
    }
    println!("{told} stories told");
}

/// What a citizen reads about the dog tax before applying: title, amounts with their source, examples marked as such.
#[test]
fn the_dog_tax_says_what_it_costs() {
    let (_, package) = packages().into_iter().find(|(name, _)| name == "hundesteuer").expect("the dog tax");
    let own = "format = 1\nservice = \"hundesteuer\"\n[[rate_first]]\nvalid_from = 2026-01-01\nvalue = 7200\n\
               bylaw = \"Hundesteuersatzung vom 12.12.2025\"\nparagraph = \"§ 5\"";
    let changed = package.manifest().read_parameters("town.toml", own).expect("a rate of one's own");
    let release = Release::compile(&package, &changed).expect("a rate of one's own");
    let amounts: Vec<String> = release
        .amounts(Language::De, feel::Date::new(2026, 5, 1).expect("a day"))
        .iter()
        .map(|amount| format!("{} {} {} {}", amount.label, amount.cents, amount.source, amount.is_example))
        .collect();
    assert_eq!(
        amounts,
        [
            "Erster Hund, im Jahr 7200 Hundesteuersatzung vom 12.12.2025, § 5 false",
            "Zweiter Hund, im Jahr 14000 Hundesteuersatzung der Gemeinde, Steuersatz true",
            "Dritter und jeder weitere Hund, im Jahr 20000 Hundesteuersatzung der Gemeinde, Steuersatz true",
            "Gefährlicher Hund, im Jahr 70000 Hundesteuersatzung der Gemeinde, Steuersatz für gefährliche Hunde true",
        ]
    );
    let pages: Vec<&str> = release
        .procedure("register")
        .expect("it is there")
        .start_form(Language::En)
        .pages()
        .iter()
        .map(forms::Page::label)
        .collect();
    assert_eq!(
        pages,
        ["Your details", "Your dogs", "Your household", "Reduction or exemption", "Payment and declaration",]
    );
    let defaults = Release::compile(&package, &Context::new()).expect("the defaults fit");
    assert_ne!(release.hash(), defaults.hash());
    let same = Context::new().with("processing_days", 14_i64);
    assert_eq!(Release::compile(&package, &same).expect("the same days").hash(), defaults.hash());
}

/// A case is called by its applicant and its dog, also when the letter needs an address.
#[test]
fn a_case_is_called_by_its_people() {
    let (_, package) = packages().into_iter().find(|(name, _)| name == "hundesteuer").expect("the dog tax");
    let release = Release::compile(&package, &Context::new()).expect("the defaults fit");
    let scenario = package.scenarios().values().next().expect("a scenario");
    let now = Moment::from_micros(0);
    let register = release.procedure("register").expect("it is there");
    let answers = register
        .start_form(Language::De)
        .check(&scenario.answers, &feel::Environment { now: scenario.starts });
    let texts = register.case_texts(&answers.answers, now);
    assert_eq!((texts.applicant.as_str(), texts.subject.as_str()), ("Erika Mustermann", "2 Hunde"));
    assert_eq!(release.phrase(Language::En, &texts.subject), "2 dogs", "on English pages");
    assert_eq!(release.phrase(Language::En, "Hund mit Chip"), "Dog with chip", "not a dog of this name");
    assert_eq!(texts.recipient, ["Lindenweg 4", "35999 Musterstadt"]);
    assert_eq!(register.case_texts(&Context::new(), now).recipient, [] as [&str; 0]);
}
