//! `fachwerk doctor`: explains every setting and checks what the program stands on.

use crate::assembly;
use crate::config::Config;
use crate::output::{Failure, say, say_json};
use crate::world;
use casework::InVain;
use clap::Args;
use documents::Documents;
use letters::{LetterSource, Letters, sample_letter_data};
use serde::Serialize;
use store::{Fault, StoreError};
use values::{Language, Moment};

/// The program was written after this day; a clock before it is wrong.
const NOT_BEFORE: &str = "2026-11-01";

/// Words of the command.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// For machines
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    settings: Vec<Setting>,
    checks: Vec<Check>,
}

#[derive(Serialize)]
struct Setting {
    name: &'static str,
    value: String,
    meaning: &'static str,
}

#[derive(Serialize)]
struct Check {
    what: &'static str,
    fine: bool,
    found: String,
}

/// Runs the command.
pub(crate) async fn run(config: Config, asked: Asked) -> Result<(), Failure> {
    let settings = config.explained().into_iter();
    let settings = settings.map(|(name, value, meaning)| Setting { name, value, meaning }).collect();
    let checks = vec![
        check("database", database(&config).await),
        check("storage", storage(&config).await),
        check("mail", mail(&config).await),
        check("fonts", fonts()),
        check("clock", clock()),
        check("work", work(&config).await),
    ];
    let report = Report { settings, checks };
    let sick = report.checks.iter().filter(|check| !check.fine).count();
    if asked.json {
        say_json(&report)?;
    } else {
        tell(&report);
    }
    if sick == 0 { Ok(()) } else { Err(Failure::no(format!("{sick} checks failed."))) }
}

fn tell(report: &Report) {
    for setting in &report.settings {
        say(format!("{:<22} {:<40} {}", setting.name, setting.value, setting.meaning));
    }
    say("");
    for check in &report.checks {
        say(format!("{} {:<10} {}", if check.fine { "✓" } else { "✗" }, check.what, check.found));
    }
}

fn check(what: &'static str, result: Result<String, String>) -> Check {
    match result {
        Ok(found) => Check { what, fine: true, found },
        Err(found) => Check { what, fine: false, found },
    }
}

async fn database(config: &Config) -> Result<String, String> {
    let store = assembly::store(config).await.map_err(|failure| failure.to_string())?;
    store.check().await.map_err(|error| match error {
        StoreError::Fault(Fault::Schema(_)) => format!("{error}; `fachwerk migrate` brings it up to date"),
        other => other.to_string(),
    })?;
    let kind = if config.database.is_empty() { "SQLite" } else { "PostgreSQL" };
    Ok(format!("{kind} answers"))
}

async fn storage(config: &Config) -> Result<String, String> {
    let documents = Documents::in_folder(config.documents_folder());
    documents.check().await.map_err(|error| error.to_string())?;
    Ok(format!("{} can be written and read", config.documents_folder().display()))
}

async fn mail(config: &Config) -> Result<String, String> {
    let post = assembly::post(config).map_err(|failure| failure.to_string())?;
    post.check().await.map_err(|error| error.to_string())?;
    Ok(if config.mail.host.is_empty() {
        "mails go into a folder, to nobody"
    } else {
        "the mail server answers"
    }
    .to_owned())
}

/// What the worker tries in vain, case by case: nobody else hears of it.
async fn work(config: &Config) -> Result<String, String> {
    let store = assembly::store(config).await.map_err(|failure| failure.to_string())?;
    if store.check().await.is_err() {
        return Err("it stands in a database that does not answer".to_owned());
    }
    let found = casework::in_vain(&store).await.map_err(|refusal| refusal.to_string())?;
    if found.is_empty() {
        return Ok("nothing is tried in vain".to_owned());
    }
    let sentence = |one: &InVain| {
        let (kind, of) = (one.kind.word(), one.of.as_deref().unwrap_or("nobody known"));
        format!("{kind} of {of} in {}: {} attempts, the next at {}", one.tenant, one.attempts, one.next)
    };
    let told: Vec<String> = found.iter().map(sentence).collect();
    Err(format!("{}; `fachwerk case verify` says which cases are damaged", told.join("; ")))
}

/// Fonts are part of the program; a letter is typeset to see that they work.
fn fonts() -> Result<String, String> {
    let data = sample_letter_data().to_json();
    let template = "#import \"/fachwerk/letter.typ\": *\n#show: letter\nÄÖÜäöüß €";
    let (title, date) = ("Probe", world::now().date());
    let source = LetterSource { template, data: &data, title, language: Language::De, date };
    let pdf = Letters::new().render(&source).map_err(|failure| failure.to_string())?;
    Ok(format!("a letter of {} kB was typeset", pdf.len() / 1_000))
}

fn clock() -> Result<String, String> {
    let now = world::now();
    let not_before = NOT_BEFORE.parse().expect("the date is fixed and valid");
    let shown = format!("{now} (in Germany {})", now.civil());
    if now < Moment::start_of(not_before) {
        Err(format!("{shown} lies before this program"))
    } else {
        Ok(shown)
    }
}
