//! `cargo xtask frontend`: the bundle that the program embeds. Nothing is bundled again while no source changed, because
//! a new bundle makes cargo compile the pages again.

use crate::npm;
use crate::place;
use crate::run;
use crate::stop::Stop;
use crate::tools::{self, NODE, NPM};

/// Installs and bundles.
pub(crate) fn run() -> Result<(), Stop> {
    tools::require(&[&NODE, &NPM])?;
    build()
}

/// Installs what the lock file names and bundles the sources, each only when something changed.
pub(crate) fn build() -> Result<(), Stop> {
    let project = place::frontend();
    npm::install(&project)?;
    let fingerprint = npm::fingerprint(&npm::sources(&project)?)?;
    let stamp = project.join("node_modules").join(".bundled");
    if project.join("dist").is_dir() && npm::is_stamped(&stamp, &fingerprint) {
        return Ok(());
    }
    run::finish(&mut npm::command(&project, &["run", "--silent", "build"]))?;
    npm::write_stamp(&stamp, &fingerprint)
}
