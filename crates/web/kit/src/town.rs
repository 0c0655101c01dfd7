//! What a page's header and footer say about the town. Where a town's settings are kept is not known here.

use crate::colour::Colour;
use values::Language;

/// The town as the header shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// Its part of every address, such as `musterstadt`.
    pub slug: String,
    /// Its full name, such as `Stadt Musterstadt`.
    pub name: String,
    /// The address of its crest as a picture; empty for a town that has not given us one.
    pub crest: String,
    /// What stands above every page of it; empty for nothing.
    pub notice: String,
    /// The same in English; empty for the German one.
    pub notice_en: String,
    /// Its colour as six hexadecimal digits; anything else leaves KERN's own colour.
    pub colour: String,
}

impl Town {
    /// What stands above a page in this language, and the language it is written in.
    pub(crate) fn notice_in(&self, language: Language) -> Option<(&str, Language)> {
        let known = match language {
            Language::En if !self.notice_en.is_empty() => (self.notice_en.as_str(), Language::En),
            _ => (self.notice.as_str(), Language::De),
        };
        Some(known).filter(|(text, _)| !text.is_empty())
    }

    /// The letter on the shield of a town that has not given us its crest.
    pub fn initial(&self) -> String {
        let proper = self.name.rsplit(' ').next().unwrap_or(&self.name);
        proper.chars().next().into_iter().flat_map(char::to_uppercase).collect()
    }

    /// The address of the town's style sheet.
    pub(crate) fn sheet(&self) -> Option<String> {
        Colour::parse(&self.colour).map(|colour| format!("/static/farbe/{}.css", colour.digits()))
    }
}
