//! The catalogue of sentences: every crate brings its own in both languages, here they become one. No sentence stands here.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::BTreeMap;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;
use values::{Language, Problem};

/// All sentences in all languages.
pub struct Texts {
    bundles: BTreeMap<Language, FluentBundle<FluentResource>>,
}

/// A catalogue cannot be read, or two catalogues use the same key.
#[derive(Debug, thiserror::Error)]
#[error("the {language} texts: {reason}")]
pub struct CatalogueFault {
    language: &'static str,
    reason: String,
}

impl Texts {
    /// Merges the catalogues of all crates.
    pub fn merge(catalogues: &[[(Language, &str); 2]]) -> Result<Self, CatalogueFault> {
        let mut bundles = BTreeMap::new();
        for language in Language::ALL {
            let sources = catalogues.iter().flatten().filter(|(of, _)| *of == language);
            bundles.insert(language, bundle(language, sources.map(|(_, source)| *source))?);
        }
        Ok(Self { bundles })
    }

    /// The sentence, or `⟦key⟧` where none is found: visible, never a crash.
    fn format(&self, language: Language, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let bundle = &self.bundles[&language];
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, language = language.code(), "a text is missing");
            return format!("⟦{key}⟧");
        };
        let mut errors = Vec::new();
        let sentence = bundle.format_pattern(pattern, args, &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key, language = language.code(), ?errors, "a text lacks an argument");
        }
        sentence
    }

    /// The keys a language lacks although another has them.
    pub fn gaps(catalogues: &[[(Language, &str); 2]]) -> Vec<String> {
        let keys = |language| {
            let sources = catalogues.iter().flatten().filter(move |(of, _)| *of == language);
            sources.flat_map(|(_, source)| message_keys(source)).collect::<std::collections::BTreeSet<_>>()
        };
        keys(Language::De).symmetric_difference(&keys(Language::En)).cloned().collect()
    }
}

fn message_keys(source: &str) -> impl Iterator<Item = String> + '_ {
    let starts_message = |line: &&str| line.starts_with(|first: char| first.is_ascii_alphabetic());
    let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_owned());
    source.lines().filter(starts_message).filter_map(key)
}

fn bundle<'a>(
    language: Language,
    sources: impl Iterator<Item = &'a str>,
) -> Result<FluentBundle<FluentResource>, CatalogueFault> {
    let fault = |reason| CatalogueFault { language: language.code(), reason };
    let tag: LanguageIdentifier = language.code().parse().expect("our language codes are BCP 47 subtags");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks are for mixed writing directions; here they would end up in copied numbers.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| fault(format!("cannot be read: {errors:?}")))?;
        bundle.add_resource(resource).map_err(|errors| fault(format!("clash: {errors:?}")))?;
    }
    Ok(bundle)
}

/// The sentences in one person's language.
#[derive(Clone)]
pub struct Words {
    texts: Arc<Texts>,
    language: Language,
}

impl Words {
    /// The sentences of `texts` in `language`.
    pub fn new(texts: Arc<Texts>, language: Language) -> Self {
        Self { texts, language }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentence of this key.
    pub fn of(&self, key: &str) -> String {
        self.texts.format(self.language, key, None)
    }

    /// The sentence of this key, else that of another: for words that come from stored data.
    pub fn known(&self, key: &str, otherwise: &str) -> String {
        let has = self.texts.bundles[&self.language].has_message(key);
        self.of(if has { key } else { otherwise })
    }

    /// The sentence of this key, filled with arguments. Small whole numbers choose the plural form.
    pub fn fill<V: AsRef<str>>(&self, key: &str, args: &[(&str, V)]) -> String {
        let mut filled = FluentArgs::new();
        for (name, value) in args {
            filled.set((*name).to_owned(), argument(value.as_ref()));
        }
        self.texts.format(self.language, key, Some(&filled))
    }

    /// What a person can mend, as a sentence.
    pub fn problem(&self, problem: &Problem) -> String {
        let args: Vec<(&str, &str)> =
            problem.args.iter().map(|(name, value)| (name.as_ref(), value.as_str())).collect();
        self.fill(&problem.key, &args)
    }
}

/// A number only where writing it again gives the same text: a postcode keeps its zeros.
fn argument(text: &str) -> FluentValue<'_> {
    match text.parse::<i32>() {
        Ok(number) if number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::from(text),
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.language.code())
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People read sentences with the right plural, and a postcode keeps its leading zero.
    #[test]
    fn sentences_are_filled() {
        let source = "n = { $n ->\n    [one] Eine Angabe fehlt.\n   *[other] { $n } Angaben fehlen.\n }\nplz = PLZ { $plz }\n";
        let catalogues = [[(Language::De, source), (Language::En, "plz = { $plz }")]];
        let texts = Arc::new(Texts::merge(&catalogues).expect("a catalogue"));
        let words = Words::new(Arc::clone(&texts), Language::De);
        assert_eq!(words.fill("n", &[("n", "1")]), "Eine Angabe fehlt.");
        assert_eq!(words.fill("n", &[("n", "2")]), "2 Angaben fehlen.");
        assert_eq!(words.fill("plz", &[("plz", "01067")]), "PLZ 01067");
        assert_eq!(words.of("nowhere"), "⟦nowhere⟧");
        assert_eq!(Texts::gaps(&catalogues), ["n"]);
    }
}
