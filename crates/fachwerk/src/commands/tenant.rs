//! `fachwerk tenant`: creating and listing tenants.

use crate::assembly;
use crate::config::Config;
use crate::output::{Failure, say, say_json};
use casework::{NewTenant, TenantSettings};
use clap::Subcommand;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// Create a live tenant
    Create {
        /// First part of its addresses, such as musterstadt
        slug: String,
        /// Name with its kind, such as "Stadt Musterstadt"
        name: String,
        /// TOML file with authority, address, bank account, imprint and so on
        #[arg(long, value_name = "FILE")]
        settings: Option<PathBuf>,
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
}

/// Runs the command.
pub(crate) async fn run(config: Config, asked: Asked) -> Result<(), Failure> {
    let casework = assembly::casework(&config).await?;
    match asked {
        Asked::Create { slug, name, settings } => {
            let settings = settings.as_deref().map(read_settings).transpose()?.unwrap_or_default();
            let town = casework.create_tenant(NewTenant { slug, name, settings }).await?;
            say(format!("{} is live under /{}.", town.name, town.slug));
        }
        Asked::List { json } => {
            let tenants = casework.tenants().await?.into_iter();
            let listed: Vec<Listed> = tenants
                .map(|(town, status)| Listed {
                    id: town.tenant.to_string(),
                    slug: town.slug,
                    name: town.name,
                    status,
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

fn read_settings(file: &Path) -> Result<TenantSettings, Failure> {
    let wrong =
        |why: String| Failure::no(format!("The settings in {} cannot be used: {why}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    toml::from_str(&text).map_err(|error| wrong(error.to_string()))
}
