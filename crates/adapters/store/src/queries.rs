//! The questions a snapshot answers, one file per family of nouns; one query, one function, named after the question.
//! Every tenant id in them is that of the snapshot's scope.

mod accounts;
mod between;
pub use between::{Published, Refused};
mod cases;
mod citizen;
mod documents;
mod installation;
pub use installation::MOST_AREAS;
mod journal;
mod payments;
mod people;
mod records;
mod resubmissions;
mod search;
mod services;
mod talk;
mod tasks;
mod timed_starts;
mod undelivered;
pub use undelivered::NotArrived;
mod work;
mod worker;
