//! The citizen account (Bürgerkonto): signing in and out, making and changing an account, showing an identity card, and what
//! is mine in all towns.

pub(crate) mod card;
pub(crate) mod eid_demo;
pub(crate) mod form;
pub(crate) mod mails;
pub(crate) mod mine;
pub(crate) mod own;
pub(crate) mod postbox;
pub(crate) mod recover;
pub(crate) mod register;
pub(crate) mod sign_in;
pub(crate) mod way;

use casework::Refusal;
use kit::{Failure, Words};

/// What the person can do about it.
pub(crate) fn said(words: &Words, refusal: Refusal) -> Result<String, Failure> {
    match refusal {
        Refusal::NotSignedIn | Refusal::NotAllowed => Ok(words.of("portal-sign-in-wrong")),
        Refusal::Busy => Ok(words.of("portal-sign-in-busy")),
        Refusal::Throttled { until } => {
            Ok(words.fill("portal-status-wait", &[("time", kit::time_of_day(until))]))
        }
        Refusal::Problems(problems) => {
            let sentences: Vec<String> = problems.iter().map(|problem| words.problem(problem)).collect();
            Ok(sentences.join(" "))
        }
        other => Err(other.into()),
    }
}
