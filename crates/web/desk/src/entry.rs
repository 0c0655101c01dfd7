//! Entering an application for somebody who came with paper: the list to begin from, the same wizard as on the portal, the
//! summary, and the page with what the person is given. What a draft may become is decided by casework.

mod begin;
mod done;
mod summary;
mod wizard;

#[cfg(test)]
pub(crate) use begin::EntryListPage;
pub(crate) use begin::{open, show};
#[cfg(test)]
pub(crate) use done::EnteredPage;
pub(crate) use done::{file, later, receipt, show as done};
pub(crate) use summary::{send, show as summary};
pub(crate) use wizard::{answer, show as page};
