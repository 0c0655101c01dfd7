//! Writes one letter to look at, for paper and (OUT.html beside it) for the screen: `write_letter TEMPLATE DATA.json TITLE
//! OUT.pdf`. DATA holds fields of the letter data that
//! replace those of the sample case. Not part of the program.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a tool for the desk of whoever designs a letter; it reads files and measures"
)]

use fachwerk_letters::{LetterSource, Letters, sample_letter_data};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [template, data, title, out] = arguments.as_slice() else {
        println!("write_letter TEMPLATE DATA.json TITLE OUT.pdf");
        return;
    };
    let template = std::fs::read_to_string(template).unwrap();
    let mut sample = sample_letter_data().to_json();
    let given: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&std::fs::read_to_string(data).unwrap()).unwrap();
    sample.as_object_mut().unwrap().extend(given);
    let letters = Letters::new();
    // Another recipient each time, as in a day's work: what was typeset for one person does not help the next.
    for number in (0..20).rev() {
        sample["case"]["number"] = format!("HUND-2026-{number:06}").into();
        let name = if number == 0 { "Erika Beispiel".to_owned() } else { format!("Erika Beispiel-{number}") };
        sample["recipient"]["name"] = name.into();
        let source = LetterSource {
            template: &template,
            data: &sample,
            title,
            language: values::Language::De,
            date: jiff::civil::date(2026, 11, 23),
        };
        let start = Instant::now();
        let written = letters.write(&source);
        println!("{:?}", start.elapsed());
        match written {
            Ok(letter) => {
                std::fs::write(out, letter.pdf).unwrap();
                std::fs::write(std::path::Path::new(out).with_extension("html"), letter.page).unwrap();
            }
            Err(failure) => failure.problems().iter().for_each(|problem| println!("{problem}")),
        }
    }
}
