//! Whether every text block belongs to a question that takes it. A block is inserted into letters and questions, which are
//! German: its text stands in German alone, its title in every language.

use super::texts::{foreign_placeholder, in_catalogue, keys, knows};
use crate::catalogue::Catalogue;
use crate::package::Parts;
pub(super) use crate::text_block::PREFIX;
use crate::text_block::{PLACEHOLDERS, TEXT, TITLE};
use values::{Language, Problem};

pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for language in Language::ALL {
        for key in keys(parts, language).filter(|key| key.starts_with(PREFIX)) {
            problems.extend(block(parts, language, key));
        }
    }
    problems
}

fn block(parts: &Parts, language: Language, key: &str) -> Vec<Problem> {
    let Some((name, attribute)) = key.rsplit_once('.').filter(|(name, _)| belongs_somewhere(parts, name))
    else {
        return vec![in_catalogue(language, "services-block-place", key)];
    };
    let wanted = |language, attribute: &str| {
        let key = format!("{name}.{attribute}");
        (!knows(parts, language, &key)).then(|| in_catalogue(language, "services-missing-text", &key))
    };
    match (language, attribute) {
        (Language::De, TITLE) => {
            wanted(Language::De, TEXT).into_iter().chain(wanted(Language::En, TITLE)).collect()
        }
        (Language::De, TEXT) => {
            let foreign = parts.texts.get(&language).and_then(|texts| placeholder(texts, key));
            wanted(Language::De, TITLE).into_iter().chain(foreign).collect()
        }
        (Language::En, TITLE) => wanted(Language::De, TITLE).into_iter().collect(),
        _ => vec![in_catalogue(language, "services-unused-text", key)],
    }
}

/// `block.check.decision_reason.moved` belongs to the question `decision_reason` of the form `check`.
fn belongs_somewhere(parts: &Parts, name: &str) -> bool {
    let mut words = name.split('.').skip(1);
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some(form), Some(component), Some(_), None) => {
            parts.forms.get(form).is_some_and(|form| form.text_areas().contains_key(component))
        }
        _ => false,
    }
}

fn placeholder(texts: &Catalogue, key: &str) -> Option<Problem> {
    let found = foreign_placeholder(texts.get(key)?, &PLACEHOLDERS)?;
    Some(in_catalogue(Language::De, "services-block-placeholder", key).with("placeholder", found))
}
