//! Service packages: the manifest, the parts and whether they fit, releases with parameter values, and the format of
//! scenarios, which are told on the bare engine. Nothing is stored here, and nothing is done to the world.

mod archive;
mod catalogue;
mod check;
mod manifest;
mod package;
mod parameter;
mod parameter_file;
mod phrase;
mod release;
mod scenario;
mod sections;
mod story;
mod text_block;

/// What it means that a legal clock runs out.
pub use bpmn::Ending;
pub use check::{JOB_TYPES, OWN_MESSAGES};
pub use manifest::{
    AreaKind, Authority, AuthorityKind, AuthorityName, Binding, Clock, Competence, DataClass, DecisionKind,
    DecisionOutcome, Delivery, DeliveryWay, Law, Leika, Localized, LocalizedList, Manifest, Payment,
    PaymentMoment, PaymentWay, Procedure, RecordField, RecordKind, Regime, Remedy, Retention, RetentionStart,
    RoleText, Signature, Suspensive,
};
pub use package::Package;
pub use parameter::{Confidence, Parameter, ParameterKind, Shown};
pub use release::{
    Amount, CaseTexts, ClockAbout, Element, Release, ReleaseSource, ReleasedProcedure, SourcedValue, StepKind,
};
pub use scenario::{Expected, Places, Scenario, Step};
pub use text_block::TextBlock;

/// The sentences of this crate's problems.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];
