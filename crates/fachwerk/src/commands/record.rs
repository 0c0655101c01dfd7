//! `fachwerk record`: what a tenant keeps in its registers, without any field of it.

use crate::assembly;
use crate::config::Config;
use crate::output::{Failure, Readers, say, say_json};
use casework::RecordHead;
use clap::Subcommand;
use serde::Serialize;

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// List the records of a tenant: service, kind, number and days, no names
    List {
        /// Slug of the tenant
        tenant: String,
        /// Only records of this service
        #[arg(long, value_name = "SERVICE")]
        service: Option<String>,
        /// For machines
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Listed {
    service: String,
    kind: String,
    number: i64,
    valid_from: String,
    valid_to: Option<String>,
}

/// Runs the command.
pub(crate) async fn run(config: Config, asked: Asked) -> Result<(), Failure> {
    let Asked::List { tenant, service, json } = asked;
    let casework = assembly::casework(&config).await?;
    let town = casework.town(&tenant).await?;
    let is_meant = |head: &RecordHead| service.as_ref().is_none_or(|service| *service == head.service);
    let heads = casework.record_heads(town.tenant).await?;
    list(heads.into_iter().filter(is_meant).map(listed).collect(), json.into())
}

fn listed(head: RecordHead) -> Listed {
    Listed {
        service: head.service,
        kind: head.kind,
        number: head.number,
        valid_from: head.valid_from,
        valid_to: Some(head.valid_to).filter(|day| !day.is_empty()),
    }
}

fn list(records: Vec<Listed>, readers: Readers) -> Result<(), Failure> {
    if readers == Readers::Machines {
        return say_json(&records);
    }
    for record in &records {
        let until = record.valid_to.as_deref().map_or("current".to_owned(), |day| format!("until {day}"));
        let Listed { service, kind, number, valid_from, .. } = record;
        say(format!("{service} · {kind} {number} · from {valid_from} · {until}"));
    }
    say(format!("{} records", records.len()));
    Ok(())
}
