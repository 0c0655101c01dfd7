//! What a person with an account does not have to type again.

use crate::{environment, lines};
use fachwerk_forms::{Form, PartView, Prefill, RawAnswers, SentPage, Source};

const FORM: &str = r#"{ "id": "sample", "components": [
  { "type": "group", "id": "page", "label": "Sie", "components": [
    { "type": "textfield", "id": "first", "key": "first", "label": "Vorname", "properties": { "prefill": "account.first_name" },
      "validate": { "required": true } },
    { "type": "textfield", "id": "mail", "key": "mail", "label": "E-Mail", "properties": { "prefill": "account.email" } },
    { "type": "textfield", "id": "city", "key": "city", "label": "Ort", "properties": { "prefill": "account.city" } }
  ] }
] }"#;

fn form() -> Form {
    Form::parse(FORM).expect("a sound form")
}

fn known(said: &[(Source, &str)], verified: &[(Source, &str)]) -> Prefill {
    let map =
        |pairs: &[(Source, &str)]| pairs.iter().map(|(source, text)| (*source, (*text).to_owned())).collect();
    Prefill { said: map(said), verified: map(verified) }
}

/// What the account knows stands in the form and can be changed; what a person has typed stays.
#[test]
fn accounts_fill_in_what_is_empty() {
    let typed: RawAnswers = [("mail", "neu@example.org"), ("first", " ")].into_iter().collect();
    let known = known(&[(Source::FirstName, "Erika"), (Source::Email, "alt@example.org")], &[]);
    let filled = form().prefilled(&typed, &known);
    assert_eq!(
        (filled.get("first"), filled.get("mail")),
        (["Erika".to_owned()].as_slice(), typed.get("mail"))
    );
    let sent = SentPage::from([("first", "Eva")].into_iter().collect::<RawAnswers>());
    assert_eq!(form().with_page(0, &filled, &sent, &environment()).get("first"), ["Eva"]);
}

/// What an identity card says is shown as such, and no browser changes it.
#[test]
fn identity_cards_cannot_be_contradicted() {
    let typed: RawAnswers = [("first", "Eva"), ("city", "Irgendwo")].into_iter().collect();
    let filled = form().prefilled(&typed, &known(&[], &[(Source::FirstName, "Erika")]));
    let forged: RawAnswers =
        [("first", "Eva"), ("city", "Bad Vilbel"), ("@verified", "")].into_iter().collect();
    let sent = form().with_page(0, &filled, &forged.into(), &environment());
    assert_eq!(
        (sent.get("first"), sent.get("city")),
        (["Erika".to_owned()].as_slice(), ["Bad Vilbel".to_owned()].as_slice())
    );
    assert_eq!(lines(&form().check_page(0, &sent, &environment())), "");
    let page = form().show_page(0, &sent, &[], &environment());
    let locked: Vec<(bool, bool)> = page
        .parts
        .iter()
        .filter_map(|part| match part {
            PartView::Field(field) => Some((field.readonly, field.verified)),
            _ => None,
        })
        .collect();
    assert_eq!(locked, [(true, true), (false, false), (false, false)]);
    let answers = form().check(&sent, &environment()).answers;
    assert!(answers.get("first").is_some() && !answers.contains("@verified"));
}

/// A designer who names what no account knows is told so.
#[test]
fn unknown_sources_are_named() {
    let problems = Form::parse(&FORM.replace("account.city", "account.shoe_size")).expect_err("unknown");
    assert!(
        lines(&problems).contains("forms-unknown-prefill element=city name=\"account.shoe_size\""),
        "{}",
        lines(&problems)
    );
}
