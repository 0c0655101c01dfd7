//! Setting up: tenants, their people, packages of the library and the services a tenant offers. What a tenant's people
//! and services were at any time stands in chains of their own.

mod access;
mod install;
mod people;
mod register;
mod settings_problems;
pub(crate) mod starts;
pub(crate) mod stored_settings;
mod tenants;
pub(crate) mod timed_starts;

pub use install::{InstalledPackage, PublishedService};
pub use people::{NewStaff, StaffMember};
pub use tenants::{ChangedTenant, NewTenant};
