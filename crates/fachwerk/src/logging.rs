//! Structured logs on standard error. Nothing a person typed is logged.

use crate::arguments::Command;
use crate::config::{Config, LogFormat};
use crate::output::Failure;
use std::io::IsTerminal;
use tracing::Level;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::FilterFn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// What logs the parameters of statements at finer levels, which are personal data.
const DRIVER: &str = "tokio_postgres";

/// Starts logging: what the configuration says for servers, only warnings for commands that answer people,
/// unless somebody asks for more.
pub(crate) fn start(config: &Config, command: &Command) -> Result<(), Failure> {
    let is_set = config.log.filter != Config::default().log.filter;
    let serves = is_set || matches!(command, Command::Serve(_) | Command::Worker);
    let configured = EnvFilter::try_new(&config.log.filter)
        .map_err(|error| Failure::no(format!("The setting log.filter is wrong: {error}")))?;
    let filter = if serves { configured } else { EnvFilter::new("warn") };
    let colours = std::io::stderr().is_terminal();
    let lines =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    // Whatever the filter says: no word of the configuration brings them back.
    let quiet = FilterFn::new(|line| *line.level() <= Level::WARN || !line.target().starts_with(DRIVER));
    match config.log.format {
        LogFormat::Text => lines.finish().with(quiet).init(),
        LogFormat::Json => lines.json().finish().with(quiet).init(),
    }
    Ok(())
}
