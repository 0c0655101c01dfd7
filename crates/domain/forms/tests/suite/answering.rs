//! What a citizen meets while answering: mistakes named, hidden questions left alone, nothing typed lost.

use crate::{environment, lines};
use fachwerk_forms::{Edit, Form, PartView, RawAnswers, SentPage};
use feel::Context;
use values::{Language, Problem};

const FORM: &str = r#"{ "id": "sample", "components": [
  { "type": "group", "id": "person", "label": "Person", "path": "person", "components": [
    { "type": "textfield", "id": "name", "key": "name", "label": "Name", "validate": { "required": true, "maxLength": 10 } },
    { "type": "datetime", "id": "born", "key": "born", "dateLabel": "Geburtsdatum", "validate": { "required": true },
      "properties": { "notAfter": "=today()" } },
    { "type": "number", "id": "income", "key": "income", "label": "Einkommen", "decimalDigits": 2,
      "validate": { "min": 0, "max": 5000.5 }, "appearance": { "suffixAdorner": "€" } },
    { "type": "textfield", "id": "iban", "key": "iban", "label": "IBAN", "properties": { "format": "iban" } },
    { "type": "textfield", "id": "mail", "key": "mail", "label": "E-Mail", "validate": { "validationType": "email" } },
    { "type": "checkbox", "id": "agree", "key": "agree", "label": "Ich stimme zu", "validate": { "required": true } },
    { "type": "textfield", "id": "number", "key": "number", "label": "Nummer", "readonly": true }
  ] },
  { "type": "group", "id": "dogs_page", "label": "Hunde", "components": [
    { "type": "radio", "id": "has", "key": "has", "label": "Hunde?", "validate": { "required": true },
      "values": [ { "label": "Ja", "value": "yes" }, { "label": "Nein", "value": "no" } ] },
    { "type": "dynamiclist", "id": "dogs", "path": "dogs", "label": "Hund", "properties": { "maxItems": "3" },
      "conditional": { "hide": "=has != \"yes\"" }, "components": [
      { "type": "textfield", "id": "dog_name", "key": "name", "label": "Name des Hundes", "validate": { "required": true } },
      { "type": "select", "id": "size", "key": "size", "label": "Größe",
        "values": [ { "label": "klein", "value": "s" }, { "label": "groß", "value": "l" } ] },
      { "type": "textarea", "id": "why", "key": "why", "label": "Warum groß?", "validate": { "required": true },
        "conditional": { "hide": "=this.size != \"l\" or i > 2" } }
    ] }
  ] }
] }"#;

fn form() -> Form {
    Form::parse(FORM).expect("a sound form")
}

fn raw(pairs: &[(&str, &str)]) -> RawAnswers {
    pairs.iter().copied().collect()
}

fn page(pairs: &[(&str, &str)]) -> SentPage {
    raw(pairs).into()
}

fn fine() -> RawAnswers {
    raw(&[
        ("person.name", "  Erika  "),
        ("person.born", "24.3.1985"),
        ("person.income", "1.234,50 €"),
        ("person.iban", "de02 1203 0000 0000 2020 51"),
        ("person.agree", "true"),
        ("has", "yes"),
        ("dogs[0].name", "Bello"),
        ("dogs[0].size", "l"),
        ("dogs[0].why", "weil"),
        ("dogs[4].name", "Rex"),
        ("dogs[4].why", "das sieht niemand"),
        ("unknown", "x"),
        ("person.number", "gefälscht"),
    ])
}

fn json(context: &Context) -> String {
    serde_json::to_string(context).expect("storable values")
}

/// What people type the German way becomes exact values; what they cannot see or change is not taken from a browser.
#[test]
fn answers_become_values() {
    let checked = form().check(&fine(), &environment());
    assert_eq!(lines(&checked.problems), "");
    assert_eq!(
        json(&checked.answers),
        r#"{"person":{"name":"Erika","born":{"@":"1985-03-24"},"income":{"@":"1234.5"},"iban":"DE02120300000000202051","mail":null,"agree":true},"has":"yes","dogs":[{"name":"Bello","size":"l","why":"weil"},{"name":"Rex","size":null}]}"#
    );
    let back = form().raw_from(&checked.answers);
    assert_eq!(back.get("person.born"), ["24.03.1985"]);
    assert_eq!(back.get("dogs[1].name"), ["Rex"]);
    assert_eq!(json(&form().check(&back, &environment()).answers), json(&checked.answers));
}

/// A person learns everything that is wrong in one go, each time with the field it belongs to.
#[test]
fn all_mistakes_are_named_at_once() {
    let typed = raw(&[
        ("person.name", "Ein viel zu langer Name"),
        ("person.born", "24.03.2099"),
        ("person.income", "5.000,515"),
        ("person.iban", "DE02 1203 0000 0000 2020 52"),
        ("person.mail", "a@b"),
        ("has", "vielleicht"),
    ]);
    let problems = form().check(&typed, &environment()).problems;
    assert_eq!(
        lines(&problems),
        r#"person.name: forms-too-long label="Name" limit="10" length="23"
person.born: forms-date-too-late label="Geburtsdatum" limit="23.11.2026"
person.income: forms-too-many-decimals label="Einkommen" limit="2"
person.income: forms-too-large label="Einkommen" limit="5.000,5"
person.iban: forms-not-an-iban label="IBAN"
person.mail: forms-not-an-email label="E-Mail"
person.agree: forms-missing-tick label="Ich stimme zu"
has: forms-not-an-option label="Hunde?""#
    );
    let pages: Vec<usize> = problems.iter().filter_map(|problem| form().page_of(problem)).collect();
    assert_eq!(pages, [0, 0, 0, 0, 0, 0, 0, 1]);
    let nothing = form().check(&RawAnswers::default(), &environment()).problems;
    assert_eq!(
        lines(&nothing),
        "person.name: forms-missing label=\"Name\"\nperson.born: forms-missing-date label=\"Geburtsdatum\"\n\
         person.agree: forms-missing-tick label=\"Ich stimme zu\"\nhas: forms-missing-choice label=\"Hunde?\""
    );
}

/// Nobody brings the office down or hides something in a text by sending what no browser would send.
#[test]
fn hostile_answers_are_refused_clearly() {
    let mut typed = fine();
    for number in 0..10_000 {
        typed.push(format!("dogs[{number}].name"), "x");
    }
    typed.push("dogs[99999999999999999999].name", "x");
    let problems = form().check(&typed, &environment()).problems;
    assert_eq!(lines(&problems), r#"dogs: forms-too-many-groups label="Hund" limit="3""#);
    for (typed, key) in [
        ("a\u{0}b", "forms-control-characters"),
        ("a\u{202e}b", "forms-control-characters"),
        ("a\nb", "forms-control-characters"),
        (&"x".repeat(2_000_000), "forms-too-long"),
    ] {
        let mut hostile = fine();
        hostile.0.insert("person.name".to_owned(), vec![typed.to_owned()]);
        assert_eq!(form().check(&hostile, &environment()).problems[0].key, key);
    }
    let mut twice = fine();
    twice.push("has", "no");
    assert_eq!(form().check(&twice, &environment()).problems[0].key, "forms-not-one-answer");
}

/// Going back and forth loses nothing: a hidden answer waits, an unticked box is unticked, other pages stay.
#[test]
fn sent_pages_replace_only_what_was_seen() {
    let form = form();
    let no = form.with_page(1, &fine(), &page(&[("has", "no")]), &environment());
    assert_eq!(no.get("dogs[0].name"), ["Bello"]);
    assert!(!json(&form.check(&no, &environment()).answers).contains("Bello"));
    let back = form.with_page(1, &no, &page(&[("has", "yes")]), &environment());
    assert_eq!(back.get("dogs[0].why"), ["weil"]);
    let unticked =
        form.with_page(0, &back, &page(&[("person.name", "Eva"), ("dogs[0].name", "x")]), &environment());
    assert_eq!(
        (unticked.get("person.agree").len(), unticked.get("dogs[0].name")),
        (0, &["Bello".to_owned()][..])
    );
    let forged =
        form.with_page(0, &RawAnswers::default(), &page(&[("person.number", "gefälscht")]), &environment());
    assert_eq!(forged, RawAnswers::default());
    let grown = form.with_group(&fine(), "dogs");
    assert_eq!(grown.get("dogs[5]"), [""]);
    assert_eq!(form.with_group(&grown, "dogs"), grown);
    let shrunk = form.without_group(&grown, "dogs", 4);
    assert!(shrunk.get("dogs[4].name").is_empty() && shrunk.get("dogs[0].name").len() == 1);
}

/// A page shows what was typed, right or wrong, with the problem beside the field it belongs to.
#[test]
fn a_page_shows_what_was_typed() {
    let form = form();
    let mut typed = fine();
    typed.0.insert("dogs[0].name".to_owned(), vec![" ".to_owned()]);
    let problems: Vec<Problem> = form.check_page(1, &typed, &environment());
    let page = form.show_page(1, &typed, &problems, &environment());
    let PartView::List(list) = &page.parts[1] else { panic!("a list") };
    assert_eq!(
        (page.title.as_str(), list.items.len(), list.can_grow, list.can_shrink),
        ("Hunde", 2, true, true)
    );
    let PartView::Field(name) = &list.items[0].parts[0] else { panic!("a field") };
    assert_eq!(
        (name.name.as_str(), name.id.as_str(), name.first_value()),
        ("dogs[0].name", "dogs-0-name", " ")
    );
    assert_eq!(lines(&name.problems), r#"dogs[0].name: forms-missing label="Name des Hundes""#);
    assert_eq!(list.items[1].marker, "dogs[4]");
    assert_eq!(list.items[1].parts.len(), 2);
    let PartView::Field(has) = &page.parts[0] else { panic!("a field") };
    assert!(has.decides && has.options[0].chosen && has.required);
    let hidden = form.show_page(1, &raw(&[("has", "no")]), &[], &environment());
    assert_eq!(hidden.parts.len(), 1);
}

/// Before sending, a person reads every answer as they would write it, in their language.
#[test]
fn the_summary_reads_like_a_letter() {
    let english = form().translated(Language::En, |component, attribute| {
        (component == "agree" && attribute == "label").then(|| "I agree".to_owned())
    });
    let sections = english.summary(&fine(), &environment());
    let text: Vec<String> = sections
        .iter()
        .flat_map(|section| {
            section.rows.iter().map(move |row| format!("{}|{}|{}", section.title, row.label, row.value))
        })
        .collect();
    assert_eq!(
        text,
        [
            "Person|Name|Erika",
            "Person|Geburtsdatum|24.03.1985",
            "Person|Einkommen|1.234,50\u{a0}€",
            "Person|IBAN|DE02120300000000202051",
            "Person|E-Mail|",
            "Person|I agree|Yes",
            "Hunde|Hunde?|Ja",
            "1. Hund|Name des Hundes|Bello",
            "1. Hund|Größe|groß",
            "1. Hund|Warum groß?|weil",
            "2. Hund|Name des Hundes|Rex",
            "2. Hund|Größe|",
        ]
    );
    assert_eq!(form().texts().len(), 19);
}

/// A dog that was taken out is gone with everything said about it, also with what was hidden when it went; the other dog
/// keeps all of its answers.
#[test]
fn a_removed_group_is_gone_for_good() {
    let form = form();
    let sent = [
        ("has", "yes"),
        ("dogs[0]", ""),
        ("dogs[0].name", "Bello"),
        ("dogs[4]", ""),
        ("dogs[4].name", "Rex"),
    ];
    let edit = Edit::of_button("remove:dogs[4]");
    let removed = form.with_page(1, &fine(), &SentPage { edit, ..page(&sent) }, &environment());
    let below = |raw: &RawAnswers, group: &str| raw.0.keys().any(|path| path.starts_with(group));
    assert!(!below(&removed, "dogs[4]") && below(&removed, "dogs[0]"), "{removed:?}");
    let by_script = form.with_page(1, &fine(), &page(&sent[..3]), &environment());
    assert!(!below(&by_script, "dogs[4]"), "{by_script:?}");
    let small = form.with_page(
        1,
        &fine(),
        &page(&[("has", "yes"), ("dogs[0].size", "s"), ("dogs[4].size", "s")]),
        &environment(),
    );
    assert_eq!(
        (small.get("dogs[0].why"), small.get("dogs[4].why").len()),
        (["weil".to_owned()].as_slice(), 1)
    );
}

/// Ten thousand dogs in one message cost little and come to one sentence.
#[test]
fn a_flood_of_groups_is_one_problem() {
    let mut flood = SentPage::from(fine());
    for number in 0..10_000 {
        flood.answers.push(format!("dogs[{number}].name"), "x".repeat(200));
    }
    let form = form();
    let stored = form.with_page(1, &RawAnswers::default(), &flood, &environment());
    assert_eq!(stored.0.keys().filter(|path| path.starts_with("dogs[")).count(), 6);
    let problems = form.check_page(1, &stored, &environment());
    assert_eq!(lines(&problems), "dogs: forms-too-many-groups label=\"Hund\" limit=\"3\"");
}
