//! Structured logs on standard error. Nothing a person typed is logged.

use crate::arguments::Command;
use crate::config::{Config, LogFormat};
use crate::output::Failure;
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// At finer levels the driver logs the parameters of statements, which are personal data.
const QUIET_DATABASE: &str = "tokio_postgres=warn";

/// Starts logging: what the configuration says for servers, only warnings for commands that answer people.
pub(crate) fn start(config: &Config, command: &Command) -> Result<(), Failure> {
    let serves = matches!(command, Command::Serve(_) | Command::Worker);
    let configured = EnvFilter::try_new(&config.log.filter)
        .map_err(|error| Failure::no(format!("The setting log.filter is wrong: {error}")))?;
    let filter = if serves { configured } else { EnvFilter::new("warn") };
    let filter = filter.add_directive(QUIET_DATABASE.parse().expect("the directive is fixed and valid"));
    let colours = std::io::stderr().is_terminal();
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    match config.log.format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
    Ok(())
}
