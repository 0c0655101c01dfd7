//! The words a manifest may use where law or the platform knows only a few.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }
    )+};
}

words! {
    /// How sensitive data are; drives access, search, storage and retention.
    DataClass {
        /// Ordinary personal data.
        Normal,
        /// Tax secret (§ 30 AO).
        TaxSecret,
        /// Social data (§ 67 SGB X).
        Social,
        /// Health data (Art. 9 GDPR).
        Health,
        /// Data about a person with a block on information (§ 51 BMG).
        BlockedPerson,
    }
    /// An authority of a municipality or county.
    AuthorityKind {
        /// Magistrat, Gemeindevorstand, Kreisausschuss.
        Executive,
        /// The mayor as local order authority.
        Order,
        /// The registry office.
        Registry,
        /// The health office.
        Health,
        /// A Regierungspräsidium.
        Regional,
    }
    /// Law of procedure.
    Regime {
        /// Local levies: KAG Hessen with the parts of the AO it names.
        KagAo,
        /// General administrative procedure of Hesse.
        Hvwvfg,
        /// Social benefits.
        SgbX,
        /// Civil status.
        Pstg,
        /// No administrative act in the normal course.
        None,
    }
    /// What can be done against a decision.
    Remedy {
        /// Widerspruch within a month.
        Objection,
        /// Action at the administrative court within a month.
        Action,
        /// The civil court decides (§ 49 PStG).
        CivilCourt,
        /// Nothing is decided.
        None,
    }
    /// Whether an application must be signed.
    Signature {
        /// No.
        None,
        /// On paper or in an equal electronic form (§ 3a HVwVfG).
        Required,
    }
    /// Whether a remedy stops execution.
    Suspensive {
        /// It does.
        Yes,
        /// It does not; pay anyway.
        No,
    }
    /// A way to the applicant.
    DeliveryWay {
        /// Download on the status page.
        StatusPage,
        /// Postbox of the citizen account (§ 9 OZG).
        Postbox,
        /// Letter.
        Post,
    }
    /// When money is paid.
    PaymentMoment {
        /// Never.
        None,
        /// Before the decision.
        BeforeDecision,
        /// After it.
        AfterDecision,
    }
    /// How money is paid.
    PaymentWay {
        /// Bank transfer.
        Transfer,
        /// SEPA direct debit.
        DirectDebit,
        /// Online, with a payment provider.
        Online,
    }
    /// What a decision does.
    DecisionKind {
        /// Festsetzung.
        Assessment,
        /// Bewilligung.
        Grant,
        /// Teilbewilligung.
        PartialGrant,
        /// Ablehnung.
        Refusal,
        /// Bescheinigung or Eingangsbestätigung, no decision in the legal sense.
        Receipt,
    }
    /// From when a retention period counts.
    RetentionStart {
        /// From the end of the year in which the case ended.
        EndOfCaseYear,
        /// From the end of the case.
        EndOfCase,
        /// From the last payment.
        LastPayment,
    }
}

impl AuthorityKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Executive, Self::Order, Self::Registry, Self::Health, Self::Regional];

    /// The key under which a tenant sets this authority.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Executive => "executive",
            Self::Order => "order",
            Self::Registry => "registry",
            Self::Health => "health",
            Self::Regional => "regional",
        }
    }
}
