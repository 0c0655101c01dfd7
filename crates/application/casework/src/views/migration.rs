//! A case that is to go on in the newest release of its service. Steps and numbers are shown, never content.

use crate::views::StepName;
use values::{CaseId, Moment, Problem};

/// What going on in the newest release would mean for a case.
#[derive(Debug, Clone)]
pub struct MigrationPage {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// Title of the service.
    pub service_title: String,
    /// Version of the newest package.
    pub version: String,
    /// When the newest release was published.
    pub published_at: Moment,
    /// What is shown here; a form carries it, so that nobody agrees to anything else.
    pub previewed: Previewed,
    /// Whether the case runs in it already.
    pub is_newest: bool,
    /// Steps that are called differently there, or are gone.
    pub renames: Vec<Rename>,
    /// Everything that would not fit.
    pub problems: Vec<Misfit>,
    /// What would change.
    pub changes: Vec<MigrationChange>,
    /// Whether the last step was such a change that can be taken back.
    pub may_undo: bool,
    /// Whether whoever looks may read the case.
    pub may_read: bool,
}

/// Something that would not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// What; the steps in it by their ids.
    pub problem: Problem,
    /// The steps that it names: which argument, and how people read it.
    pub steps: Vec<(&'static str, StepName)>,
}

/// What a preview was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previewed {
    /// The newest release.
    pub release: String,
    /// How many steps the process of the case had taken.
    pub steps: String,
    /// What of the plan.
    pub plan: String,
}

/// A step where the case stands and that the newest release does not know by its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// What it was called.
    pub step: StepName,
    /// The steps that it could be.
    pub choices: Vec<StepName>,
    /// The one that was chosen or is proposed; empty for none.
    pub chosen: String,
}

/// Something that would change beside the release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MigrationChange {
    /// An open task asks something else.
    Task(String),
    /// An event is waited for from then on.
    Waits(StepName),
    /// An event is no longer waited for.
    WaitsNoMore(StepName),
}

/// What the page of a case offers about releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MigrationOffer {
    /// There is a newer release than that of the case.
    Newer,
    /// The case went over with its last step, which can be taken back.
    Undo,
}

/// The running cases that do not run in the newest release of their service.
#[derive(Debug, Clone)]
pub struct OutdatedCases {
    /// The cases by number.
    pub cases: Vec<OutdatedCase>,
    /// The number after which there are more.
    pub next: Option<String>,
}

/// One of them.
#[derive(Debug, Clone)]
pub struct OutdatedCase {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// The service's key.
    pub service: String,
    /// Its title.
    pub service_title: String,
    /// Whether it would fit.
    pub standing: OutdatedStanding,
}

/// Whether a case that is left behind would fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutdatedStanding {
    /// As it is.
    Fits,
    /// Not as it is; somebody has to say what is called differently.
    Unfit,
    /// What is stored of it cannot be read; the operator has to look at it.
    Unreadable,
}

impl OutdatedStanding {
    /// Each of them.
    pub const ALL: [OutdatedStanding; 3] = [Self::Fits, Self::Unfit, Self::Unreadable];
}
