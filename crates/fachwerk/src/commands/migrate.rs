//! `fachwerk migrate`: brings the schema up to this program. `serve` and `worker` do it as well; this is for operators
//! whose serving role may not change the schema.

use crate::assembly;
use crate::config::Config;
use crate::output::{Failure, say};

/// Runs the command.
pub(crate) async fn run(config: Config) -> Result<(), Failure> {
    assembly::store(&config).await?.migrate().await?;
    say("The database fits this program.");
    Ok(())
}
