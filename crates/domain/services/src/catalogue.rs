//! The texts of a package (`texts/{de,en}.toml`): nested tables flattened to keys such as `mail.received.subject`. Which
//! keys must be there is decided in `check`.

use crate::sections::Sections;
use std::collections::BTreeMap;
use values::{Language, Problem};

/// The texts of one language, by key.
pub(crate) type Catalogue = BTreeMap<String, String>;

/// The file of a language.
pub(crate) fn file_of(language: Language) -> String {
    format!("texts/{}.toml", language.code())
}

/// Reads the texts of a language.
pub(crate) fn read(language: Language, text: &str) -> Result<Catalogue, Vec<Problem>> {
    let file = file_of(language);
    let mut sections = Sections::read(&file, text);
    let mut catalogue = Catalogue::new();
    for name in sections.names() {
        if let Some(section) = sections.optional::<toml::Value>(&name)
            && let Err(key) = flatten(&name, section.value, &mut catalogue)
        {
            sections.problem_at(section.span, "services-not-a-text").args.push(("name".into(), key));
        }
    }
    let problems = sections.finish();
    if problems.is_empty() { Ok(catalogue) } else { Err(problems) }
}

/// Puts the texts below a key into the catalogue; the error is the key of what is no text.
fn flatten(key: &str, value: toml::Value, catalogue: &mut Catalogue) -> Result<(), String> {
    match value {
        toml::Value::String(text) => {
            catalogue.insert(key.to_owned(), text);
            Ok(())
        }
        toml::Value::Table(table) => table
            .into_iter()
            .try_for_each(|(name, value)| flatten(&format!("{key}.{name}"), value, catalogue)),
        _ => Err(key.to_owned()),
    }
}
