//! What completing a task would lead to, before it is done: what will happen, and the letters as they would be.

use crate::views::{LetterPreview, StepName};
use cases::{CaseStatus, Way};
use values::{Moment, Money};

/// What would happen if a task were completed with certain answers. Nothing of it has happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Foreseen {
    /// What will happen, in order.
    pub consequences: Vec<Consequence>,
    /// The letters that would be written, in order.
    pub letters: Vec<LetterPreview>,
    /// The letters are written only after this task was done too: its name.
    pub letters_after: Option<String>,
}

/// One thing that would happen. Names come from the model and the texts of the package, in the language asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consequence {
    /// A letter is written.
    Letter {
        /// Its title.
        title: String,
    },
    /// A letter goes to the applicant.
    Delivery {
        /// On which way.
        way: Way,
        /// Whether a mail without content tells of it.
        is_told: bool,
    },
    /// Money is asked for.
    Payment {
        /// How much.
        amount: Money,
        /// In which way.
        way: WayToPay,
        /// Until when; nothing when the notice says it.
        due: Option<Moment>,
        /// Whether the case goes on only when it is paid.
        waits: bool,
    },
    /// Nothing has to be paid.
    NothingToPay,
    /// The applicant is asked.
    Question {
        /// Until when an answer is wanted.
        until: Option<Moment>,
    },
    /// A mail without content goes out.
    Mail,
    /// Something is entered into the register.
    Recorded {
        /// The kind of record.
        kind: String,
        /// What each is called.
        titles: Vec<String>,
    },
    /// A record of the register ends.
    RecordEnded {
        /// The kind of record.
        kind: String,
    },
    /// Another step of the process waits for its answer.
    Job {
        /// Which.
        step: StepName,
    },
    /// A task opens.
    Task {
        /// Its name.
        name: String,
        /// The names of the groups that may take it.
        groups: Vec<String>,
        /// Its deadline.
        due: Option<Moment>,
        /// Whether it must be done by somebody else than whoever did this one.
        is_for_others: bool,
    },
    /// An open task is no longer needed.
    TaskDropped {
        /// Its name.
        name: String,
    },
    /// Something is waited for.
    Timer {
        /// What.
        step: StepName,
        /// Until when.
        until: Moment,
    },
    /// The applicant sees another state.
    Status(CaseStatus),
    /// The process would be stuck.
    Stuck {
        /// At which step.
        step: StepName,
    },
    /// The case is over.
    End,
}

/// In which way somebody pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayToPay {
    /// With the provider, or by transfer.
    Online,
    /// By transfer.
    Transfer,
    /// It is collected.
    Debit,
}

/// Why a task is for a second pair of eyes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FourEyes {
    /// The person looking did what is looked at again, and must not do this.
    You {
        /// Names of the tasks they did.
        did: Vec<String>,
    },
    /// Somebody else did it.
    Others {
        /// Who.
        who: Vec<String>,
        /// Names of the tasks they did.
        did: Vec<String>,
    },
}
