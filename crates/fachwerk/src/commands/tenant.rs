//! `fachwerk tenant`: creating, changing and listing tenants.

use crate::assembly;
use crate::config::Config;
use crate::output::{Failure, say, say_json};
use crate::tenant_file::{self, TenantFile};
use casework::{ChangedTenant, NewTenant, TenantSettings};
use clap::Subcommand;
use serde::Serialize;
use std::path::PathBuf;

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// Create a live tenant
    Create {
        /// First part of its addresses, such as musterstadt
        slug: String,
        /// Name with its kind, such as "Stadt Musterstadt"
        name: String,
        /// TOML file with authorities, addresses, bank accounts, imprint and so on; `crest` names an SVG beside it
        #[arg(long, value_name = "FILE")]
        settings: Option<PathBuf>,
    },
    /// Give a tenant new settings as a whole; what the file leaves out is empty afterwards
    Set {
        /// First part of its addresses
        slug: String,
        /// TOML file with authorities, addresses, bank accounts, imprint and so on
        #[arg(long, value_name = "FILE")]
        settings: PathBuf,
        /// New name with its kind
        #[arg(long)]
        name: Option<String>,
    },
    /// List all tenants
    List {
        /// For machines
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Listed {
    id: String,
    slug: String,
    name: String,
    status: String,
    area: String,
}

/// Runs the command.
pub(crate) async fn run(config: Config, asked: Asked) -> Result<(), Failure> {
    let casework = assembly::casework(&config).await?;
    match asked {
        Asked::Create { slug, name, settings } => {
            let TenantFile { settings, crest } = match settings {
                Some(file) => tenant_file::read(&file)?,
                None => TenantFile { settings: TenantSettings::default(), crest: None },
            };
            let town = casework.create_tenant(NewTenant { slug, name, settings, crest }).await?;
            say(format!("{} is live under /{}.", town.name, town.slug));
        }
        Asked::Set { slug, settings, name } => {
            let TenantFile { settings, crest } = tenant_file::read(&settings)?;
            let town = casework.change_tenant(&slug, ChangedTenant { name, settings, crest }).await?;
            say(format!("{} has its new settings.", town.name));
        }
        Asked::List { json } => {
            let tenants = casework.tenants().await?.into_iter();
            let listed: Vec<Listed> = tenants
                .map(|(town, status)| Listed {
                    id: town.tenant.to_string(),
                    slug: town.slug,
                    name: town.name,
                    status,
                    area: town.settings.area,
                })
                .collect();
            if json {
                return say_json(&listed);
            }
            listed.iter().for_each(|one| say(format!("{:<20} {:<10} {}", one.slug, one.status, one.name)));
        }
    }
    Ok(())
}
