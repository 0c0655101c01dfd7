//! `fachwerk case`: the head of a case without personal data, the proof of its journal, and its way into a newer release.

mod migrate;

use crate::assembly;
use crate::config::Config;
use crate::output::{Failure, Readers, progress, say, say_json};
use casework::{CaseHead, Casework};
use clap::Subcommand;
use serde::Serialize;
use values::TenantId;

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// Show the head of a case: no names, no answers
    Show {
        /// Slug of the tenant
        tenant: String,
        /// Case number
        number: String,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Let running cases go on in the newest release of their service; says what would happen, and does it with --carry-out
    Migrate(migrate::Asked),
    /// Make the entries of the desk's search anew, of all cases and records of a tenant
    Reindex {
        /// Slug of the tenant
        tenant: String,
    },
    /// Prove the journal of a case, or of all cases of a tenant
    Verify {
        /// Slug of the tenant
        tenant: String,
        /// Case number; all cases when it is missing
        number: Option<String>,
        /// For machines
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Shown {
    id: String,
    number: String,
    service: String,
    status: String,
    steps: i64,
    opened_at: String,
    changed_at: String,
    open_tasks: Vec<String>,
    incidents: Vec<String>,
}

#[derive(Serialize)]
struct Proved {
    number: String,
    steps: usize,
    breaks: Vec<String>,
}

/// Runs the command.
pub(crate) async fn run(config: Config, asked: Asked) -> Result<(), Failure> {
    let casework = assembly::casework(&config).await?;
    match asked {
        Asked::Show { tenant, number, json } => {
            let town = casework.town(&tenant).await?;
            show(casework.case_head(town.tenant, &number).await?, json.into())
        }
        Asked::Migrate(asked) => migrate::run(&casework, asked).await,
        Asked::Reindex { tenant } => {
            let town = casework.town(&tenant).await?;
            let rebuilt = casework.rebuild_search(town.tenant).await?;
            say(format!("{rebuilt} cases and records can be found"));
            Ok(())
        }
        Asked::Verify { tenant, number, json } => {
            let town = casework.town(&tenant).await?;
            let numbers = match number {
                Some(number) => vec![number],
                None => casework.case_numbers(town.tenant).await?,
            };
            verify(&casework, town.tenant, &numbers, json.into()).await
        }
    }
}

fn show(head: CaseHead, readers: Readers) -> Result<(), Failure> {
    let shown = Shown {
        id: head.id.to_string(),
        number: head.number,
        service: head.service,
        status: head.status,
        steps: head.steps,
        opened_at: head.opened_at.to_string(),
        changed_at: head.changed_at.to_string(),
        open_tasks: head.open_tasks.into_iter().map(|(_, name)| name).collect(),
        incidents: head.incidents.into_iter().map(|(element, code)| format!("{element}: {code}")).collect(),
    };
    if readers == Readers::Machines {
        return say_json(&shown);
    }
    say(format!("Case {} · {} · {} · {} steps", shown.number, shown.service, shown.status, shown.steps));
    say(format!("received {} · changed {}", shown.opened_at, shown.changed_at));
    shown.open_tasks.iter().for_each(|task| say(format!("open task: {task}")));
    shown.incidents.iter().for_each(|incident| say(format!("stuck: {incident}")));
    Ok(())
}

async fn verify(
    casework: &Casework,
    tenant: TenantId,
    numbers: &[String],
    readers: Readers,
) -> Result<(), Failure> {
    let bar = progress(numbers.len(), "Proving");
    let mut proved = Vec::new();
    for number in numbers {
        let found = casework.verify_case(tenant, number).await?;
        proved.push(Proved { number: found.number, steps: found.steps, breaks: found.breaks });
        bar.inc(1);
    }
    bar.finish_and_clear();
    if readers == Readers::Machines {
        say_json(&proved)?;
    } else {
        for one in &proved {
            one.breaks.iter().for_each(|found| say(format!("{}: {found}", one.number)));
        }
        let steps: usize = proved.iter().map(|one| one.steps).sum();
        say(format!("{} cases, {steps} steps", proved.len()));
    }
    let broken = proved.iter().filter(|one| !one.breaks.is_empty()).count();
    if broken == 0 { Ok(()) } else { Err(Failure::no(format!("{broken} cases do not hold."))) }
}
