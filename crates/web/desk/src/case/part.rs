//! The parts of the page of a case, each with an address of its own so that no script is needed.

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Part {
    /// What the applicant answered.
    #[default]
    Answers,
    /// Letters and uploads.
    Documents,
    /// Questions to the applicant and their answers.
    Messages,
    /// The journal.
    History,
    /// Notes of the office.
    Notes,
    /// The steps of the process.
    Process,
}

impl Part {
    /// All parts from left to right.
    pub(crate) const ALL: [Part; 6] =
        [Part::Answers, Part::Documents, Part::Messages, Part::History, Part::Notes, Part::Process];

    /// The word in the address.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Part::Answers => "antrag",
            Part::Documents => "dokumente",
            Part::Messages => "nachrichten",
            Part::History => "verlauf",
            Part::Notes => "notizen",
            Part::Process => "prozess",
        }
    }

    pub(crate) fn of_word(word: &str) -> Self {
        Part::ALL.into_iter().find(|part| part.word() == word).unwrap_or_default()
    }

    /// The key of its name.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Part::Answers => "desk-case-answers",
            Part::Documents => "desk-case-documents",
            Part::Messages => "desk-case-messages",
            Part::History => "desk-case-history",
            Part::Notes => "desk-case-notes",
            Part::Process => "desk-case-process",
        }
    }
}
