//! Casework: every use case of the platform, one file each, in the shape `load → may? → check → step → commit → answer`.
//! Here deciding (the domain) and touching (the adapters) meet; pages and commands only call in. No SQL, no HTML.

mod account;
mod add_note;
mod advance;
mod answer_job;
mod answer_question;
mod begin_step;
mod case_page;
mod case_talk;
mod catalogue;
mod choices;
mod competence;
mod complete_task;
mod deadlines;
mod deciding;
mod delivery;
mod demo_post;
mod desk_documents;
mod draft_pages;
mod enter_on_behalf;
mod extend_deadline;
mod finish_steps;
mod foresee_task;
mod four_eyes;
mod give_back_task;
mod health;
mod holidays;
mod housekeeping;
mod in_vain;
mod letter_content;
mod letter_name;
mod load;
mod migrate;
mod numbers;
mod open_draft;
mod open_status;
mod opened_by_event;
mod park_page;
mod paying;
mod places;
mod post_several;
mod print_tray;
mod publish_message;
mod reason;
mod receipt;
mod records;
mod refusal;
mod rehearsal;
mod rejections;
mod releases;
mod resubmit;
mod retry_jobs;
mod search;
mod searchable;
mod second_factor;
mod send_number;
mod sessions;
mod set_right;
mod several_tasks;
mod sign_in;
mod status_page;
mod stored_state;
mod submit_application;
mod take_task;
mod tenancy;
mod throttle;
mod throw_from_task;
mod towns;
mod undelivered;
mod uploads;
mod verify_case;
mod views;
mod wish_delivery;
mod withdraw;
mod work_list;
mod worker;
mod world;

pub use account::{
    AccountView, CardRefused, CardReturn, CardVisit, Credentials, MailWords, Mine, MyCase, MyDraft,
    PostboxEntry,
};
pub use answer_question::{LONGEST_ANSWER, Reply};
pub use begin_step::Beginning;
pub use complete_task::{Completed, TaskAnswers};
pub use demo_post::DemoMail;
pub use draft_pages::{PageAsked, ShowProblems};
pub use extend_deadline::Extension;
pub use in_vain::{InVain, in_vain};
pub use migrate::{Migration, is_not_previewed};
pub use open_draft::OpenedDraft;
pub use open_status::OpenedStatus;
pub use park_page::DraftOwner;
pub use post_several::PostedLetters;
pub use records::RecordHead;
pub use refusal::{Fault, Refusal};
pub use releases::Releases;
pub use second_factor::{Enrolment, SecondStep, SignedIn};
pub use set_right::{Corrections, Emptied, SetRight, Way as WayOn};
pub use several_tasks::{TaskAct, TaskAnswer};
pub use status_page::File;
pub use submit_application::RECEIVED;
pub use tenancy::{ChangedTenant, InstalledPackage, NewStaff, NewTenant, PublishedService, StaffMember};
pub use throw_from_task::ThrownFromTask;
pub use undelivered::{DealWith, WayOut};
pub use uploads::{FilePlace, IncomingFile, PageSent, ReceivedFile, UploadLimits};
pub use verify_case::{CaseHead, Verification};
pub use views::*;
pub use wish_delivery::Wish;
pub use worker::{Finished, Worked};

/// What an identity card says of a person.
pub use identity::EidPerson;
/// What the demo provider's checkout shows, and what can be done there.
pub use payments::{DemoCheckout, DemoChoice, TransactionState};
/// A due row that a worker has claimed for the time of one lease.
pub use store::DueRow as Claimed;
pub use world::World;

use areas::Areas;
use catalogue::Catalogue;
use documents::Documents;
use identity::{Eid, MasterKey, Passwords};
use letters::Letters;
use numbers::Numbers;
use post::Post;
use sandbox::Sandbox;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use store::Store;

/// The sentences of the problems raised here, by language.
pub const TEXTS: [(values::Language, &str); 2] = [
    (values::Language::De, include_str!("../texts/de.ftl")),
    (values::Language::En, include_str!("../texts/en.ftl")),
];

/// What casework stands on; made in the binary or in a test.
#[derive(Debug)]
pub struct Parts {
    /// The areas of the state.
    pub areas: Arc<Areas>,
    /// Rows.
    pub store: Store,
    /// Bytes of documents.
    pub documents: Documents,
    /// Passwords of staff.
    pub passwords: Passwords,
    /// Whoever reads identity cards.
    pub eid: Eid,
    /// Seals secrets before they are stored.
    pub master_key: MasterKey,
    /// Mail.
    pub post: Post,
    /// Providers where people pay.
    pub payments: payments::Payments,
    /// Letters.
    pub letters: Arc<Letters>,
    /// What was compiled already; begins empty.
    pub releases: Releases,
    /// Where letters of packages are written that did not come with the program; without one they are written here, which
    /// only a test may do.
    pub sandbox: Option<Sandbox>,
    /// The packages that came with the program, by hash: their letters are written here.
    pub bundled: LazyLock<BTreeSet<values::Hash>>,
    /// Clock and dice.
    pub world: World,
    /// Settings of the installation.
    pub settings: Settings,
}

/// Settings of the installation that use cases need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Address the platform writes mail from.
    pub mail_from: String,
    /// Public address of the installation without a slash at the end, such as `https://antrag.example`.
    pub public_url: String,
    /// Seconds for which a worker has to itself what it claimed; afterwards another may claim it.
    pub lease_seconds: u32,
    /// The longest time in seconds until a job that failed for a reason outside is tried again.
    pub longest_rest_seconds: u32,
    /// Minutes after which staff who ask for nothing are signed out.
    pub staff_idle_minutes: u32,
    /// What files people may add to a draft.
    pub uploads: UploadLimits,
    /// Who answers for the pages that belong to no town.
    pub operator: OperatorSettings,
}

/// All use cases. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Casework(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    parts: Parts,
    numbers: Numbers,
    catalogue: Catalogue,
}

impl Casework {
    /// Casework on these parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Inner { parts, numbers: Numbers::default(), catalogue: Catalogue::default() }))
    }

    /// Who answers for the pages that belong to no town.
    pub fn operator(&self) -> &OperatorSettings {
        &self.0.parts.settings.operator
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.parts.store
    }

    pub(crate) fn world(&self) -> &World {
        &self.0.parts.world
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0.parts
    }

    pub(crate) fn releases(&self) -> &Releases {
        &self.0.parts.releases
    }
}
