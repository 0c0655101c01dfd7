//! `fachwerk demo`: a town to look around in, in a data folder of its own, served on this machine only.

mod town;

use crate::config::Config;
use crate::output::{Failure, say};
use crate::{assembly, commands, http};
use clap::Args;
use identity::TotpSecret;
use kit::Cookies;
use std::net::SocketAddr;
use std::path::Path;
use tokio::sync::watch;

/// The file that marks a data folder as made by `demo`; `serve` refuses such a folder.
pub(crate) const MARK: &str = "made-by-demo";

/// The invented areas of the demo.
pub(crate) const AREAS: &str = include_str!("../../../demo/areas.csv");

/// The invented persons whose identity cards the demo reads.
pub(crate) const PERSONS: &str = include_str!("../../../demo/persons.json");

/// Words of the command.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Address on this machine to listen on
    #[arg(long, value_name = "ADDR", env = "FACHWERK_LISTEN")]
    listen: Option<SocketAddr>,
}

/// Runs the command.
pub(crate) async fn run(mut config: Config, asked: Asked) -> Result<(), Failure> {
    config.listen = asked.listen.unwrap_or(config.listen);
    if !config.listen.ip().is_loopback() {
        return Err(Failure::no("The demo listens only on this machine: its logins are known to everybody."));
    }
    if !config.database.is_empty() {
        return Err(Failure::no("The demo uses the built-in database only. Leave --database out."));
    }
    if config.data == Config::default().data {
        config.data = config.data.join("demo");
    }
    mark(&config.data)?;
    let listener = http::listen(config.listen).await?;
    config.listen = listener.local_addr()?;
    let casework = assembly::casework(&config).await?;
    town::create(&casework).await?;
    let router = http::router(casework.clone(), Cookies::Plain)?;
    greet(&config);
    let (end, ended) = watch::channel(());
    let worker = tokio::spawn(commands::worker::work(casework, ended));
    http::serve(listener, router, http::asked_to_end()).await?;
    drop(end);
    worker.await.map_err(|error| Failure::no(format!("The worker broke off: {error}")))
}

/// Marks the folder; one that holds somebody's real data is left alone.
fn mark(data: &Path) -> Result<(), Failure> {
    let mark = data.join(MARK);
    let in_use = data.is_dir() && !mark.exists() && std::fs::read_dir(data)?.next().is_some();
    if in_use {
        return Err(Failure::no(format!(
            "{} holds other data. Name an empty folder with --data.",
            data.display()
        )));
    }
    std::fs::create_dir_all(data)?;
    std::fs::write(mark, "This folder was made by `fachwerk demo`. Its logins are known to everybody.\n")?;
    Ok(())
}

fn greet(config: &Config) {
    let address = config.public_url();
    say(format!("Fachwerk demo, data in {}", config.data.display()));
    say("");
    say(format!("  Citizens    {address}/{}", town::SLUG));
    say(format!("  Staff       {address}/amt/{}/anmelden", town::SLUG));
    for (login, what) in town::LOGINS {
        say(format!("              {login:<8} {:<16} {what}", town::PASSWORD));
    }
    say(format!("  Code        fachwerk user demo-code, or an app that knows {}", town::SECRET));
    say(format!("  Mails       {}", config.mail_folder().display()));
    say("");
    say("Press Ctrl-C to end.");
}

/// The code that the demo's logins need now.
pub(crate) fn code_now() -> String {
    let secret = TotpSecret::from_text(town::SECRET).expect("the demo's secret is Base32");
    secret.code(crate::world::real().now().micros().div_euclid(1_000_000))
}
