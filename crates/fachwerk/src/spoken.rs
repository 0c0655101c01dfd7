//! In which language a command tells people what is wrong with what they wrote.

use crate::output::Failure;
use crate::sentences::words;
use clap::Args;
use kit::Words;
use values::Language;

/// The switch `--language`.
#[derive(Debug, Args)]
pub(crate) struct Spoken {
    /// Language of the sentences
    #[arg(long, default_value = "en", value_parser = ["de", "en"])]
    language: String,
}

impl Spoken {
    /// The sentences in this language.
    pub(crate) fn words(&self) -> Result<Words, Failure> {
        words(Language::from_code(&self.language).unwrap_or(Language::En))
    }
}
