//! Who may do what with a case: one function, and its counterpart for lists. Nobody else decides this, and every use
//! case asks here.

use crate::{Actor, Role, Staff};
use std::collections::BTreeSet;
use values::{CaseId, CitizenId, StaffId, TenantId};

/// Something an actor wants to do with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Read the public status and timeline.
    ReadStatus,
    /// Read a document that was delivered to the applicant.
    ReadDelivered,
    /// Pay what the case asks for.
    Pay,
    /// Read everything about the case: answers, documents, journal.
    ReadCase,
    /// Write a note that only the office reads.
    WriteNote,
    /// Put the case away until a day, or take it back before.
    Resubmit,
    /// Take a task that nobody has.
    TakeTask,
    /// Give a task back to its groups.
    GiveBackTask,
    /// Complete a task.
    CompleteTask,
    /// Begin a step where people choose what is done, or say that nothing more is to be done there.
    ChooseStep,
    /// Send a message that the case waits for: an answer, a withdrawal.
    SendMessage,
    /// Try a failed job again.
    RetryJob,
    /// Extend a legal clock, once and with a reason.
    ExtendDeadline,
    /// Correct values, send the process on from another step, end a branch or the whole case.
    SetRight,
    /// Let a case go on in the newest release of its service, and take that back; shows steps, never content.
    Migrate,
    /// Note that a payment has come in at the counter or on the account.
    SettlePayment,
    /// Bring the result of a job or the end of a timer.
    BringResult,
    /// Print a letter and say when it was posted.
    PostLetter,
    /// Enter an application for somebody who came with paper; asked before there is a case, about the service alone.
    EnterOnBehalf,
    /// Check the journal against the stored state; shows hashes, never content.
    VerifyJournal,
}

impl Action {
    /// Every action, for the permission matrix.
    pub const ALL: [Action; 20] = [
        Action::ReadStatus,
        Action::ReadDelivered,
        Action::Pay,
        Action::ReadCase,
        Action::WriteNote,
        Action::Resubmit,
        Action::TakeTask,
        Action::GiveBackTask,
        Action::CompleteTask,
        Action::ChooseStep,
        Action::SendMessage,
        Action::RetryJob,
        Action::ExtendDeadline,
        Action::SetRight,
        Action::Migrate,
        Action::SettlePayment,
        Action::BringResult,
        Action::PostLetter,
        Action::EnterOnBehalf,
        Action::VerifyJournal,
    ];
}

/// What the decision needs to know about the case, and about the task when the action is about one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// Whose case it is.
    pub tenant: TenantId,
    /// The case.
    pub case: CaseId,
    /// Who applied.
    pub citizen: CitizenId,
    /// The groups that work on this service.
    pub groups: BTreeSet<String>,
    /// The groups that may take the task in question; empty when the action is not about a task.
    pub task_groups: BTreeSet<String>,
    /// Who has the task in question.
    pub assignee: Option<StaffId>,
    /// Who must not do the task in question, because they did what it looks at again (four eyes).
    pub not_by: BTreeSet<StaffId>,
}

/// Whether the actor may do this with the case.
pub fn may(actor: &Actor, action: Action, facts: &CaseFacts) -> bool {
    match actor {
        Actor::Guest(guest) => applicant_may(action, actor.citizen(), guest.opened, facts),
        Actor::Citizen(citizen) => applicant_may(action, actor.citizen(), citizen.opened, facts),
        Actor::Staff(staff) => staff.tenant == facts.tenant && staff_may(staff, action, facts),
        Actor::System(_) => action == Action::BringResult,
        // Neither opens the content of a case.
        Actor::Machine(_) => matches!(action, Action::VerifyJournal | Action::Migrate),
    }
}

/// An account gives no more than number and code do: both are the applicant.
fn applicant_may(
    action: Action,
    citizen: Option<CitizenId>,
    opened: Option<CaseId>,
    facts: &CaseFacts,
) -> bool {
    let own = citizen == Some(facts.citizen) || opened == Some(facts.case);
    own && matches!(action, Action::ReadStatus | Action::ReadDelivered | Action::SendMessage | Action::Pay)
}

fn staff_may(staff: &Staff, action: Action, facts: &CaseFacts) -> bool {
    let head = staff.roles.contains(&Role::Head);
    let administrator = staff.roles.contains(&Role::Administrator);
    let works_here = !staff.groups.is_disjoint(&facts.groups);
    let candidate = !staff.groups.is_disjoint(&facts.task_groups);
    let has_it = facts.assignee == Some(staff.id);
    let is_other_pair_of_eyes = !facts.not_by.contains(&staff.id);
    match action {
        Action::ReadStatus
        | Action::ReadDelivered
        | Action::ReadCase
        | Action::WriteNote
        | Action::Resubmit
        | Action::VerifyJournal => works_here || head,
        Action::TakeTask => candidate && is_other_pair_of_eyes && facts.assignee.is_none(),
        Action::GiveBackTask => has_it || (head && facts.assignee.is_some()),
        Action::CompleteTask => has_it && candidate && is_other_pair_of_eyes,
        // Nobody need take the task first; what a colleague has taken is theirs.
        Action::ChooseStep => candidate && is_other_pair_of_eyes && (has_it || facts.assignee.is_none()),
        Action::SendMessage | Action::SettlePayment | Action::EnterOnBehalf | Action::ExtendDeadline => {
            works_here
        }
        Action::RetryJob => works_here || head,
        // Whoever corrects a case reads it; an administrator does only where they work on the service as well.
        Action::SetRight => head || (administrator && works_here),
        Action::Migrate => head || administrator,
        Action::PostLetter => works_here || head || staff.roles.contains(&Role::MailRoom),
        Action::Pay | Action::BringResult => false,
    }
}

/// Whether the cases of a tenant are listed for somebody who lets them go on in newer releases: the same answer as [`may`]
/// with [`Action::Migrate`], which asks nothing of a case but whose it is.
pub fn migrates_in(actor: &Actor, tenant: TenantId) -> bool {
    let leads =
        |staff: &Staff| staff.roles.contains(&Role::Head) || staff.roles.contains(&Role::Administrator);
    match actor {
        Actor::Staff(staff) => staff.tenant == tenant && leads(staff),
        Actor::Machine(_) => true,
        _ => false,
    }
}

/// Which tasks a list may show: the same answer as [`may`] with [`Action::TakeTask`] or [`Action::CompleteTask`], in a
/// form that a query can use. A task that waits for a second pair of eyes is shown to the first as well, so that they
/// know where it stands; they cannot take it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// No task of any tenant.
    Nothing,
    /// The tasks that these groups of the tenant may take.
    Groups {
        /// The tenant.
        tenant: TenantId,
        /// Keys of the groups.
        groups: BTreeSet<String>,
    },
}

/// The tasks an actor's lists show.
pub fn scope(actor: &Actor) -> Scope {
    match actor {
        Actor::Staff(staff) if !staff.groups.is_empty() => {
            Scope::Groups { tenant: staff.tenant, groups: staff.groups.clone() }
        }
        Actor::Staff(_) | Actor::Guest(_) | Actor::Citizen(_) | Actor::System(_) | Actor::Machine(_) => {
            Scope::Nothing
        }
    }
}

/// Which cases a list may show: the same answer as [`may`] with [`Action::ReadCase`], in a form that a query can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseScope {
    /// No case of any tenant.
    Nothing,
    /// The cases whose service one of these groups works on.
    Groups {
        /// The tenant.
        tenant: TenantId,
        /// Keys of the groups.
        groups: BTreeSet<String>,
    },
    /// Every case of the tenant.
    Office(TenantId),
}

/// The cases an actor's lists show.
pub fn case_scope(actor: &Actor) -> CaseScope {
    match actor {
        Actor::Staff(staff) if staff.roles.contains(&Role::Head) => CaseScope::Office(staff.tenant),
        Actor::Staff(staff) if !staff.groups.is_empty() => {
            CaseScope::Groups { tenant: staff.tenant, groups: staff.groups.clone() }
        }
        Actor::Staff(_) | Actor::Guest(_) | Actor::Citizen(_) | Actor::System(_) | Actor::Machine(_) => {
            CaseScope::Nothing
        }
    }
}

impl CaseScope {
    /// Whether it holds what these groups of a tenant work on: a case, a register.
    pub fn holds(&self, of: TenantId, worked_on_by: &BTreeSet<String>) -> bool {
        match self {
            CaseScope::Nothing => false,
            CaseScope::Groups { tenant, groups } => *tenant == of && !groups.is_disjoint(worked_on_by),
            CaseScope::Office(tenant) => *tenant == of,
        }
    }
}
