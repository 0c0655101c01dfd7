//! What somebody may do next, chosen by the dice. Each act is what a person does in one go, or one round of a worker.

mod account;
mod applicant;
mod apply;
mod choosing;
mod deciding;
mod files;
mod office;
mod provider;
mod surroundings;

use super::story::Story;
use casework::{Casework, Refusal};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

pub(crate) use account::brought_whole;
pub(crate) use applicant::some_look;
pub(crate) use apply::entered_whole;
pub(crate) use deciding::note_from_old_pages;
pub(crate) use office::{clear_desks, end_what_was_led};
pub(crate) use surroundings::Surroundings;

/// Something to do, from the first point to the last.
pub(crate) type Doing<'s> = Pin<Box<dyn Future<Output = String> + 's>>;

/// An act that begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Apply,
    SendAgain,
    Work,
    WorkAtDesk,
    ClickLate,
    LookAtLists,
    PostLetters,
    TryStuckAgain,
    NoteMoney,
    NoteOrExtend,
    SetRight,
    Renew,
    LookAtStatus,
    EnterAnswer,
    BringIntoAccount,
    Pay,
    ProviderCalls,
    Withdraw,
    TimePasses,
    VendorsChange,
}

/// How often each act begins, of all together.
const OFTEN: [(Act, usize); 20] = [
    (Act::Apply, 10),
    (Act::SendAgain, 3),
    (Act::Work, 30),
    (Act::WorkAtDesk, 26),
    (Act::ClickLate, 2),
    (Act::LookAtLists, 3),
    (Act::PostLetters, 4),
    (Act::TryStuckAgain, 3),
    (Act::NoteMoney, 6),
    (Act::NoteOrExtend, 4),
    (Act::SetRight, 1),
    (Act::Renew, 3),
    (Act::LookAtStatus, 10),
    (Act::EnterAnswer, 3),
    (Act::BringIntoAccount, 4),
    (Act::Pay, 8),
    (Act::ProviderCalls, 6),
    (Act::Withdraw, 2),
    (Act::TimePasses, 12),
    (Act::VendorsChange, 4),
];

/// The next act.
pub(crate) fn chosen(story: &Story<'_>) -> Act {
    if story.known.borrow().applications.is_empty() {
        return Act::Apply;
    }
    let all: usize = OFTEN.iter().map(|(_, often)| often).sum();
    let mut left = story.dice().below(all);
    for (act, often) in OFTEN {
        if left < often {
            return act;
        }
        left -= often;
    }
    Act::Work
}

impl Act {
    pub(crate) fn name(self) -> String {
        format!("{self:?}")
    }

    /// Begins it in a process.
    pub(crate) fn begin<'s>(self, story: &'s Story<'_>, casework: Rc<Casework>) -> Doing<'s> {
        match self {
            Self::Apply => Box::pin(apply::apply(story, casework)),
            Self::SendAgain => Box::pin(apply::send_again(story, casework)),
            Self::Work => Box::pin(work(casework)),
            Self::WorkAtDesk => Box::pin(office::work_at_desk(story, casework)),
            Self::ClickLate => Box::pin(choosing::clicked_late(story, casework)),
            Self::LookAtLists => Box::pin(office::look_at_lists(story, casework)),
            Self::PostLetters => Box::pin(office::post_letters_now(story, casework)),
            Self::TryStuckAgain => Box::pin(office::try_stuck_again(story, casework)),
            Self::NoteMoney => Box::pin(deciding::note_money(story, casework)),
            Self::NoteOrExtend => Box::pin(deciding::note_or_extend(story, casework)),
            Self::SetRight => Box::pin(deciding::set_right(story, casework)),
            Self::Renew => Box::pin(deciding::renew(story, casework)),
            Self::LookAtStatus => Box::pin(applicant::look_at_status(story, casework)),
            Self::EnterAnswer => Box::pin(applicant::answer_on_paper(story, casework)),
            Self::BringIntoAccount => Box::pin(account::bring(story, casework)),
            Self::Pay => Box::pin(applicant::pay(story, casework)),
            Self::Withdraw => Box::pin(applicant::withdraw(story, casework)),
            Self::ProviderCalls => Box::pin(provider::call(story, casework)),
            Self::TimePasses => Box::pin(surroundings::time_passes(story)),
            Self::VendorsChange => Box::pin(surroundings::vendors_change(story)),
        }
    }
}

async fn work(casework: Rc<Casework>) -> String {
    told(casework.work_once().await)
}

/// What became of something, in one line.
pub(crate) fn told<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> String {
    match answer {
        Ok(done) => format!("{done:?}"),
        Err(refusal) => format!("refused: {refusal}"),
    }
}
