//! The command line. Each command's own words stand beside it in `commands`.

use crate::commands::{area, bpmn, case, dmn, doctor, feel, library, record, render, serve, tenant, user};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Fachwerk: a process platform for municipalities.
///
/// Exit codes: 0 done · 1 the world said no (the message says why) · 2 the command line is wrong.
#[derive(Debug, Parser)]
#[command(name = "fachwerk", version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) place: Place,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the installation is; the same for every command.
#[derive(Debug, Clone, Args)]
pub(crate) struct Place {
    /// Folder for the built-in SQLite database and the documents
    #[arg(long, global = true, value_name = "DIR", env = "FACHWERK_DATA")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL instead of the built-in database: postgresql://user:password@host/name
    #[arg(long, global = true, value_name = "URL", env = "FACHWERK_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
    /// Configuration file (default: fachwerk.toml in the working folder, if there is one)
    #[arg(long, global = true, value_name = "FILE", env = "FACHWERK_CONFIG")]
    pub(crate) config: Option<PathBuf>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the pages, with a worker inside
    Serve(serve::Asked),
    /// Run only a worker, beside one or more `serve`
    Worker,
    /// Create a demo town in a folder of its own and serve it on this machine only
    Demo(crate::demo::Asked),
    /// Bring the database schema up to this program
    Migrate,
    /// List municipalities and counties, and show one
    #[command(subcommand)]
    Area(area::Asked),
    /// Create and list tenants
    #[command(subcommand)]
    Tenant(tenant::Asked),
    /// Add and list the people who work for a tenant
    #[command(subcommand)]
    User(user::Asked),
    /// Check service packages, and bring them into the library and to a tenant
    #[command(subcommand)]
    Library(library::Asked),
    /// Show the head of a case, and prove its journal
    #[command(subcommand)]
    Case(case::Asked),
    /// Check process models, and play them
    #[command(subcommand)]
    Bpmn(bpmn::Asked),
    /// Check decision models, and evaluate a decision
    #[command(subcommand)]
    Dmn(dmn::Asked),
    /// Evaluate a FEEL expression
    Feel(feel::Asked),
    /// List the records of a tenant, without what they hold
    #[command(subcommand)]
    Record(record::Asked),
    /// Write one letter from standard input (the program starts this itself)
    #[command(hide = true)]
    Render(render::Asked),
    /// Explain every setting and check database, storage, mail, fonts and clock
    Doctor(doctor::Asked),
}
