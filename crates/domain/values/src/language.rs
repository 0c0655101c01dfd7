//! The languages of the pages. German comes first; every text exists in both.

use serde::{Deserialize, Serialize};

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// German, the language of the administration (§ 23 HVwVfG).
    #[default]
    De,
    /// English.
    En,
}

impl Language {
    /// All languages, German first.
    pub const ALL: [Language; 2] = [Language::De, Language::En];

    /// The language subtag of BCP 47.
    pub const fn code(self) -> &'static str {
        match self {
            Language::De => "de",
            Language::En => "en",
        }
    }

    /// The language with this subtag.
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }
}
