//! What the letters in `library/verdachtsmeldung` say to somebody who may be infected.

use super::*;

const RECEIPT: &str = include_str!("../../../../../../library/verdachtsmeldung/letters/receipt.typ");
const ANSWER: &str = include_str!("../../../../../../library/verdachtsmeldung/letters/answer.typ");

fn told(template: &str, variables: Value) -> String {
    let mut data = sample_letter_data();
    data.variables = variables.as_object().expect("an object").clone();
    data.remedy = String::new();
    let data = data.to_json();
    let letters = Letters::new();
    let source = LetterSource { title: "Antwort des Gesundheitsamts", ..super::source(template, &data) };
    letters.render(&source).expect("fit for archives and screen readers");
    said(&letters, &source)
}

/// Whoever has reported reads at once whom to call when it gets worse and how to protect others, and nothing of a remedy.
#[test]
fn the_receipt_says_what_to_do_meanwhile() {
    let said = told(RECEIPT, json!({}));
    for part in ["116117", "Bleiben Sie zu Hause, bis Sie von uns hören."] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(!said.contains("Rechtsbehelfsbelehrung"), "{said}");
}

/// Whoever gets a date for a test reads day, hour and place; afterwards the result, and the old date no more.
#[test]
fn the_answer_names_the_test_and_then_its_result() {
    let answer = json!({
        "outcome": "test_date", "text": "Bleiben Sie bis dahin zu Hause.", "test_on": { "@": "2026-11-28" },
        "test_time": "10:30", "test_place": "Musterstraße 18",
    });
    let invited = told(ANSWER, json!({ "answer": answer }));
    for part in ["28.\u{a0}November\u{a0}2026", "10:30", "Musterstraße 18", "Bleiben Sie bis dahin zu Hause."]
    {
        assert!(invited.contains(part), "{part} in {invited}");
    }
    let finding = json!({ "result": "positive", "text": "Wir rufen Sie heute an." });
    let tested = told(ANSWER, json!({ "answer": answer, "finding": finding }));
    assert!(tested.contains("positiv") && tested.contains("Wir rufen Sie heute an."), "{tested}");
    assert!(!tested.contains("10:30"), "{tested}");
    let advised = json!({ "outcome": "advice", "text": "Ruhen Sie sich aus." });
    assert!(told(ANSWER, json!({ "answer": advised })).contains("Ruhen Sie sich aus."));
}
