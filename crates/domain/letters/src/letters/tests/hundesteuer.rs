//! Golden texts of the letters of the small package of the tests, so that a change to one of them, or to the letterhead, is read.

use super::*;

const NOTICE: &str = include_str!("../../../../services/tests/packages/hundesteuer/letters/notice.typ");
const REJECTION: &str = include_str!("../../../../services/tests/packages/hundesteuer/letters/rejection.typ");

fn data(changes: &[(&str, Value)]) -> Value {
    let mut data = crate::sample_letter_data().to_json();
    let given: Value = serde_json::from_str(include_str!("../golden/hundesteuer.json")).expect("JSON");
    data["variables"] = given["variables"].clone();
    data["parameters"] = given["parameters"].clone();
    for (pointer, value) in changes {
        let (place, name) = pointer.rsplit_once('/').expect("a pointer");
        data.pointer_mut(place).expect("a place in the data")[name] = value.clone();
    }
    data
}

/// The body of the letter: what stands between the greeting and the foot of its first page, and the later pages.
fn body(template: &str, title: &str, changes: &[(&str, Value)]) -> String {
    let data = data(changes);
    let letters = Letters::new();
    let source = LetterSource { title, ..super::source(template, &data) };
    letters.render(&source).expect("fit for archives and screen readers");
    let said = said(&letters, &source);
    let start = said.find("Guten Tag").expect("a greeting");
    let foot = said.find("So erreichen Sie uns").expect("the foot of the first page");
    let after = said.find("---\n").expect("the end of the first page");
    format!("{}{}", &said[start..foot], &said[after..])
}

/// Somebody who takes in a dog in November learns what it costs, how that comes about, what to pay and how to object.
#[test]
fn the_notice_for_a_first_dog() {
    assert_eq!(
        body(NOTICE, "Bescheid über die Hundesteuer", &[]),
        include_str!("../golden/notice_first.txt")
    );
}

/// Who moved here with a dangerous dog last year reads the breed, the higher rate, the other permit, and that earlier
/// years follow.
#[test]
fn the_notice_for_a_dangerous_dog_that_moved_here() {
    let changes = [
        ("/variables/dog/breed", json!("listed_cross")),
        ("/variables/dog/breed_text", json!("Rottweiler-Schäferhund-Mischling")),
        ("/variables/dog/chip_number", json!(null)),
        ("/variables/dog/moved_on", json!({ "@": "2025-11-10" })),
        ("/variables/household", json!({ "other_dogs": 0 })),
        ("/variables/tax/category", json!("dangerous")),
        ("/variables/tax/by_move", json!(true)),
        ("/variables/tax/liable_from", json!({ "@": "2025-12-01" })),
        ("/variables/tax/earlier_years", json!(true)),
        ("/variables/tax/months", json!(12)),
        ("/variables/tax/yearly_cents", json!(70_000)),
        ("/variables/tax/due_cents", json!(70_000)),
    ];
    assert_eq!(
        body(NOTICE, "Bescheid über die Hundesteuer", &changes),
        include_str!("../golden/notice_dangerous.txt")
    );
}

/// Who moved here in December pays nothing this year and is not asked to.
#[test]
fn the_notice_for_next_year() {
    let changes = [
        ("/variables/dog/moved_on", json!({ "@": "2026-12-02" })),
        ("/variables/tax/by_move", json!(true)),
        ("/variables/tax/liable_from", json!({ "@": "2027-01-01" })),
        ("/variables/tax/months", json!(0)),
        ("/variables/tax/due_cents", json!(0)),
    ];
    let body = body(NOTICE, "Bescheid über die Hundesteuer", &changes);
    assert!(body.contains("Für das Jahr 2026 zahlen Sie nichts."), "{body}");
    assert!(!body.contains("Bitte zahlen Sie"), "{body}");
    assert!(body.contains("beginnt die Steuerpflicht erst am 1.\u{a0}Januar\u{a0}2027."), "{body}");
}

/// Who is refused reads why, in the words of the person who decided, and how to object; a letter without that person's
/// name is never written.
#[test]
fn the_rejection() {
    let reason = json!({ "reason": "Sie wohnen in Nachbarstadt.\n\nBitte melden Sie den Hund dort an." });
    let title = "Bescheid über die Ablehnung Ihrer Hundeanmeldung";
    let said = body(REJECTION, title, &[("/variables/decision", reason.clone())]);
    assert_eq!(said, include_str!("../golden/rejection.txt"));
    let unsigned = data(&[("/variables/decision", reason), ("/official/name", json!(""))]);
    let told = problems(REJECTION, &unsigned);
    assert!(told.contains("Es fehlt der Name der Person, die entschieden hat."), "{told}");
}
