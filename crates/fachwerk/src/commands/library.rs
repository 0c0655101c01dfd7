//! `fachwerk library`: checking packages, and bringing them into the library and to a tenant.

use crate::config::Config;
use crate::findings::{Checked, Told};
use crate::output::{Failure, Readers, progress, say, say_json};
use crate::spoken::Spoken;
use crate::{assembly, package_folder, parameter_file};
use clap::Subcommand;
use feel::Context;
use kit::Words;
use serde::Serialize;
use services::{Package, Release};
use std::path::{Path, PathBuf};
use values::Problem;

/// Words of the command.
#[derive(Debug, Subcommand)]
pub(crate) enum Asked {
    /// Find every problem of the packages in these folders
    Check {
        /// Folder of one package, or of several
        #[arg(required = true)]
        folders: Vec<PathBuf>,
        #[command(flatten)]
        spoken: Spoken,
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// List the packages of the library
    List {
        /// For machines
        #[arg(long)]
        json: bool,
    },
    /// Bring a package into the library and publish its service for a tenant
    Install {
        /// Folder of the package, or the key of one that comes with the program
        package: String,
        /// Slug of the tenant
        #[arg(long)]
        tenant: String,
        /// TOML file with parameter values; the others keep the package's default
        #[arg(long, value_name = "FILE")]
        parameters: Option<PathBuf>,
    },
}

#[derive(Serialize)]
struct Listed {
    key: String,
    version: String,
    hash: String,
    installed_at: String,
}

/// Runs the command.
pub(crate) async fn run(config: Config, asked: Asked) -> Result<(), Failure> {
    match asked {
        Asked::Check { folders, spoken, json } => check(&folders, &spoken.words()?, json.into()),
        Asked::List { json } => list(&config, json.into()).await,
        Asked::Install { package, tenant, parameters } => {
            install(&config, &package, &tenant, parameters.as_deref()).await
        }
    }
}

fn check(folders: &[PathBuf], words: &Words, readers: Readers) -> Result<(), Failure> {
    let packages = packages_in(folders)?;
    let bar = progress(packages.len(), "Checking");
    let mut checked = Vec::new();
    for folder in packages {
        let (problems, hints, told) = match Package::read(package_folder::read(&folder)?) {
            Ok(package) => {
                let (problems, told) = stories(&package);
                (problems, package.hints(), told)
            }
            Err(problems) => (problems, Vec::new(), Vec::new()),
        };
        let path = folder.display().to_string();
        checked.push(Checked::new(path, &problems, words).with_hints(&hints, words).with_stories(told));
        bar.inc(1);
    }
    bar.finish_and_clear();
    report(&checked, words, readers)
}

/// Tells the stories of a package with the defaults of its parameters: what is wrong in them, and which of them can be told.
fn stories(package: &Package) -> (Vec<Problem>, Vec<Told>) {
    let release = match Release::compile(package, &Context::new()) {
        Ok(release) => release,
        Err(problems) => return (problems, Vec::new()),
    };
    let (mut problems, mut told) = (Vec::new(), Vec::new());
    for (file, scenario) in package.scenarios() {
        let wrong = release.tell(file, scenario);
        if wrong.is_empty() {
            told.push(Told { file: file.clone(), title: scenario.title.clone() });
        }
        problems.extend(wrong);
    }
    (problems, told)
}

fn report(checked: &[Checked], words: &Words, readers: Readers) -> Result<(), Failure> {
    let count: usize = checked.iter().map(|one| one.problems.len()).sum();
    if readers == Readers::Machines {
        say_json(&checked)?;
    } else {
        for one in checked {
            one.problems.iter().for_each(|problem| say(format!("{}/{}", one.path, problem.sentence())));
            for story in &one.stories {
                let file = format!("{}/{}", one.path, story.file);
                say(words.fill("command-story-told", &[("file", file), ("title", story.title.clone())]));
            }
            for hint in &one.hints {
                let placed = format!("{}/{}", one.path, hint.sentence());
                say(words.fill("command-hint", &[("hint", placed)]));
            }
        }
        let counts = [("packages", checked.len().to_string()), ("problems", count.to_string())];
        say(words.fill("command-checked-packages", &counts));
    }
    if count == 0 { Ok(()) } else { Err(Failure::no(words.of("command-not-publishable"))) }
}

/// Folders that are packages themselves, or hold packages.
fn packages_in(folders: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut packages = Vec::new();
    for folder in folders {
        if folder.join("service.toml").is_file() {
            packages.push(folder.clone());
            continue;
        }
        let entries = std::fs::read_dir(folder)
            .map_err(|error| Failure::no(format!("{} cannot be read: {error}", folder.display())))?;
        let inside = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        let mut inside: Vec<PathBuf> = inside.filter(|path| path.join("service.toml").is_file()).collect();
        inside.sort();
        packages.extend(inside);
    }
    if packages.is_empty() {
        Err(Failure::no("There is no package: no folder holds a service.toml."))
    } else {
        Ok(packages)
    }
}

async fn list(config: &Config, readers: Readers) -> Result<(), Failure> {
    let packages = assembly::casework(config).await?.packages().await?;
    let listed: Vec<Listed> = packages
        .into_iter()
        .map(|package| Listed {
            key: package.key,
            version: package.version,
            hash: package.hash.to_string(),
            installed_at: package.installed_at.to_string(),
        })
        .collect();
    if readers == Readers::Machines {
        return say_json(&listed);
    }
    listed.iter().for_each(|one| say(format!("{:<20} {:<10} {}", one.key, one.version, one.hash)));
    Ok(())
}

async fn install(
    config: &Config,
    package: &str,
    tenant: &str,
    parameters: Option<&Path>,
) -> Result<(), Failure> {
    let folder = Path::new(package);
    let package = if folder.is_dir() {
        package_folder::checked(package_folder::read(folder)?)?
    } else if package_folder::bundled_keys().iter().any(|key| key == package) {
        package_folder::bundled(package)?
    } else {
        return Err(Failure::no(format!(
            "{package} is neither a folder nor a package that comes with the program."
        )));
    };
    let parameters = parameters.map(|file| values_in(&package, file)).transpose()?.unwrap_or_default();
    let casework = assembly::casework(config).await?;
    let town = casework.town(tenant).await?;
    casework.install_package(&package).await?;
    let published = casework.publish_service(town.tenant, &package, &parameters).await?;
    say(format!(
        "{} is live under /{tenant}/leistung/{} (release {}).",
        published.key, published.key, published.release
    ));
    Ok(())
}

fn values_in(package: &Package, file: &Path) -> Result<Context, Failure> {
    let name = file.display().to_string();
    let bytes =
        std::fs::read(file).map_err(|error| Failure::no(format!("{name} cannot be read: {error}")))?;
    parameter_file::parameters(package, &name, &bytes)
}
