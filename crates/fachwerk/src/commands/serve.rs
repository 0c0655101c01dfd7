//! `fachwerk serve`: the pages, and a worker inside unless another process does its work.

use crate::config::{Config, is_demo_folder};
use crate::output::Failure;
use crate::{assembly, http};
use clap::Args;
use kit::Cookies;
use std::net::SocketAddr;
use tokio::sync::watch;

/// Words of the command.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Address to listen on
    #[arg(long, value_name = "ADDR", env = "FACHWERK_LISTEN")]
    listen: Option<SocketAddr>,
    /// Leave jobs and timers to separate `fachwerk worker` processes
    #[arg(long)]
    without_worker: bool,
}

/// Runs the command.
pub(crate) async fn run(mut config: Config, asked: Asked) -> Result<(), Failure> {
    if is_demo_folder(&config.data) {
        return Err(Failure::no(format!(
            "{} is a demo folder: its logins are known to everybody. Use another folder, or run fachwerk demo.",
            config.data.display()
        )));
    }
    config.listen = asked.listen.unwrap_or(config.listen);
    let cookies = if config.public_url().starts_with("https://") { Cookies::Secure } else { Cookies::Plain };
    if cookies == Cookies::Plain && !config.listen.ip().is_loopback() {
        return Err(Failure::no(
            "Without https people's sessions could be read on the way. Set public_url to the https address of the \
             proxy in front, or listen on 127.0.0.1.",
        ));
    }
    let listener = http::listen(config.listen).await?;
    config.listen = listener.local_addr()?;
    let casework = assembly::casework(&config).await?;
    let router = http::router(casework.clone(), cookies, config.proxies())?;
    tracing::info!(address = %config.listen, "serving");
    let (end, ended) = watch::channel(());
    let worker = (!asked.without_worker).then(|| tokio::spawn(super::worker::work(casework, ended)));
    http::serve(listener, router, http::asked_to_end()).await?;
    drop(end);
    if let Some(worker) = worker {
        worker.await.map_err(|error| Failure::no(format!("The worker broke off: {error}")))?;
    }
    Ok(())
}
