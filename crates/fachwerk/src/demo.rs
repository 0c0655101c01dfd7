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
use town::DemoTenant;

/// The file that marks a data folder as made by `demo`; `serve` refuses such a folder.
pub(crate) const MARK: &str = "made-by-demo";

/// The invented areas of the demo.
pub(crate) const AREAS: &str = include_str!("../../../demo/areas.csv");

/// The invented persons whose identity cards the demo reads.
pub(crate) const PERSONS: &str = include_str!("../../../demo/persons.json");

/// The invented operator of the demo.
pub(crate) const OPERATOR: &str = include_str!("../../../demo/operator.toml");

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
    let tenants = town::tenants()?;
    let greeting = greeting(&config, &tenants);
    for tenant in tenants {
        town::create(&casework, tenant).await?;
    }
    let router = http::router(casework.clone(), Cookies::Plain, config.proxies())?;
    greeting.iter().for_each(say);
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

/// What whoever starts the demo is told: where to look, and how to sign in.
fn greeting(config: &Config, tenants: &[DemoTenant]) -> Vec<String> {
    let address = config.public_url();
    let mut lines = vec![format!("Fachwerk demo, data in {}", config.data.display()), String::new()];
    lines.push(format!("  Everybody   {address}/"));
    for tenant in tenants {
        let slug = &tenant.slug;
        lines.extend([String::new(), format!("  {}", tenant.name)]);
        lines.push(format!("  Citizens    {address}/{slug}"));
        lines.push(format!("  Staff       {address}/amt/{slug}/anmelden"));
        lines.extend(tenant.staff.iter().map(|who| {
            format!("              {:<8} {:<16} {}, {}", who.login, town::PASSWORD, who.name, who.what)
        }));
    }
    lines.push(String::new());
    lines.push(format!("  Code        fachwerk user demo-code, or an app that knows {}", town::SECRET));
    lines.extend([format!("  Mails       {}", config.mail_folder().display())]);
    lines.extend([String::new(), "Press Ctrl-C to end.".to_owned()]);
    lines
}

/// The code that the demo's logins need now.
pub(crate) fn code_now() -> String {
    let secret = TotpSecret::from_text(town::SECRET).expect("the demo's secret is Base32");
    secret.code(crate::world::real().now().micros().div_euclid(1_000_000))
}
