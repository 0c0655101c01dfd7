//! What a designer is told about a form that cannot be published.

use crate::lines;
use fachwerk_forms::Form;

/// A designer is told every mistake at once, with the id of the component and the line it stands on.
#[test]
fn every_mistake_is_named_with_its_place() {
    let text = r##"{
  "id": "broken",
  "components": [
    { "type": "group", "id": "page", "label": "Seite", "components": [
      { "type": "html", "id": "evil", "content": "<script>alert(1)</script>" },
      { "type": "iframe", "id": "frame", "url": "https://example.com" },
      { "type": "image", "id": "pic", "source": "https://example.com/a.png" },
      { "type": "textfield", "id": "a", "key": "straße", "label": "Straße" },
      { "type": "textfield", "id": "b", "key": "name", "label": "Name {{ town }}" },
      { "type": "textfield", "id": "b", "key": "name.first", "label": "Vorname" },
      { "type": "textfield", "id": "c", "key": "plz", "label": "PLZ", "validate": { "pattern": "^(?=x)" } },
      { "type": "select", "id": "d", "key": "d", "label": "Wahl", "valuesKey": "options" },
      { "type": "datetime", "id": "e", "key": "e", "dateLabel": "Zeit", "subtype": "time" },
      { "type": "textfield", "id": "f", "key": "f", "label": "F", "conditional": { "hide": "=nmae = null" } },
      { "type": "textfield", "id": "g", "label": "ohne Namen" }
    ] }
  ]
}"##;
    let problems = Form::parse(text).expect_err("the form is broken");
    let expected = r#":5:17: forms-unsupported-component element=evil type="html"
:6:17: forms-unsupported-component element=frame type="iframe"
:7:17: forms-unsupported-component element=pic type="image"
:8:48: forms-bad-key element=a name="straße"
:9:65: forms-template element=b attribute="label"
:10:36: forms-duplicate-id element=b id="b"
:10:48: forms-duplicate-key element=b name="name.first"
:11:96: forms-bad-pattern element=c reason="look-around, including look-ahead and look-behind, is not supported"
:12:80: forms-options-not-static element=d attribute="valuesKey"
:13:84: forms-only-dates element=e subtype="time"
:14:94: feel-misspelt-name element=f"#;
    let all = lines(&problems);
    assert!(all.starts_with(expected), "{all}");
    assert!(all.ends_with(r#":15:7: forms-missing-attribute element=g attribute="key""#), "{all}");
    assert_eq!(problems.len(), 12);
}

/// A file that is no form at all is refused with the place where reading stopped.
#[test]
fn what_is_no_form_is_refused() {
    let cases =
        ["", "{", "[]", "null", "{\"components\":[]}", "{\"id\":\"x\",\n \"components\": [1]}", "\"text\""];
    for text in cases {
        assert!(Form::parse(text).is_err(), "{text}");
    }
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(Form::parse(&deep).is_err());
    assert_eq!(lines(&Form::parse("{\n  \"id\": }").expect_err("no JSON")).split(' ').next(), Some(":2:9:"));
}

/// A form that was drawn as one flat page still becomes a wizard: an empty group is the heading of what follows it.
#[test]
fn flat_forms_become_pages() {
    let text = r#"{ "id": "flat", "components": [
      { "type": "text", "id": "t", "text": "Guten Tag" },
      { "type": "group", "id": "one", "label": "Person", "components": [] },
      { "type": "textfield", "id": "a", "key": "a", "label": "A" },
      { "type": "group", "id": "two", "label": "Sache", "components": [] },
      { "type": "textfield", "id": "b", "key": "b", "label": "B" },
      { "type": "button", "id": "send", "label": "Senden", "action": "submit" } ] }"#;
    let form = Form::parse(text).expect("a sound form");
    let labels: Vec<&str> = form.pages().iter().map(fachwerk_forms::Page::label).collect();
    assert_eq!(labels, ["Person", "Sache"]);
    assert_eq!(form.keys().into_iter().collect::<Vec<_>>(), ["a", "b"]);
}

/// A file cut off in transit, or with a sign too many, is refused with a sentence; the program goes on.
#[test]
fn damaged_files_are_refused_and_nothing_else() {
    let form = include_str!("../../../services/tests/packages/hundesteuer/forms/registration.form");
    assert!(Form::parse(form).is_ok());
    let form = form.trim_end();
    for (at, _) in form.char_indices().filter(|(at, _)| at % 101 == 0) {
        assert!(Form::parse(&form[..at]).is_err());
        for extra in ["\"", "{", "[", "\\", ":", "ß", "\u{0}"] {
            let damaged = format!("{}{extra}{}", &form[..at], &form[at..]);
            if let Err(problems) = Form::parse(&damaged) {
                assert!(!problems.is_empty());
            }
        }
    }
}
