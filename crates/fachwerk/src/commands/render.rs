//! `fachwerk render`: the child that writes one letter, started by the program itself. It reads no configuration, opens no
//! database and starts no threads of its own before its limits hold.

use crate::output::Failure;
use clap::Args;

/// Words of the command.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Most address space in bytes
    #[arg(long)]
    memory_bytes: u64,
    /// Most processor time in seconds
    #[arg(long)]
    cpu_seconds: u64,
}

/// Runs the command.
pub(crate) fn run(asked: &Asked) -> Result<(), Failure> {
    sandbox::limit_self(asked.memory_bytes, asked.cpu_seconds)?;
    sandbox::serve(std::io::stdin().lock(), std::io::stdout().lock())?;
    Ok(())
}
