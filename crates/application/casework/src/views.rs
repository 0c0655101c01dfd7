//! What pages are shown: plain values, already narrowed to what the actor may see. How they look is the web's business.

mod choice;
mod deadline;
mod delivery;
mod desk;
mod draft;
mod entry;
mod foreseen;
mod migration;
mod payment;
mod place;
mod records;
mod search;
mod settings;
mod status;
mod step;
mod stuck;
mod thrown;
mod town;
mod undelivered;

pub use choice::{ChoiceView, StepToBegin};
pub use deadline::{DeadlineStanding, DeadlineView, ExtendedDeadline, ExtensionOffer};
pub use delivery::{DeliveryView, LetterPage, LetterPreview, PrintTray, TrayLetter};
pub use desk::{
    CaseDocument, CaseNote, CasePage, CaseQuestion, DecisionPage, JournalLine, OpenIncident, ProcessStep,
    ResubmissionView, ResubmittedRow, ServiceName, TaskView, WorkCounts, WorkList, WorkOrder, WorkQuery,
    WorkRow, WorkView,
};
pub use draft::{DraftPage, DraftState, OtherPlace, PageMark, Receipt, SavedPage, Summary};
/// What is thrown from a task, and what becomes of the task.
pub use engine::ThrownSort;
pub use entry::{Entered, EntryDraft, EntryPage, EntryProcedure, EntryService};
pub use foreseen::{Consequence, Foreseen, FourEyes, WayToPay};
pub use migration::{
    MigrationChange, MigrationOffer, MigrationPage, Misfit, OutdatedCase, OutdatedCases, OutdatedStanding,
    Previewed, Rename,
};
pub use payment::{DebitView, LastTry, PaymentStanding, PaymentView, TransferView};
pub use place::{Contact, Elsewhere, KnownPlace, NotOnline, Place, PlaceCard, Region, ServiceAt};
pub use records::{RecordCase, RecordDetail, RecordPage, RecordQuery, RecordValue, RecordView, Register};
pub use search::{Found, FoundCase, FoundRecord};
/// Kinds of steps, as people tell them apart.
pub use services::StepKind;
/// A sentence of the package that caseworkers insert into what they write.
pub use services::TextBlock;
pub use settings::{AuthoritySettings, BankSettings, OperatorSettings, TenantSettings, TownMessage};
pub use status::{DeliveredDocument, StatusPage, TimelineEntry};
pub use step::StepName;
pub use stuck::{KnownValue, StuckCase, StuckPlace, ValueKind};
pub use thrown::ThrowView;
pub use town::{AuthorityView, Cost, ProcedureCard, ServiceCard, ServicePage, Town};
pub use undelivered::{MissedBy, Undelivered, UndeliveredEvent, UndeliveredPage, UndeliveredStanding};
