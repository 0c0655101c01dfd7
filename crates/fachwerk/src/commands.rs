//! The commands, one file each: their words on the command line and what they do.

pub(crate) mod area;
pub(crate) mod bpmn;
pub(crate) mod case;
pub(crate) mod dmn;
pub(crate) mod doctor;
pub(crate) mod feel;
pub(crate) mod library;
pub(crate) mod migrate;
pub(crate) mod record;
pub(crate) mod render;
pub(crate) mod serve;
pub(crate) mod tenant;
pub(crate) mod user;
pub(crate) mod worker;
