//! The sections of a manifest, as they stand in the file.

use super::{
    AreaKind, AuthorityKind, DecisionKind, DeliveryWay, PaymentMoment, PaymentWay, Regime, Remedy,
    RetentionStart, Signature, Suspensive,
};
use serde::{Deserialize, Serialize};
use toml::Spanned;
use values::{Language, Span};

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Localized {
    /// The text in this language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::De => &self.de,
            Language::En => &self.en,
        }
    }
}

/// A list of texts in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalizedList {
    /// German.
    pub de: Vec<String>,
    /// English.
    pub en: Vec<String>,
}

impl LocalizedList {
    /// The texts in this language.
    pub fn get(&self, language: Language) -> &[String] {
        match language {
            Language::De => &self.de,
            Language::En => &self.en,
        }
    }
}

/// A service in the German catalogue of administrative services (Leistungskatalog).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leika {
    /// Fourteen digits.
    pub key: String,
    /// Its name there.
    pub name: String,
    /// Where the key was found; keys are never invented.
    pub source: String,
}

/// A legal basis.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LegalBasis {
    pub(super) text: String,
}

/// Service × area × date: who is competent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    /// What kind of area decides.
    pub area: AreaKind,
    /// Which place counts, such as the residence of the keeper.
    pub place: String,
    /// Which date counts, such as the beginning of liability.
    pub date: String,
}

/// The competent authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Which of the authorities of a municipality.
    pub kind: AuthorityKind,
    /// The office inside it.
    pub office: String,
    /// Its name in towns and villages.
    pub name: AuthorityName,
}

/// Patterns for an authority's name; `{municipality}` stands for the name of the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityName {
    /// In a town.
    pub town: String,
    /// In a village.
    pub village: String,
}

/// Law of procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Which law.
    pub regime: Regime,
    /// What can be done against the decision.
    pub remedy: Remedy,
    /// Whether the application needs a signature.
    pub signature: Signature,
    /// The rule of secrecy, if there is a special one.
    #[serde(default)]
    pub secrecy: Option<String>,
    /// Whether the remedy stops execution.
    pub suspensive: Suspensive,
    /// How sure this is.
    pub confidence: crate::Confidence,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// Ways to reach the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Allowed ways.
    pub ways: Vec<DeliveryWay>,
}

/// Money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payment {
    /// When.
    pub moment: PaymentMoment,
    /// How.
    pub ways: Vec<PaymentWay>,
}

/// A decision that the process can make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionOutcome {
    /// What kind it is.
    pub kind: DecisionKind,
    /// Key of its letter.
    pub letter: String,
    /// German name.
    pub de: String,
    /// English name.
    pub en: String,
}

/// Deadlines of the authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// What the office aims at.
    pub aim_days: u32,
    /// What law asks for.
    #[serde(default)]
    pub legal_days: Option<u32>,
    /// After how many days silence is a permit.
    #[serde(default)]
    pub tacit_days: Option<u32>,
    /// How sure this is.
    pub confidence: crate::Confidence,
    /// What to know about it.
    #[serde(default)]
    pub note: Option<String>,
    /// Key of the letter that announces an extension; the platform has one of its own.
    #[serde(default)]
    pub extension_letter: Option<String>,
}

/// How long the file is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Years.
    pub years: u32,
    /// From when.
    pub starts: RetentionStart,
    /// Unit of the file plan.
    pub file_plan: String,
    /// Where the period comes from.
    pub basis: String,
    /// How sure this is.
    pub confidence: crate::Confidence,
}

/// Figures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Statistics {
    pub(super) figures: Vec<String>,
}

/// A procedure (Verfahren) of a service: from one form to the end of one case.
#[derive(Debug, Clone)]
pub struct Procedure {
    pub(crate) key: String,
    pub(crate) process: String,
    pub(crate) start_form: String,
    pub(crate) leika: Option<Leika>,
    pub(crate) title: Localized,
    pub(crate) summary: Localized,
    pub(crate) needs: LocalizedList,
    pub(crate) duration: Localized,
    pub(crate) next: Localized,
    pub(crate) case: CaseExpressions,
}

impl Procedure {
    /// Key, such as `register`; part of addresses.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Id of its process.
    pub fn process(&self) -> &str {
        &self.process
    }

    /// Key of the form that starts it.
    pub fn start_form(&self) -> &str {
        &self.start_form
    }

    /// The service in the catalogue of all administrations, where it is known.
    pub fn leika(&self) -> Option<&Leika> {
        self.leika.as_ref()
    }

    /// Title.
    pub fn title(&self, language: Language) -> &str {
        self.title.get(language)
    }

    /// One sentence what it is.
    pub fn summary(&self, language: Language) -> &str {
        self.summary.get(language)
    }

    /// What to have ready.
    pub fn needs(&self, language: Language) -> &[String] {
        self.needs.get(language)
    }

    /// How long it takes.
    pub fn duration(&self, language: Language) -> &str {
        self.duration.get(language)
    }

    /// What happens after sending.
    pub fn next(&self, language: Language) -> &str {
        self.next.get(language)
    }
}

/// The same as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProcedureEntry {
    pub(super) process: String,
    pub(super) start_form: String,
    #[serde(default)]
    pub(super) leika: Option<Leika>,
    pub(super) title: Localized,
    pub(super) summary: Localized,
    pub(super) needs: LocalizedList,
    pub(super) duration: Localized,
    pub(super) next: Localized,
    pub(super) case: CaseEntry,
}

/// Expressions over the answers of the start form that name a case.
#[derive(Debug, Clone)]
pub(crate) struct CaseExpressions {
    pub(crate) applicant: Written,
    pub(crate) subject: Written,
    pub(crate) recipient: Vec<Written>,
    pub(crate) mail: Option<Written>,
}

/// A text of the manifest with its place.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// The same as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseEntry {
    pub(super) applicant: Spanned<String>,
    pub(super) subject: Spanned<String>,
    #[serde(default)]
    pub(super) recipient: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) mail: Option<Spanned<String>>,
}

/// A group of caseworkers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleText {
    /// German name.
    pub de: String,
    /// English name.
    pub en: String,
    /// What it does, in German.
    pub does: String,
}

/// An environment-bound setting of the tenant (Anschluss).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binding {
    /// What kind of thing must be connected.
    pub kind: String,
    /// German name.
    pub de: String,
    /// English name.
    pub en: String,
}
