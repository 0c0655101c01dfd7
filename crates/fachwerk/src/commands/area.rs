//! `fachwerk area`: which municipalities and counties there are on a day, and what is known of one. Needs no database.

use crate::config::Config;
use crate::output::{Failure, Readers, say, say_json};
use crate::{assembly, world};
use areas::{Area, AreaKind, Areas};
use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;
use serde::Serialize;

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// List municipalities and counties, by key
    List {
        /// The day that counts, such as 2026-11-28 (default: today)
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        /// Only one kind
        #[arg(long)]
        kind: Option<Kind>,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Show an area at all times: its key, county, successor and court
    Show {
        /// Key (AGS or ARS), or its part of addresses, such as 06440004 or buedingen
        area: String,
        /// For machines
        #[arg(long)]
        json: bool,
    },
}

/// What can be listed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Kind {
    /// Towns and villages
    Municipality,
    /// Counties
    County,
}

#[derive(Serialize)]
struct Listed<'a> {
    key: &'a str,
    /// `null` when the official key is not known.
    official_key: Option<&'a str>,
    regional_key: Option<&'a str>,
    kind: &'a str,
    name: &'a str,
    full_name: String,
    slug: &'a str,
    parent: &'a str,
    is_county_free: bool,
    valid_from: Option<String>,
    valid_to: Option<String>,
    successor: Option<&'a str>,
    court: Option<&'a str>,
}

/// Runs the command.
pub(crate) fn run(config: &Config, asked: Asked) -> Result<(), Failure> {
    let areas = assembly::areas(config)?;
    let today = world::now().date();
    match asked {
        Asked::List { on, kind, json } => {
            let on = on.unwrap_or(today);
            let wanted = |area: &&Area| kind.is_none_or(|kind| area.kind == AreaKind::from(kind));
            let listed = areas.places(on).filter(wanted).map(|area| listed(&areas, area, on)).collect();
            tell(listed, json.into())
        }
        Asked::Show { area, json } => {
            let Some(key) = areas.key_of(&area) else {
                return Err(Failure::no(format!(
                    "No area is called “{area}”. `fachwerk area list` names them."
                )));
            };
            let times = areas.history(key).iter();
            tell(times.map(|time| listed(&areas, time, day_within(time, today))).collect(), json.into())
        }
    }
}

/// A day on which this was so: today, or the last one.
fn day_within(area: &Area, today: Date) -> Date {
    area.validity.to.map_or(today, |last| last.min(today))
}

fn listed<'a>(areas: &'a Areas, area: &'a Area, on: Date) -> Listed<'a> {
    Listed {
        key: &area.key,
        official_key: area.official_key.as_deref(),
        regional_key: area.regional_key.as_deref(),
        kind: area.kind.key(),
        name: &area.name,
        full_name: areas::full_name(area),
        slug: &area.slug,
        parent: &area.parent,
        is_county_free: areas.is_county_free(area, on),
        valid_from: area.validity.from.map(|day| day.to_string()),
        valid_to: area.validity.to.map(|day| day.to_string()),
        successor: area.successor.as_deref(),
        court: areas.court(area, on).map(|court| court.name.as_str()),
    }
}

fn tell(listed: Vec<Listed<'_>>, readers: Readers) -> Result<(), Failure> {
    if readers == Readers::Machines {
        return say_json(&listed);
    }
    for one in &listed {
        let key = one.official_key.unwrap_or("key unknown");
        let time = match (&one.valid_from, &one.valid_to) {
            (None, None) => String::new(),
            (from, to) => format!("  ({} to {})", day(from), day(to)),
        };
        say(format!("{key:<12} {:<13} {}{time}", one.kind, one.full_name));
    }
    Ok(())
}

fn day(date: &Option<String>) -> &str {
    date.as_deref().unwrap_or("…")
}

impl From<Kind> for AreaKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Municipality => Self::Municipality,
            Kind::County => Self::County,
        }
    }
}
