//! `fachwerk user`: the people who work for a tenant.

use crate::assembly;
use crate::config::Config;
use crate::output::{Failure, say, say_json};
use cases::Role;
use casework::NewStaff;
use clap::{Subcommand, ValueEnum};
use serde::Serialize;
use std::io::{IsTerminal, Read};

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// Add somebody; the password is read from standard input
    Add {
        /// Slug of the tenant
        tenant: String,
        /// Login
        login: String,
        /// Name shown to colleagues and in letters
        name: String,
        /// Group, such as steueramt; may be given several times
        #[arg(long = "group", value_name = "GROUP")]
        groups: Vec<String>,
        /// Role beyond working on cases
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<AskedRole>,
    },
    /// List the people of a tenant
    List {
        /// Slug of the tenant
        tenant: String,
        /// For machines
        #[arg(long)]
        json: bool,
    },
}

/// A role on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum AskedRole {
    /// Sees every case of the tenant (Amtsleitung)
    Head,
    /// Manages people and settings
    Administrator,
}

#[derive(Serialize)]
struct Listed {
    id: String,
    login: String,
    name: String,
    groups: Vec<String>,
    active: bool,
}

/// Runs the command.
pub(crate) async fn run(config: Config, asked: Asked) -> Result<(), Failure> {
    let casework = assembly::casework(&config).await?;
    match asked {
        Asked::Add { tenant, login, name, groups, roles } => {
            let town = casework.town(&tenant).await?;
            let roles = roles.into_iter().map(role).collect();
            let new =
                NewStaff { login, name, password: password()?, groups: groups.into_iter().collect(), roles };
            let added = new.login.clone();
            casework.add_staff(town.tenant, new).await?;
            say(format!("{added} can sign in under /amt/{tenant}/anmelden."));
        }
        Asked::List { tenant, json } => {
            let town = casework.town(&tenant).await?;
            let listed: Vec<Listed> =
                casework.staff_members(town.tenant).await?.into_iter().map(listed).collect();
            if json {
                return say_json(&listed);
            }
            for one in listed {
                say(format!("{:<20} {:<30} {}", one.login, one.name, one.groups.join(", ")));
            }
        }
    }
    Ok(())
}

fn role(asked: AskedRole) -> Role {
    match asked {
        AskedRole::Head => Role::Head,
        AskedRole::Administrator => Role::Administrator,
    }
}

fn listed(member: casework::StaffMember) -> Listed {
    Listed {
        id: member.staff.id.to_string(),
        login: member.login,
        name: member.staff.name,
        groups: member.staff.groups.into_iter().collect(),
        active: member.is_active,
    }
}

/// The first line of standard input: a password on the command line would be seen by everybody on the machine.
fn password() -> Result<String, Failure> {
    if std::io::stdin().is_terminal() {
        say("Type the password (it will be shown) and press Enter, then Ctrl-D:");
    }
    let mut typed = String::new();
    std::io::stdin().take(4_096).read_to_string(&mut typed)?;
    Ok(typed.lines().next().unwrap_or_default().to_owned())
}
