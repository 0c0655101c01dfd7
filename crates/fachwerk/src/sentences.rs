//! The sentences of all crates together: for pages, and for what commands tell people.

use crate::output::Failure;
use kit::{Cookies, Frame, Words};
use values::Language;

/// What only the commands say.
const TEXTS: [(Language, &str); 2] =
    [(Language::De, include_str!("../texts/de.ftl")), (Language::En, include_str!("../texts/en.ftl"))];

/// The frame of all pages.
pub(crate) fn frame(cookies: Cookies) -> Result<Frame, Failure> {
    let catalogues = [
        feel::TEXTS,
        dmn::TEXTS,
        bpmn::TEXTS,
        engine::TEXTS,
        forms::TEXTS,
        services::TEXTS,
        letters::TEXTS,
        casework::TEXTS,
        portal::TEXTS,
        desk::TEXTS,
        TEXTS,
    ];
    Frame::new(&catalogues, cookies)
        .map_err(|fault| Failure::no(format!("The texts do not fit together: {fault}")))
}

/// The sentences in one language.
pub(crate) fn words(language: Language) -> Result<Words, Failure> {
    Ok(frame(Cookies::Plain)?.words(language))
}
