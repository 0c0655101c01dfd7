//! `fachwerk case migrate`: running cases go on in the newest release of their service. Unless it is to be carried out, it is
//! only said what would happen: numbers and steps, never content.

use crate::output::{Failure, Readers, say, say_json, sentence};
use crate::sentences::words;
use cases::{Actor, Machine};
use casework::{Casework, MigrationPage, OutdatedStanding, Refusal, Town};
use clap::Args;
use kit::Words;
use serde::Serialize;
use std::collections::BTreeMap;
use values::{CaseId, Language};

/// Words of the command.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Slug of the tenant
    tenant: String,
    /// Case number; all running cases in older releases when it is missing
    number: Option<String>,
    /// Key of the service whose cases are meant; of all services when it is missing
    #[arg(long)]
    service: Option<String>,
    /// What is called differently now: a step, a flow into a join or a legal clock; may be said several times
    #[arg(long = "rename", value_name = "OLD=NEW", value_parser = renamed)]
    renamed: Vec<(String, String)>,
    /// Do it; without this word nothing is changed
    #[arg(long)]
    carry_out: bool,
    /// For machines
    #[arg(long)]
    json: bool,
}

fn renamed(text: &str) -> Result<(String, String), String> {
    let (old, new) = text.split_once('=').ok_or("write it as OLD=NEW")?;
    Ok((old.to_owned(), new.to_owned()))
}

/// What became of a case, or would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    /// It would fit.
    Fits,
    /// It goes on in the newest release now.
    Migrated,
    /// It runs in the newest release already.
    Newest,
    /// It does not fit.
    Unfit,
    /// Something has happened in it meanwhile.
    Overtaken,
    /// What is stored of it cannot be read.
    Unreadable,
}

impl Outcome {
    /// Whether somebody has to look at the case.
    const fn is_open(self) -> bool {
        matches!(self, Self::Unfit | Self::Overtaken | Self::Unreadable)
    }

    const fn in_words(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Migrated => "goes on in the newest release",
            Self::Newest => "runs in the newest release already",
            Self::Unfit => "does not fit",
            Self::Overtaken => "has moved on meanwhile; try again",
            Self::Unreadable => "cannot be read; see `fachwerk case verify`",
        }
    }
}

#[derive(Serialize)]
struct Told {
    number: String,
    /// Version of the newest package; empty when the case cannot be read.
    version: String,
    outcome: Outcome,
    /// What would change, or has changed.
    changes: Vec<String>,
    /// What does not fit.
    problems: Vec<String>,
}

/// Everything the command rests on.
struct Migrating<'a> {
    casework: &'a Casework,
    town: Town,
    actor: Actor,
    renamed: BTreeMap<String, String>,
    carry_out: bool,
    words: Words,
}

/// Runs the command.
pub(super) async fn run(casework: &Casework, asked: Asked) -> Result<(), Failure> {
    let migrating = Migrating {
        casework,
        town: casework.town(&asked.tenant).await?,
        actor: Actor::Machine(Machine { command: "case migrate" }),
        renamed: asked.renamed.into_iter().collect(),
        carry_out: asked.carry_out,
        words: words(Language::En)?,
    };
    let mut told = Vec::new();
    let reached = match &asked.number {
        Some(number) => migrating.one(number, &mut told).await,
        None => migrating.all(asked.service.as_deref(), &mut told).await,
    };
    // What was carried out before something broke is said all the same.
    if reached.is_ok() || !told.is_empty() {
        say_all(&told, asked.json.into())?;
    }
    reached?;
    let open = told.iter().filter(|one| one.outcome.is_open()).count();
    if open == 0 { Ok(()) } else { Err(Failure::no(format!("{open} cases stay in their release."))) }
}

impl Migrating<'_> {
    async fn one(&self, number: &str, told: &mut Vec<Told>) -> Result<(), Failure> {
        let case = self.casework.case_head(self.town.tenant, number).await?.id;
        told.push(self.told(case, number).await?);
        Ok(())
    }

    /// All running cases in older releases, by number.
    async fn all(&self, service: Option<&str>, told: &mut Vec<Told>) -> Result<(), Failure> {
        let mut after = String::new();
        loop {
            let from = (after.as_str(), Language::En);
            let listed = self.casework.outdated_cases(&self.actor, &self.town, from).await?;
            let is_meant = |key: &str| service.is_none_or(|service| service == key);
            for case in listed.cases.iter().filter(|case| is_meant(&case.service)) {
                told.push(match case.standing {
                    OutdatedStanding::Unreadable => unreadable(&case.number),
                    _ => self.told(case.case, &case.number).await?,
                });
            }
            let Some(next) = listed.next else { return Ok(()) };
            after = next;
        }
    }

    async fn told(&self, case: CaseId, number: &str) -> Result<Told, Failure> {
        let plan = (Some(&self.renamed), Language::En);
        let page = self.casework.migration_page(&self.actor, &self.town, case, plan).await?;
        let outcome = self.outcome(&page).await?;
        let changes = page.changes.iter().map(|change| desk::migration_change(&self.words, change));
        let problems = page.problems.iter().map(|misfit| desk::migration_problem(&self.words, misfit));
        let problems = problems.map(|problem| sentence(&self.words, &problem));
        Ok(Told {
            number: number.to_owned(),
            version: page.version.clone(),
            outcome,
            changes: changes.collect(),
            problems: problems.collect(),
        })
    }

    /// What was previewed is carried out, and nothing else.
    async fn outcome(&self, page: &MigrationPage) -> Result<Outcome, Failure> {
        match () {
            () if page.is_newest => return Ok(Outcome::Newest),
            () if !page.problems.is_empty() => return Ok(Outcome::Unfit),
            () if !self.carry_out => return Ok(Outcome::Fits),
            () => {}
        }
        match self.casework.migrate_case(&self.actor, &self.town, page.case, &page.agreed()).await {
            Ok(()) => Ok(Outcome::Migrated),
            Err(Refusal::Conflict | Refusal::Problems(_)) => Ok(Outcome::Overtaken),
            Err(refusal) => Err(refusal.into()),
        }
    }
}

fn unreadable(number: &str) -> Told {
    let (version, changes, problems) = (String::new(), Vec::new(), Vec::new());
    Told { number: number.to_owned(), version, outcome: Outcome::Unreadable, changes, problems }
}

fn say_all(told: &[Told], readers: Readers) -> Result<(), Failure> {
    if readers == Readers::Machines {
        return say_json(&told);
    }
    for one in told {
        say(format!("{}: {}", one.number, one.outcome.in_words()));
        one.changes.iter().chain(&one.problems).for_each(|line| say(format!("  {line}")));
    }
    say(format!("{} cases", told.len()));
    Ok(())
}
