//! Text blocks (Textbausteine): sentences of the package that caseworkers insert into what they write. They stand among
//! the texts as `block.<form>.<component>.<name>.title` and `.text`; whether they fit is decided in `check`.

use crate::release::Release;
use values::Language;

/// How the keys of text blocks begin.
pub(crate) const PREFIX: &str = "block.";
/// What a caseworker reads in the list.
pub(crate) const TITLE: &str = "title";
/// What is inserted.
pub(crate) const TEXT: &str = "text";
/// What a text block may fill in: who applied, what it is about, and the day it was received.
pub(crate) const PLACEHOLDERS: [&str; 3] = ["{applicant}", "{subject}", "{received}"];

/// A text block of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBlock {
    /// Unique in its form.
    pub key: String,
    /// Path of the answer it is written for.
    pub field: String,
    /// What it is called, in the language of the page.
    pub title: String,
    /// What it says, in German, as letters do; with `{applicant}`, `{subject}` and `{received}` still to be filled in.
    pub text: String,
}

impl Release {
    /// The text blocks of a form, by key.
    pub fn blocks(&self, form: &str, language: Language) -> Vec<TextBlock> {
        let Some(read) = self.form(form, language) else { return Vec::new() };
        let areas = read.text_areas();
        let prefix = format!("{PREFIX}{form}.");
        let block = |(key, text): (&String, &String)| {
            let (name, _) = key.rsplit_once('.').filter(|(_, attribute)| *attribute == TEXT)?;
            let key = name.strip_prefix(&prefix)?;
            let field = areas.get(key.split('.').next()?)?.clone();
            let title = format!("{name}.{TITLE}");
            let title = self.text(language, &title).or_else(|| self.text(Language::De, &title))?;
            Some(TextBlock {
                key: key.to_owned(),
                field,
                title: title.to_owned(),
                text: text.trim().to_owned(),
            })
        };
        self.texts(Language::De).iter().filter_map(block).collect()
    }
}
