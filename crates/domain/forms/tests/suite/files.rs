//! What a citizen meets when a form asks for files.

use crate::{environment, lines};
use fachwerk_forms::{Edit, FileAnswer, Form, PartView, RawAnswers, SentPage};

const FORM: &str = r#"{ "id": "sample", "components": [
  { "type": "group", "id": "page", "label": "Nachweise", "components": [
    { "type": "radio", "id": "reduced", "key": "reduced", "label": "Ermäßigung?",
      "values": [ { "label": "Ja", "value": "yes" }, { "label": "Nein", "value": "no" } ] },
    { "type": "filepicker", "id": "proof", "key": "proof", "label": "Nachweis", "accept": ".pdf,image/*",
      "validate": { "required": true }, "properties": { "maxBytes": "5000000" },
      "conditional": { "hide": "=reduced != \"yes\"" } },
    { "type": "dynamiclist", "id": "dogs", "path": "dogs", "label": "Hund", "components": [
      { "type": "textfield", "id": "name", "key": "name", "label": "Name" },
      { "type": "filepicker", "id": "photos", "key": "photos", "label": "Fotos", "accept": ".jpg", "multiple": true }
    ] }
  ] }
] }"#;

fn form() -> Form {
    Form::parse(FORM).expect("a sound form")
}

fn file(id: &str, name: &str) -> FileAnswer {
    FileAnswer { id: id.into(), name: name.into(), size: 1_400_000, media_type: "application/pdf".into() }
}

fn sent(pairs: &[(&str, &str)], files: &[(&str, FileAnswer)]) -> SentPage {
    let files = files.iter().map(|(path, file)| ((*path).to_owned(), file.clone())).collect();
    SentPage { answers: pairs.iter().copied().collect(), files, edit: None }
}

fn with_files() -> RawAnswers {
    let pairs = [("reduced", "yes"), ("dogs[0]", ""), ("dogs[1]", ""), ("dogs[1].name", "Rex")];
    let files = [("proof", file("a", "alt.pdf")), ("proof", file("b", "Bescheid „1“.pdf"))];
    let page = sent(&pairs, &files);
    let first = form().with_page(0, &RawAnswers::default(), &page, &environment());
    let photos = [("dogs[1].photos", file("c", "1.jpg")), ("dogs[1].photos", file("d", "2.jpg"))];
    form().with_page(0, &first, &sent(&pairs, &photos), &environment())
}

fn ids(raw: &RawAnswers) -> String {
    form().files(raw).into_iter().collect::<Vec<_>>().join(" ")
}

/// A proof that was added reaches the office as a list with name, size and kind; a question for one file keeps the last.
#[test]
fn files_are_answers() {
    let raw = with_files();
    assert_eq!(ids(&raw), "b c d");
    let checked = form().check(&raw, &environment());
    assert_eq!(lines(&checked.problems), "");
    assert_eq!(
        serde_json::to_string(&checked.answers.get("proof")).expect("storable"),
        r#"[{"id":"b","name":"Bescheid „1“.pdf","size":1400000,"media_type":"application/pdf"}]"#
    );
    let again = form().raw_from(&checked.answers);
    assert_eq!(ids(&again), "b c d");
    let rows = form().summary(&raw, &environment()).into_iter().flat_map(|section| section.rows);
    let values: Vec<String> = rows.map(|row| row.value).collect();
    assert_eq!(values, ["Ja", "Bescheid „1“.pdf", "", "", "Rex", "1.jpg, 2.jpg"]);
}

/// Nobody slips in a file by typing its name into the form, and a missing proof is asked for.
#[test]
fn files_do_not_come_from_typed_answers() {
    let forged = r#"{"id":"x","name":"fremd.pdf","size":1,"media_type":"application/pdf"}"#;
    let page = sent(&[("reduced", "yes"), ("proof", forged)], &[]);
    let raw = form().with_page(0, &RawAnswers::default(), &page, &environment());
    assert_eq!(ids(&raw), "");
    assert_eq!(
        lines(&form().check_page(0, &raw, &environment())),
        "proof: forms-missing-file label=\"Nachweis\""
    );
    let unknown = sent(&[], &[("reduced", file("a", "x")), ("nowhere", file("b", "y"))]);
    assert_eq!(ids(&form().with_page(0, &RawAnswers::default(), &unknown, &environment())), "");
}

/// A file goes when its button says so or its group goes; one that is only hidden waits and does not count.
#[test]
fn files_come_and_go() {
    let pairs = [("reduced", "yes"), ("dogs[0]", ""), ("dogs[1]", ""), ("dogs[1].name", "Rex")];
    let edited = |button: &str| {
        let page = SentPage { edit: Edit::of_button(button), ..sent(&pairs, &[]) };
        ids(&form().with_page(0, &with_files(), &page, &environment()))
    };
    assert_eq!(edited("drop:dogs[1].photos:c"), "b d");
    assert_eq!(edited("remove:dogs[1]"), "b");
    assert_eq!(edited("drop:reduced:c"), "b c d");
    let hidden = form().with_page(0, &with_files(), &sent(&[("reduced", "no")], &[]), &environment());
    assert_eq!(ids(&hidden), "b");
    assert!(form().files_that_count(&hidden, &environment()).is_empty());
}

/// The page says which files are welcome and shows those that are there.
#[test]
fn a_page_shows_its_files() {
    let page = form().show_page(0, &with_files(), &[], &environment());
    let PartView::Field(proof) = &page.parts[1] else { panic!("{page:?}") };
    let upload = proof.upload.as_ref().expect("a question for files");
    assert_eq!((upload.files.len(), upload.multiple, upload.max_bytes), (1, false, Some(5_000_000)));
    assert_eq!(upload.accept[..2], ["application/pdf", "image/heic"]);
    assert_eq!(form().file_rules("dogs[7].photos").expect("a question for files").accept, ["image/jpeg"]);
    assert!(form().file_rules("reduced").is_none());
}

/// A designer who asks for files that could carry a program is told so.
#[test]
fn programs_cannot_be_asked_for() {
    let asks = FORM.replace(".jpg", ".svg");
    let problems = Form::parse(&asks).expect_err("a kind that is refused");
    assert!(
        lines(&problems).contains("forms-unknown-file-kind element=photos kind=\".svg\""),
        "{}",
        lines(&problems)
    );
}
