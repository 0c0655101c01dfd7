//! A letter on screen: the same content as its PDF, as a page that can be read aloud, enlarged and printed; and what people
//! are told about its delivery. Citizens and offices see the same.

use crate::{Page, Words};
use askama::Template;
use cases::{Remedy, Way};
use casework::{DeliveryView, LetterPage};
use serde::Deserialize;
use values::Language;

/// The page of a letter.
#[derive(Template)]
#[template(path = "letter.html")]
pub struct LetterOnScreen {
    words: Words,
    letter: LetterPage,
    back: Link,
    pdf: String,
    size: Size,
}

/// How large the letter is shown, from the address (`?schrift=gross`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Size {
    schrift: Option<Large>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Large {
    Gross,
}

/// Where a link leads and what it says.
#[derive(Debug, Clone)]
pub struct Link {
    /// The address.
    pub to: String,
    /// The words.
    pub text: String,
}

impl LetterOnScreen {
    /// The page with the way back and the address of the PDF.
    pub fn new(words: Words, letter: LetterPage, back: Link, pdf: String) -> Self {
        Self { words, letter, back, pdf, size: Size::default() }
    }

    /// The same in this size.
    pub fn sized(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    fn is_large(&self) -> bool {
        self.size.schrift.is_some()
    }

    /// Why a letter is not in the language of the page around it.
    fn language_hint(&self) -> Option<String> {
        (self.words.language() != Language::De).then(|| self.words.of("kit-letter-in-german"))
    }

    fn delivery(&self) -> Vec<String> {
        delivery_lines(&self.letter.delivery, &self.words)
    }
}

impl Page for LetterOnScreen {
    fn title(&self) -> String {
        self.letter.title.clone()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let delivery = DeliveryView {
            way: Some(Way::Postbox),
            deemed_on: "2026-12-24".parse().ok(),
            rule: "postbox-ozg".into(),
            remedy: Some(Remedy::Objection),
            objection_ends: "2027-01-25".parse().ok(),
            ..DeliveryView::default()
        };
        let letter = LetterPage {
            title: "Bescheid über die Hundesteuer".into(),
            html: "<p>Guten Tag Erika Beispiel,</p><h2>Entscheidung</h2><ol><li><p>Wir setzen 90,00\u{a0}€ fest.</p></li></ol>"
                .into(),
            document: values::DocumentId::derived(&[b"sample"]),
            delivery,
        };
        let back = Link { to: "/musterstadt/vorgang/2026-00042".into(), text: words.of("kit-letter-back") };
        let page = Self::new(
            words.clone(),
            letter.clone(),
            back.clone(),
            "/musterstadt/vorgang/1/dokument/1".into(),
        );
        let large = Self::new(words.clone(), letter, back, "/musterstadt/vorgang/1/dokument/1".into());
        vec![page, large.sized(Size { schrift: Some(Large::Gross) })]
    }
}

/// What to say about a delivery: the day it counts from and why, then what can be done and until when.
pub fn delivery_lines(delivery: &DeliveryView, words: &Words) -> Vec<String> {
    let Some(deemed_on) = delivery.deemed_on else { return not_known_yet(delivery, words) };
    let rule = words.of(&format!("kit-delivery-rule-{}", delivery.rule));
    let known = words.fill("kit-delivery-known", &[("date", crate::day(deemed_on)), ("rule", rule)]);
    let ends = delivery.objection_ends.map(crate::day);
    let remedy = ends.zip(delivery.remedy).map(|(date, remedy)| match remedy {
        Remedy::Action => words.fill("kit-delivery-action", &[("date", date)]),
        Remedy::Objection | Remedy::None => words.fill("kit-delivery-objection", &[("date", date)]),
    });
    std::iter::once(known).chain(remedy).collect()
}

fn not_known_yet(delivery: &DeliveryView, words: &Words) -> Vec<String> {
    let decides = delivery.remedy.is_some_and(|remedy| remedy != Remedy::None);
    let key = match delivery.way {
        Some(Way::Post) if delivery.posted_on.is_none() => "kit-delivery-by-post",
        Some(Way::StatusPage) if decides && delivery.opened_at.is_none() => "kit-delivery-offered",
        _ => return Vec::new(),
    };
    vec![words.of(key)]
}
