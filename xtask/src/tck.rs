//! `cargo xtask tck DIR`: the DMN Technology Compatibility Kit over any folder in its layout. The walk lives in the tests
//! of `dmn`, which guard the numbers in the suite.

use crate::run;
use crate::stop::Stop;

/// Prints passed/total per case and level, and every miss with its reason.
pub(crate) fn run(words: &[String]) -> Result<(), Stop> {
    let [folder] = words else { return Err(Stop::usage("`cargo xtask tck` takes one folder.")) };
    let folder = std::path::absolute(folder).map_err(|error| Stop::new(format!("{folder}: {error}.")))?;
    if !folder.is_dir() {
        return Err(Stop::new(format!("{} is no folder.", folder.display())));
    }
    let test = ["test", "--locked", "-p", "fachwerk-dmn", "--test", "suite", "any_folder", "--"];
    let mut command = run::cargo(&test);
    command.args(["--ignored", "--quiet"]).env("FACHWERK_TCK", folder);
    run::finish(&mut command)
}
