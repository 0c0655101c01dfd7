//! A page that says that there is no going on, for example because somebody should call an ambulance.

use crate::{environment, lines};
use fachwerk_forms::{Form, PartView, RawAnswers};

const FORM: &str = r#"{ "id": "triage", "components": [
  { "type": "group", "id": "page", "label": "Beschwerden", "components": [
    { "type": "radio", "id": "breath", "key": "breath", "label": "Bekommen Sie schwer Luft?", "validate": { "required": true },
      "values": [ { "label": "Ja", "value": "yes" }, { "label": "Nein", "value": "no" } ] },
    { "type": "text", "id": "emergency", "text": "**Rufen Sie 112 an.**", "properties": { "stop": "true" },
      "conditional": { "hide": "=breath != \"yes\"" } }
  ] },
  { "type": "group", "id": "later", "label": "Kontakt", "conditional": { "hide": "=breath = \"yes\"" }, "components": [
    { "type": "textfield", "id": "name", "key": "name", "label": "Name", "validate": { "required": true } } ] }
] }"#;

/// Whoever needs an ambulance is told so and cannot go on or send; whoever does not never sees it.
#[test]
fn a_stop_holds_as_long_as_it_is_shown() {
    let form = Form::parse(FORM).expect("a sound form");
    let answers = |breath: &str| -> RawAnswers { [("breath", breath)].into_iter().collect() };
    let problems = form.check_page(0, &answers("yes"), &environment());
    assert_eq!(lines(&problems), "emergency: forms-stopped");
    assert_eq!(lines(&form.check(&answers("yes"), &environment()).problems), "emergency: forms-stopped");
    let page = form.show_page(0, &answers("yes"), &problems, &environment());
    assert!(
        matches!(&page.parts[1], PartView::Stop { id, problems, .. } if id == "emergency" && problems.len() == 1),
        "{page:?}"
    );
    assert_eq!(form.visible_pages(&answers("yes"), &environment()), [0]);
    assert_eq!(lines(&form.check_page(0, &answers("no"), &environment())), "");
    assert_eq!(form.visible_pages(&answers("no"), &environment()), [0, 1]);
}
