//! Tests of rendering: what a letter says, that it says the same everywhere, and where a mistake is shown.

use super::*;
use crate::sample_letter_data;
use typst::layout::{Frame, FrameItem};

mod hundesteuer;
mod screen;
mod verdachtsmeldung;

const SPECIMEN: &str = include_str!("golden/specimen.typ");

fn specimen_data() -> Value {
    let mut data = sample_letter_data();
    let variables = json!({
        "dog": { "name": "Bello 🐶 *von* #panic()" },
        "annual_rate_cents": 123_456,
        "refund_cents": -5,
        "huge_cents": { "@": "1234567890" },
        "months": { "@": "2.5" },
        "tax_from": { "@": "2026-11-01" },
        "due_date": "2027-01-15",
    });
    data.variables = variables.as_object().expect("an object").clone();
    data.texts.insert("notice.reason".to_owned(), "Erster Absatz,\nneue Zeile.\n\n= Kein Titel".to_owned());
    data.to_json()
}

fn source<'a>(template: &'a str, data: &'a Value) -> LetterSource<'a> {
    let date = jiff::civil::date(2026, 11, 23);
    LetterSource { template, data, title: "Bescheid über die Hundesteuer", language: Language::De, date }
}

/// All text of the letter in the order it is set, one run per line.
fn said(letters: &Letters, source: &LetterSource<'_>) -> String {
    let sheet = letters.sheet(source, Target::Paper).expect("within the limits");
    let document = typeset(&sheet).expect("the letter is typeset");
    let mut said = String::new();
    for page in document.pages() {
        hear(&page.frame, &mut said);
        said.push_str("---\n");
    }
    said
}

fn hear(frame: &Frame, said: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => hear(&group.frame, said),
            FrameItem::Text(run) => {
                said.push_str(&run.text);
                said.push('\n');
            }
            _ => {}
        }
    }
}

fn problems(template: &str, data: &Value) -> String {
    let failure = Letters::new().render(&source(template, data)).expect_err("this template is wrong");
    failure.problems().iter().map(|problem| format!("{problem}\n")).collect()
}

/// A citizen reads amounts, dates and account the way letters write them, and what applicants typed stays plain text.
#[test]
fn the_specimen_says_what_it_should() {
    let said = said(&Letters::new(), &source(SPECIMEN, &specimen_data()));
    assert_eq!(said, include_str!("golden/specimen.txt"));
}

/// A letter in English writes amounts and dates the English way; nothing else changes.
#[test]
fn english_letters_are_english() {
    let data = specimen_data();
    let english = LetterSource { language: Language::En, ..source(SPECIMEN, &data) };
    let said = said(&Letters::new(), &english);
    for part in ["Dear Erika Beispiel,", "\u{20ac}1,234.56", "15\u{a0}January\u{a0}2027", "-\u{20ac}0.05"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let pdf = Letters::new().render(&english).expect("a letter");
    assert!(String::from_utf8_lossy(&pdf).contains("/Lang(en-GB)"));
}

/// A village that has told us nothing but its name and address still writes letters, and a long name or address keeps
/// its place.
#[test]
fn little_data_and_long_data_fit() {
    let mut village = sample_letter_data();
    village.authority = crate::Authority {
        name: "Der Bürgermeister der Stadt Musterstadt an der Langen Lauter als örtliche Ordnungsbehörde"
            .to_owned(),
        office: None,
        phone: None,
        mail: None,
        web: None,
        hours: Vec::new(),
        bank: None,
        ..village.authority
    };
    village.recipient.lines =
        (1..=9).map(|line| format!("{line}. Zeile einer sehr langen Anschrift im Ausland")).collect();
    village.official =
        crate::Official { name: "Jonas Weber".to_owned(), room: None, phone: None, mail: None };
    village.delivery = None;
    village.remedy = String::new();
    let data = village.to_json();
    let template = "#import \"/fachwerk/letter.typ\": *\n#show: letter\n#greeting()\n#payment(100, \"2027-01-15\")\n#remedy()\n#signature()";
    let source = source(template, &data);
    Letters::new().render(&source).expect("a letter");
    let said = said(&Letters::new(), &source);
    assert_eq!(said.matches("---\n").count(), 1, "{said}");
    assert!(!said.contains("Rechtsbehelfsbelehrung"), "{said}");
}

/// A notice fetched again years later, on another machine, is the same file down to the byte. A new Typst or another
/// font changes the hash: then look at the letter before you write the new one down.
#[test]
fn the_same_letter_has_the_same_bytes() {
    let data = specimen_data();
    let first = Letters::new().render(&source(SPECIMEN, &data)).expect("a letter");
    let letters = Letters::new();
    let other = json!({ "texts": {} });
    letters.render(&source("Etwas anderes", &other)).expect("another letter in between");
    let second = letters.render(&source(SPECIMEN, &data)).expect("a letter");
    assert_eq!(values::Hash::of(&first), values::Hash::of(&second));
    assert_eq!(values::Hash::of(&first).to_string(), include_str!("golden/specimen.sha256").trim());
}

/// An archive keeps the letter for decades and a screen reader reads it: PDF/A-2a and PDF/UA-1 are claimed, and what
/// they need is there. Typst refuses to print what breaks their rules; this shows that it was asked to.
#[test]
fn the_letter_is_for_archives_and_screen_readers() {
    let bytes = Letters::new().render(&source(SPECIMEN, &specimen_data())).expect("a letter");
    let pdf = String::from_utf8_lossy(&bytes);
    let needed = [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Bescheid über die Hundesteuer</rdf:li>",
        "<xmp:CreateDate>2026-11-23T00:00:00Z",
        "/S/GTS_PDFA1",
        "/Lang(de-DE)",
        "/MarkInfo<</Marked true",
        "/DisplayDocTitle true",
        "/StructTreeRoot",
        "/S/H1",
        "/S/H2",
        "/S/TH",
        "/S/LBody",
        "/Outlines",
    ];
    let missing: Vec<_> = needed.iter().filter(|part| !pdf.contains(**part)).collect();
    assert!(missing.is_empty(), "missing in the PDF: {missing:?}");
    let nothing = json!({});
    let untitled = LetterSource { title: " ", ..source(SPECIMEN, &nothing) };
    let refusal = Letters::new().render(&untitled).expect_err("a letter without a subject");
    assert_eq!(refusal.to_string(), "letters-title-missing");
}

/// A designer is led to the line and column of the mistake, also when it only shows inside the letterhead; and a
/// template reaches no file, no package and no clock.
#[test]
fn mistakes_are_shown_where_they_stand() {
    let data = specimen_data();
    let head = "#import \"/fachwerk/letter.typ\": *\n#show: letter\n";
    let wrong = [
        "Grüße #",
        "#data.variables.cat",
        "#unbekannt()",
        "#euro(12.5)",
        "#date(\"gestern\")",
        "#read(\"/etc/passwd\")",
        "#read(\"../../etc/passwd\")",
        "#import \"@preview/cetz:0.3.0\"",
        "#image(\"https://example.org/a.png\")",
        "#let f(n) = f(n + 1)\n#f(0)",
        "#for i in range(500) { pagebreak() }",
        "Ein Hund: 🐶",
    ];
    let told: String = wrong
        .iter()
        .map(|line| format!("{line}\n{}\n", problems(&format!("{head}{line}\n"), &data)))
        .collect();
    assert_eq!(told, include_str!("golden/mistakes.txt"));
    assert_eq!(
        problems(&"x".repeat(MAX_TEMPLATE_BYTES + 1), &data),
        "letters-template-too-large bytes=\"262145\" limit=\"262144\"\n"
    );
    let clock = "#assert(datetime.today() == datetime(year: 2026, month: 11, day: 23))";
    assert!(Letters::new().render(&source(clock, &data)).is_ok());
}
