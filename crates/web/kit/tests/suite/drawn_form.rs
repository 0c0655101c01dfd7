//! A page of a form as HTML.

use fachwerk_kit::{Cookies, FormPart, Frame};
use forms::{Control, FieldView, ItemView, ListView, OptionView, PageView, PartView};
use values::{Language, Problem};

fn field(name: &str, control: Control, label: &str) -> FieldView {
    FieldView {
        name: name.to_owned(),
        id: name.replace("].", "-").replace(['.', '['], "-"),
        control,
        label: label.to_owned(),
        hint: None,
        why: None,
        value: Vec::new(),
        options: Vec::new(),
        required: true,
        readonly: false,
        verified: false,
        upload: None,
        autocomplete: None,
        inputmode: None,
        max_length: None,
        prefix: None,
        suffix: None,
        decides: false,
        problems: Vec::new(),
    }
}

fn drawn(parts: Vec<PartView>) -> FormPart {
    let frame = Frame::new(&[forms::TEXTS], Cookies::Plain).expect("catalogues");
    let page = PageView { index: 0, count: 1, title: "Ihr Hund".into(), parts };
    FormPart::new(&page, &frame.words(Language::De))
}

/// A person who mistyped a date finds the field from the list on top, with what they typed and how to mend it.
#[test]
fn a_problem_stands_at_its_field_and_on_top() {
    let problem = Problem::in_answer("dog.since", "forms-date-unreadable").with("label", "Seit wann");
    let since = FieldView {
        value: vec!["31.2.<2026>".into()],
        hint: Some("Zum Beispiel 24.03.2026".into()),
        problems: vec![problem],
        ..field("dog.since", Control::Date, "Seit wann haben Sie den Hund?")
    };
    let form = drawn(vec![PartView::Field(Box::new(since))]);
    let html = form.fields();
    assert!(html.contains("for=\"dog-since\"") && html.contains("value=\"31.2.&#60;2026&#62;\""), "{html}");
    assert!(
        html.contains("aria-describedby=\"dog-since-hilfe dog-since-fehler\" aria-invalid=\"true\""),
        "{html}"
    );
    let label = html.find("kern-label").expect("a label");
    let order = ["kern-hint", "<input", "kern-error"].map(|part| html.find(part).expect("a part"));
    assert!(label < order[0] && order.is_sorted(), "label, hint, field, problem: {html}");
    let top = form.problems().html();
    assert!(
        top.contains("<a href=\"#dog-since\">Geben Sie das Datum bei „Seit wann“ so ein: 24.03.2026."),
        "{top}"
    );
    assert!(top.contains("Eine Angabe passt noch nicht"), "{top}");
}

/// Someone who listens to the page hears the question before the answers, and which one is chosen.
#[test]
fn choices_are_a_group_with_a_question() {
    let option = |value: &str, chosen| OptionView { value: value.into(), label: value.into(), chosen };
    let kind = FieldView {
        options: vec![option("ja", false), option("nein", true)],
        decides: true,
        required: false,
        ..field("dangerous", Control::Radio, "Ist der Hund gefährlich?")
    };
    let form = drawn(vec![PartView::Field(Box::new(kind))]);
    let html = form.fields();
    assert!(
        html.contains("<fieldset") && html.contains("<legend class=\"kern-label\">Ist der Hund gefährlich?"),
        "{html}"
    );
    assert!(html.contains("id=\"dangerous\"") && html.contains("value=\"nein\" checked"), "{html}");
    assert!(html.contains("(freiwillig)") && form.follows_answers(), "{html}");
    assert!(form.problems().is_empty());
}

/// Without a script, a second dog is added and taken out with plain buttons.
#[test]
fn groups_are_added_and_taken_out_by_buttons() {
    let item = |number: u32| ItemView {
        marker: format!("dogs[{number}]"),
        number: number as usize + 1,
        path_number: number,
        parts: vec![PartView::Field(Box::new(field(&format!("dogs[{number}].name"), Control::Text, "Name")))],
    };
    let list = ListView {
        path: "dogs".into(),
        title: "Hund".into(),
        items: vec![item(0), item(1)],
        can_grow: true,
        can_shrink: true,
        problems: Vec::new(),
    };
    let html = drawn(vec![PartView::List(list)]).fields().to_owned();
    for part in
        ["2. Hund", "name=\"dogs[1]\"", "value=\"remove:dogs[1]\"", "value=\"add:dogs\"", "Hund hinzufügen"]
    {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}
