//! The letter on screen says the same as on paper, in headings, lists and tables, and lets nothing else through.

use super::*;

const NOTICE: &str = r##"#import "/fachwerk/letter.typ": *
#show: letter
#notice(
  opening: [Sie haben am #long-date(data.case.received) Ihren Hund angemeldet.],
  decision: ([Wir setzen *#euro(data.payment.cents)* fest.], [Das gilt ab dem #long-date("2026-11-01").]),
  facts: prose(data.texts.at("notice.reason")),
  law: [Die Steuer beruht auf §~7 KAG.#computation(
    ([Was], [Rechnung], [Betrag]),
    (([Ein Hund], [12 Monate], data.payment.cents),),
  )],
  hints: ([Melden Sie Ihren Hund ab, wenn er stirbt.],),
  attached: ("Hundemarke",),
)
"##;

fn notice_data(change: impl FnOnce(&mut crate::LetterData)) -> Value {
    let mut data = sample_letter_data();
    data.case.payment_reference = Some("4711-0815".to_owned());
    data.payment = Some(crate::PaymentDue {
        cents: 9_000,
        due: Some("2027-01-15".to_owned()),
        giro_code: Some(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"><rect width=\"1\" height=\"1\"/></svg>"
                .to_owned(),
        ),
        mandate: None,
    });
    data.texts.insert("notice.reason".to_owned(), "Sie halten <einen> Hund.".to_owned());
    change(&mut data);
    data.to_json()
}

fn page(template: &str, data: &Value) -> String {
    Letters::new().page(&source(template, data)).expect("a page")
}

/// Somebody who reads with ears or at three times the size gets the same notice, in the order of the law, with headings,
/// lists, table heads and a named image.
#[test]
fn the_notice_on_screen() {
    let data = notice_data(|_| ());
    Letters::new().render(&source(NOTICE, &data)).expect("the same notice on paper");
    assert_eq!(page(NOTICE, &data), include_str!("../golden/notice.html"));
}

/// Who pays by mandate is told so; whom no person wrote to reads the clause of the law, and whom one wrote to, the name.
#[test]
fn mandate_and_machine_are_said() {
    let data = notice_data(|data| {
        data.machine = true;
        data.official.name.clear();
        if let Some(due) = &mut data.payment {
            due.mandate = Some(crate::Mandate {
                reference: "M-77".to_owned(),
                creditor_id: "DE98ZZZ09999999999".to_owned(),
                account: "DE•• •••• 2051".to_owned(),
            });
        }
    });
    let page = page(NOTICE, &data);
    for part in
        ["Sie müssen nichts überweisen.", "M-77", "DE98ZZZ09999999999", "ist ohne Unterschrift gültig."]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("Im Auftrag") && !page.contains("GiroCode"), "{page}");
    let pdf = said(&Letters::new(), &source(NOTICE, &data));
    assert!(pdf.contains("ist ohne Unterschrift gültig."), "{pdf}");
}

/// A town's template brings no script, style, frame, foreign image or link into the page of a citizen.
#[test]
fn nothing_foreign_passes() {
    let hostile = r##"
#html.elem("script")[alert(1)]
#html.elem("style")[p { display: none }]
#html.elem("p", attrs: (onclick: "alert(1)", style: "color: red", class: "letter-head", id: "x"))[#"Text & <b>"]
#html.elem("iframe", attrs: (src: "https://example.org"))[in a frame]
#html.elem("img", attrs: (src: "https://example.org/a.png", alt: "spy"))
#html.elem("form", attrs: (action: "https://example.org"))[in a form]
#html.elem("div", attrs: (class: "site-header"))[no class]
#link("javascript:alert(1)")[a link]
"##;
    let nothing = json!({});
    let page = page(hostile, &nothing);
    assert_eq!(
        page.split_whitespace().collect::<Vec<_>>().join(" "),
        "<p>Text &amp; &lt;b&gt;</p> in a form<div>no class</div> <p>a link</p>"
    );
}

/// Whoever can only be reached on paper reads what is asked, until when, and how to answer.
#[test]
fn the_question() {
    let mut data = sample_letter_data();
    for (until, day) in [(json!("2026-12-15"), true), (json!(null), false)] {
        let variables = json!({ "question": "Wann kam Bello?\n\nUnd *woher*?", "until": until });
        data.variables = variables.as_object().expect("an object").clone();
        let written = Letters::new().write(&source(crate::QUESTION, &data.to_json())).expect("a question");
        assert!(written.pdf.starts_with(b"%PDF-1.7"));
        for part in ["Wann kam Bello?", "Und *woher*?", "HUND-2026-000123"] {
            assert!(written.page.contains(part), "{part} in {}", written.page);
        }
        assert_eq!(written.page.contains("Bitte antworten Sie bis zum"), day, "{}", written.page);
    }
}

/// The receipt shows what was sent, also an answer that was left empty, on paper and on screen.
#[test]
fn the_receipt() {
    let mut data = sample_letter_data();
    let variables = json!({
        "received_on": "2026-11-23",
        "received_at": "12:05",
        "sections": [{ "title": "Ihr Hund", "rows": [
            { "label": "Name", "value": "Bello" },
            { "label": "Farben", "value": "braun\nweiß" },
            { "label": "Chipnummer", "value": "" },
        ] }],
    });
    data.variables = variables.as_object().expect("an object").clone();
    let data = data.to_json();
    let written = Letters::new().write(&source(crate::RECEIPT, &data)).expect("a receipt");
    assert!(written.pdf.starts_with(b"%PDF-1.7"));
    for part in
        ["<h2>Ihr Hund</h2>", "<td>Bello</td>", "<td>braun<br>weiß</td>", "<td>–</td>", "HUND-2026-000123"]
    {
        assert!(written.page.contains(part), "{part} in {}", written.page);
    }
}

/// Whoever applied reads until when the period was extended, why and by which law, and what it means when nobody decides.
#[test]
fn the_extension() {
    let mut data = sample_letter_data();
    let variables = json!({
        "from": { "@": "2027-02-23" },
        "until": { "@": "2027-03-09" },
        "reason": "Das Gutachten fehlt noch.\n\nWir erwarten es im Februar.",
        "law": "§ 42a Abs. 2 Satz 3 und 4 HVwVfG",
        "tacit": true,
    });
    data.variables = variables.as_object().expect("an object").clone();
    let data = data.to_json();
    let written = Letters::new().write(&source(crate::EXTENSION, &data)).expect("a letter");
    assert!(written.pdf.starts_with(b"%PDF-1.7"));
    for part in [
        "sollte am 23.\u{a0}Februar\u{a0}2027 enden",
        "<strong>9.\u{a0}März\u{a0}2027</strong>",
        "Das Gutachten fehlt noch.",
        "Wir erwarten es im Februar.",
        "gilt Ihr Antrag als genehmigt",
        "(§ 42a Abs. 2 Satz 3 und 4 HVwVfG)",
        "Jonas Weber",
    ] {
        assert!(written.page.contains(part), "{part} in {}", written.page);
    }
}
