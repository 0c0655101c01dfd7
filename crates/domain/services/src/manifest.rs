//! The manifest of a service package (`service.toml`): what the service is, who is competent, which law and which
//! parameters apply. How it is read is in `manifest::read`; whether it fits the other parts is decided in `check`.

mod read;
mod words;

pub(crate) use read::FILE;

pub use words::{
    AreaKind, AuthorityKind, DataClass, DecisionKind, DeliveryWay, PaymentMoment, PaymentWay, Regime, Remedy,
    RetentionStart, Signature, Suspensive,
};

use crate::parameter::Parameter;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use values::{Language, Span};

/// What a service package says about itself.
#[derive(Debug, Clone)]
pub struct Manifest {
    pub(crate) key: String,
    pub(crate) version: String,
    pub(crate) process: String,
    pub(crate) start_form: String,
    pub(crate) trust_level: u8,
    pub(crate) data_class: DataClass,
    pub(crate) leika: Option<Leika>,
    pub(crate) title: Localized,
    pub(crate) summary: Localized,
    pub(crate) life_situation: Localized,
    pub(crate) who: Localized,
    pub(crate) needs: LocalizedList,
    pub(crate) fee: Localized,
    pub(crate) duration: Localized,
    pub(crate) next: Localized,
    pub(crate) privacy: Localized,
    pub(crate) legal_basis: Vec<String>,
    pub(crate) competence: Competence,
    pub(crate) authority: Authority,
    pub(crate) procedure: Procedure,
    pub(crate) delivery: Delivery,
    pub(crate) payment: Payment,
    pub(crate) decisions: Vec<DecisionOutcome>,
    pub(crate) clock: Clock,
    pub(crate) retention: Retention,
    pub(crate) statistics: Vec<String>,
    pub(crate) case: CaseExpressions,
    pub(crate) roles: BTreeMap<String, RoleText>,
    pub(crate) bindings: BTreeMap<String, Binding>,
    pub(crate) parameters: BTreeMap<String, Parameter>,
}

impl Manifest {
    /// Key of the service, such as `hundesteuer`; part of addresses.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Version of the package, three numbers.
    pub fn version(&self) -> &str {
        &self.version
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

    /// The situation in life in which people look for it.
    pub fn life_situation(&self, language: Language) -> &str {
        self.life_situation.get(language)
    }

    /// Who has to apply.
    pub fn who(&self, language: Language) -> &str {
        self.who.get(language)
    }

    /// What to have ready.
    pub fn needs(&self, language: Language) -> &[String] {
        match language {
            Language::De => &self.needs.de,
            Language::En => &self.needs.en,
        }
    }

    /// What it costs, in words.
    pub fn fee(&self, language: Language) -> &str {
        self.fee.get(language)
    }

    /// How long it takes.
    pub fn duration(&self, language: Language) -> &str {
        self.duration.get(language)
    }

    /// What happens after sending.
    pub fn next(&self, language: Language) -> &str {
        self.next.get(language)
    }

    /// What is said about data protection (Art. 13 GDPR).
    pub fn privacy(&self, language: Language) -> &str {
        self.privacy.get(language)
    }

    /// Acts and paragraphs, in German.
    pub fn legal_basis(&self) -> &[String] {
        &self.legal_basis
    }

    /// Trust level needed: 0 none, 1 account, 2 substantial, 3 eID card.
    pub fn trust_level(&self) -> u8 {
        self.trust_level
    }

    /// How sensitive the data are.
    pub fn data_class(&self) -> DataClass {
        self.data_class
    }

    /// Who is competent, by which area and date.
    pub fn competence(&self) -> &Competence {
        &self.competence
    }

    /// The competent authority.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Law of procedure.
    pub fn procedure(&self) -> &Procedure {
        &self.procedure
    }

    /// What the person can do against the decision.
    pub fn remedy(&self) -> Remedy {
        self.procedure.remedy
    }

    /// How decisions reach people.
    pub fn delivery(&self) -> &Delivery {
        &self.delivery
    }

    /// When and how money is paid.
    pub fn payment(&self) -> &Payment {
        &self.payment
    }

    /// The decisions that can end the case, with their letters.
    pub fn decisions(&self) -> &[DecisionOutcome] {
        &self.decisions
    }

    /// Deadlines of the authority.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// How long the file is kept.
    pub fn retention(&self) -> &Retention {
        &self.retention
    }

    /// Figures that are counted.
    pub fn statistics(&self) -> &[String] {
        &self.statistics
    }

    /// The groups that work on the service.
    pub fn groups(&self) -> BTreeSet<String> {
        self.roles.keys().cloned().collect()
    }

    /// The groups with their names.
    pub fn roles(&self) -> &BTreeMap<String, RoleText> {
        &self.roles
    }

    /// What a tenant must connect before it runs.
    pub fn bindings(&self) -> &BTreeMap<String, Binding> {
        &self.bindings
    }

    /// What a tenant may set.
    pub fn parameters(&self) -> &BTreeMap<String, Parameter> {
        &self.parameters
    }

    /// Id of the main process.
    pub fn process(&self) -> &str {
        &self.process
    }

    /// Key of the form that starts the process.
    pub fn start_form(&self) -> &str {
        &self.start_form
    }
}

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
struct LegalBasis {
    text: String,
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
pub struct Procedure {
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
struct Statistics {
    figures: Vec<String>,
}

/// Expressions over the answers of the start form that name a case.
#[derive(Debug, Clone)]
pub(crate) struct CaseExpressions {
    pub(crate) applicant: Written,
    pub(crate) subject: Written,
    pub(crate) recipient: Vec<Written>,
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
struct CaseEntry {
    applicant: Spanned<String>,
    subject: Spanned<String>,
    #[serde(default)]
    recipient: Vec<Spanned<String>>,
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
