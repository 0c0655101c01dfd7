//! The addresses around a draft, below one that the audience chooses.

/// Where the pages of a draft are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WizardPlaces {
    /// Address of the draft, such as `/musterstadt/antrag/0198…`; everything else lies below it.
    pub base: String,
    /// Where the link above the heading leads.
    pub above: String,
    /// The town's privacy page.
    pub privacy: String,
}

impl WizardPlaces {
    /// A page of the wizard, by its position from 0; people count from 1.
    pub fn page(&self, index: usize) -> String {
        format!("{}/{}", self.base, index + 1)
    }

    /// The summary.
    pub fn summary(&self) -> String {
        format!("{}/pruefen", self.base)
    }

    /// The page that says how to carry on later.
    pub fn later(&self) -> String {
        format!("{}/spaeter", self.base)
    }

    /// Where the summary is sent.
    pub fn send(&self) -> String {
        format!("{}/absenden", self.base)
    }

    /// A file of the draft.
    pub fn file(&self, id: &str) -> String {
        format!("{}/datei/{id}", self.base)
    }

    /// The page after sending.
    pub fn done(&self) -> String {
        format!("{}/fertig", self.base)
    }
}
