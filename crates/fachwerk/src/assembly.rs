//! Puts the parts together as the configuration says.

use crate::config::{Config, MailEncryption, is_demo_folder};
use crate::output::Failure;
use crate::package_folder;
use crate::{demo, master_key, world};
use areas::Areas;
use casework::{Casework, OperatorSettings, Parts, Settings, UploadLimits};
use documents::Documents;
use identity::{DemoEid, Eid, Passwords};
use letters::Letters;
use payments::{Demo, Payments};
use post::{Encryption, Login, Post, SmtpSettings};
use sandbox::{Limits, Sandbox};
use std::path::Path;
use std::sync::LazyLock;
use store::{PostgresOptions, Store};

/// Opens the database; creates the data folder and the file of the built-in one.
pub(crate) async fn store(config: &Config) -> Result<Store, Failure> {
    if config.database.is_empty() {
        std::fs::create_dir_all(&config.data).map_err(|error| {
            Failure::no(format!("The folder {} cannot be made: {error}", config.data.display()))
        })?;
        return Ok(Store::open_sqlite(&config.sqlite_file()).await?);
    }
    let options = PostgresOptions { pool: config.database_connections };
    Ok(Store::open_postgres(&config.database, options).await?)
}

/// All use cases on the configured parts. The schema is brought up to date first, if it is not: a role that may not change
/// it serves all the same when there is nothing to change.
pub(crate) async fn casework(config: &Config) -> Result<Casework, Failure> {
    let store = store(config).await?;
    if store.check().await.is_err() {
        store.migrate().await?;
    }
    Ok(Casework::new(Parts {
        areas: areas(config)?.into(),
        store,
        documents: Documents::in_folder(config.documents_folder()),
        passwords: Passwords::for_cores(cores()),
        eid: eid(config)?,
        master_key: master_key::read_or_make(&config.master_key_path())?,
        post: post(config)?,
        payments: payments(config),
        letters: Letters::new().into(),
        releases: Default::default(),
        sandbox: Some(sandbox()?),
        bundled: LazyLock::new(package_folder::bundled_hashes),
        world: world::real(),
        settings: Settings {
            mail_from: config.mail.from.clone(),
            public_url: config.public_url(),
            lease_seconds: config.worker.lease_seconds,
            longest_rest_seconds: config.worker.longest_rest_seconds,
            staff_idle_minutes: config.staff.idle_minutes,
            uploads: UploadLimits {
                max_bytes: config.uploads.max_bytes,
                types: config.uploads.types.clone(),
                max_files: config.uploads.max_files,
            },
            operator: operator(config)?,
        },
    }))
}

/// Children that write letters are this program, as it was when it started: replacing the file changes nothing.
fn sandbox() -> Result<Sandbox, Failure> {
    let itself = Path::new("/proc/self/exe");
    let program = if itself.exists() { itself.to_owned() } else { std::env::current_exe()? };
    Ok(Sandbox::new(program, cores(), Limits::default()))
}

/// The areas of the state; a folder made by `demo` has its invented towns too.
pub(crate) fn areas(config: &Config) -> Result<Areas, Failure> {
    let areas = Areas::hesse();
    if !config.data.join(demo::MARK).exists() {
        return Ok(areas);
    }
    areas.with(demo::AREAS).map_err(|error| Failure::no(format!("The demo's areas cannot be used: {error}")))
}

/// Who answers for the pages of no town; a demo folder has an invented one unless the configuration names another.
fn operator(config: &Config) -> Result<OperatorSettings, Failure> {
    let is_set = config.operator != OperatorSettings::default();
    if is_set || !is_demo_folder(&config.data) {
        return Ok(config.operator.clone());
    }
    toml::from_str(demo::OPERATOR)
        .map_err(|error| Failure::no(format!("The demo's operator cannot be used: {error}")))
}

/// The providers where people pay. The demo provider exists only in a folder made by `demo`, where nobody's money is real.
fn payments(config: &Config) -> Payments {
    if !is_demo_folder(&config.data) {
        return Payments::none();
    }
    let checkout = format!("{}/bezahldienst-demo", config.public_url());
    Payments::demo(Demo::in_folder(config.data.join("payments"), checkout).calling_back())
}

/// Whoever reads identity cards. The demo's provider exists only in a folder made by `demo`, where nobody is real.
fn eid(config: &Config) -> Result<Eid, Failure> {
    if !is_demo_folder(&config.data) {
        return Ok(Eid::none());
    }
    let (page, back) = (
        format!("{}/ausweis-demo", config.public_url()),
        format!("{}/anmelden/ausweis/zurueck", config.public_url()),
    );
    let demo = DemoEid::new(config.data.join("eid"), page, back, demo::PERSONS);
    demo.map(Eid::demo).map_err(|error| Failure::no(format!("The demo's persons cannot be used: {error}")))
}

/// The way mail leaves.
pub(crate) fn post(config: &Config) -> Result<Post, Failure> {
    let mail = &config.mail;
    if mail.host.is_empty() {
        let folder = config.mail_folder();
        return Ok(if is_demo_folder(&config.data) { Post::open_tray(folder) } else { Post::tray(folder) });
    }
    let login =
        (!mail.login.is_empty()).then(|| Login { name: mail.login.clone(), password: mail.password.clone() });
    let encryption = match mail.encryption {
        MailEncryption::Tls => Encryption::Tls,
        MailEncryption::StartTls => Encryption::StartTls,
        MailEncryption::None => Encryption::None,
    };
    let settings = SmtpSettings {
        host: mail.host.clone(),
        port: mail.port,
        encryption,
        login,
        greet_as: None,
        own_authority_pem: None,
    };
    Post::smtp(&settings).map_err(|error| Failure::no(format!("The settings of mail are wrong: {error}")))
}

/// Processors of this machine.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
