//! The one test binary of the store: the same promises, kept on both databases.

extern crate fachwerk_store as store;

mod backend;
mod between;
mod commits;
mod isolation;
mod lost;
mod questions;
mod samples;
mod schema;
mod search;
mod timed_starts;
mod work;
