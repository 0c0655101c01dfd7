//! `fachwerk user`: the people who work for a tenant.

use crate::config::Config;
use crate::output::{Failure, Readers, say, say_json};
use crate::{assembly, demo};
use cases::Role;
use casework::{Casework, NewStaff, Town};
use clap::{Subcommand, ValueEnum};
use serde::Serialize;
use std::io::{IsTerminal, Read};

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// Add somebody; prints a one-time link with which they choose their password
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
        /// Take over an account: read password and secret of the app (Base32) from standard input, one a line
        #[arg(long)]
        take_over: bool,
    },
    /// Print a new one-time link for somebody who has forgotten the password
    Link {
        /// Slug of the tenant
        tenant: String,
        /// Login
        login: String,
    },
    /// Forget the second factor of somebody who has lost the phone; the next sign-in sets up a new one
    ResetFactor {
        /// Slug of the tenant
        tenant: String,
        /// Login
        login: String,
    },
    /// Print the code that the demo's logins need now
    DemoCode,
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
    /// Prints and posts letters of every office (Poststelle)
    MailRoom,
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
    if matches!(asked, Asked::DemoCode) {
        say(demo::code_now());
        return Ok(());
    }
    let casework = assembly::casework(&config).await?;
    let public_url = config.public_url();
    match asked {
        Asked::Add { tenant, login, name, groups, roles, take_over } => {
            let groups = groups.into_iter().collect();
            let roles = roles.into_iter().map(role).collect();
            let new = NewStaff { login, name, password: String::new(), groups, roles };
            let town = casework.town(&tenant).await?;
            if take_over {
                taken_over(&casework, &town, new).await
            } else {
                added(&casework, &town, new, &public_url).await
            }
        }
        Asked::Link { tenant, login } => {
            let town = casework.town(&tenant).await?;
            told_link(&casework, &town, &login, &public_url).await
        }
        Asked::ResetFactor { tenant, login } => {
            let town = casework.town(&tenant).await?;
            casework.reset_second_factor(town.tenant, &login).await?;
            say(format!("{login} sets up a new second factor at the next sign-in."));
            Ok(())
        }
        Asked::List { tenant, json } => list(&casework, &tenant, json.into()).await,
        Asked::DemoCode => Ok(()),
    }
}

async fn added(casework: &Casework, town: &Town, new: NewStaff, public_url: &str) -> Result<(), Failure> {
    let login = new.login.clone();
    casework.add_staff(town.tenant, new).await?;
    told_link(casework, town, &login, public_url).await
}

async fn told_link(casework: &Casework, town: &Town, login: &str, public_url: &str) -> Result<(), Failure> {
    let token = casework.link_for_staff(town.tenant, login).await?;
    say(format!("{login} chooses a password within a week, once, under"));
    say(format!("{public_url}/amt/{}/zugang/{token}", town.slug));
    Ok(())
}

/// Adds somebody whose password and app exist already.
async fn taken_over(casework: &Casework, town: &Town, new: NewStaff) -> Result<(), Failure> {
    let [password, secret] = two_lines()?;
    if password.is_empty() {
        return Err(Failure::no("The first line of standard input is the password; it is missing."));
    }
    let login = new.login.clone();
    let id = casework.add_staff(town.tenant, NewStaff { password, ..new }).await?;
    casework.take_over_second_factor(town.tenant, id, &secret).await?;
    say(format!("{login} can sign in under /amt/{}/anmelden.", town.slug));
    Ok(())
}

async fn list(casework: &Casework, tenant: &str, readers: Readers) -> Result<(), Failure> {
    let town = casework.town(tenant).await?;
    let listed: Vec<Listed> = casework.staff_members(town.tenant).await?.into_iter().map(listed).collect();
    if readers == Readers::Machines {
        return say_json(&listed);
    }
    for one in listed {
        say(format!("{:<20} {:<30} {}", one.login, one.name, one.groups.join(", ")));
    }
    Ok(())
}

fn role(asked: AskedRole) -> Role {
    match asked {
        AskedRole::Head => Role::Head,
        AskedRole::MailRoom => Role::MailRoom,
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

/// Two lines of standard input: secrets on the command line would be seen by everybody on the machine.
fn two_lines() -> Result<[String; 2], Failure> {
    if std::io::stdin().is_terminal() {
        say("Type the password and the secret (they will be shown), each with Enter, then Ctrl-D:");
    }
    let mut typed = String::new();
    std::io::stdin().take(4_096).read_to_string(&mut typed)?;
    let mut lines = typed.lines().map(str::to_owned);
    Ok([lines.next().unwrap_or_default(), lines.next().unwrap_or_default()])
}
