//! The manifest of a service package (`service.toml`): what the service is, who is competent, which law and which
//! parameters apply. How it is read is in `manifest::read`; whether it fits the other parts is decided in `check`.

mod parts;
mod read;
mod records;
mod words;

pub(crate) use parts::Written;
pub use parts::{
    Authority, AuthorityName, Binding, Clock, Competence, DecisionOutcome, Delivery, Law, Leika, Localized,
    LocalizedList, Payment, Procedure, Retention, RoleText,
};
pub(crate) use read::FILE;
pub use records::{RecordField, RecordKind};

pub use areas::AreaKind;
pub use words::{
    AuthorityKind, DataClass, DecisionKind, DeliveryWay, PaymentMoment, PaymentWay, Regime, Remedy,
    RetentionStart, Signature, Suspensive,
};

use crate::parameter::Parameter;
use std::collections::{BTreeMap, BTreeSet};
use values::Language;

/// What a service package says about itself.
#[derive(Debug, Clone)]
pub struct Manifest {
    pub(crate) key: String,
    pub(crate) version: String,
    pub(crate) trust_level: u8,
    pub(crate) data_class: DataClass,
    pub(crate) title: Localized,
    pub(crate) summary: Localized,
    pub(crate) life_situation: Localized,
    pub(crate) who: Localized,
    pub(crate) fee: Localized,
    pub(crate) privacy: Localized,
    pub(crate) legal_basis: Vec<String>,
    pub(crate) competence: Competence,
    pub(crate) authority: Authority,
    pub(crate) law: Law,
    pub(crate) procedures: Vec<Procedure>,
    pub(crate) delivery: Delivery,
    pub(crate) payment: Payment,
    pub(crate) decisions: Vec<DecisionOutcome>,
    pub(crate) clock: Clock,
    pub(crate) retention: Retention,
    pub(crate) statistics: Vec<String>,
    pub(crate) roles: BTreeMap<String, RoleText>,
    pub(crate) records: BTreeMap<String, RecordKind>,
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

    /// What it costs, in words.
    pub fn fee(&self, language: Language) -> &str {
        self.fee.get(language)
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
    pub fn law(&self) -> &Law {
        &self.law
    }

    /// What can be applied for, in the order of the file.
    pub fn procedures(&self) -> &[Procedure] {
        &self.procedures
    }

    /// The procedure with this key.
    pub fn procedure(&self, key: &str) -> Option<&Procedure> {
        self.procedures.iter().find(|procedure| procedure.key == key)
    }

    /// What the person can do against the decision.
    pub fn remedy(&self) -> Remedy {
        self.law.remedy
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

    /// What people call a group; its key when it has no name.
    pub fn group_name<'a>(&'a self, group: &'a str, language: Language) -> &'a str {
        match (self.roles.get(group), language) {
            (Some(role), Language::De) => &role.de,
            (Some(role), Language::En) => &role.en,
            (None, _) => group,
        }
    }

    /// What outlives a case, by kind.
    pub fn records(&self) -> &BTreeMap<String, RecordKind> {
        &self.records
    }

    /// What a tenant must connect before it runs.
    pub fn bindings(&self) -> &BTreeMap<String, Binding> {
        &self.bindings
    }

    /// What a tenant may set.
    pub fn parameters(&self) -> &BTreeMap<String, Parameter> {
        &self.parameters
    }
}
