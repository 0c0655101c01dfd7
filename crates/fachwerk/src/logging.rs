//! Structured logs on standard error. Nothing a person typed is logged.

use crate::arguments::Command;
use crate::config::{Config, LogFormat};
use crate::output::Failure;
use tracing_subscriber::EnvFilter;

/// Starts logging: what the configuration says for servers, only warnings for commands that answer people.
pub(crate) fn start(config: &Config, command: &Command) -> Result<(), Failure> {
    let serves = matches!(command, Command::Serve(_) | Command::Worker);
    let wanted = if serves { config.log.filter.as_str() } else { "warn" };
    let filter = EnvFilter::try_new(wanted)
        .map_err(|error| Failure::no(format!("The setting log.filter is wrong: {error}")))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log.format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
    Ok(())
}
