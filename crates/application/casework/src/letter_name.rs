//! What pages call a letter in the reader's language: one of the package or one of the platform. Letters themselves are
//! German, and their titles are stored as they were written.

use services::Release;
use values::Language;

/// What the letters of the platform are called, in front of the title of the service.
const OF_PLATFORM: [fn(Language) -> &'static str; 2] = [letters::extension_title, letters::question_title];

/// The name of a letter with this German title. What nobody knows stays as it is.
pub(crate) fn letter_name(german: &str, (release, language): (&Release, Language)) -> String {
    of_platform(german, (release, language))
        .unwrap_or_else(|| release.letter_title(language, german).to_owned())
}

fn of_platform(german: &str, (release, language): (&Release, Language)) -> Option<String> {
    let (kind, service) = german.split_once(" – ")?;
    let kind = OF_PLATFORM.iter().find(|title| title(Language::De) == kind)?;
    let mut procedures = release.procedures().iter().map(|procedure| procedure.about());
    let about = procedures.find(|about| about.title(Language::De) == service)?;
    Some(format!("{} – {}", kind(language), about.title(language)))
}
