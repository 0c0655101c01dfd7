//! A throw-away installation of either kind: a folder, perhaps a PostgreSQL database, and the commands that set up a
//! town in it.

use crate::program::{Process, Ran, program, run};
use cluster::Cluster;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU16, Ordering};

/// The town of every story.
pub(crate) const TOWN: &str = "musterstadt";
/// Password of everybody at the desk.
pub(crate) const PASSWORD: &str = "Sehr-geheim-4711";
/// What the apps of everybody at the desk know.
pub(crate) const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/// Who works at the desk.
pub(crate) const CLERKS: [&str; 2] = ["weber", "kaya"];
/// After this time the work of a worker that was killed is given to another; short, so that tests need not wait.
const LEASE_SECONDS: &str = "3";

/// What keeps the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
}

/// A folder that is removed with the test.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("fachwerk-suite-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A failing test leaves its folder to be looked at.
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}

/// An installation.
pub(crate) struct Installation {
    folder: Folder,
    /// The URL, where it is PostgreSQL.
    database: Option<String>,
    settings: Vec<(&'static str, String)>,
}

/// A small service that the library does not offer, so that the library may change without changing these stories.
pub(crate) const SMALL: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/services/tests/packages/hundesteuer");

impl Installation {
    /// Nothing but a place.
    pub(crate) fn empty(backend: Backend, name: &str) -> Self {
        let database = match backend {
            Backend::Sqlite => None,
            Backend::Postgres => Some(Cluster::shared().and_then(Cluster::database).expect("a database")),
        };
        let settings = vec![("FACHWERK_WORKER__LEASE_SECONDS", LEASE_SECONDS.to_owned())];
        Self { folder: Folder::new(&format!("{name}-{backend:?}")), database, settings }
    }

    /// A town with its staff and the dog-tax service, set up as an operator does it.
    pub(crate) fn with_town(backend: Backend, name: &str) -> Self {
        let installation = Self::empty(backend, name);
        installation.done(&["migrate"]);
        let settings = installation.folder().join("town.toml");
        std::fs::write(&settings, SETTINGS).expect("the settings are written");
        let settings = settings.to_string_lossy();
        installation.done(&["tenant", "create", TOWN, "Stadt Musterstadt", "--settings", &settings]);
        for clerk in CLERKS {
            let words = ["user", "add", TOWN, clerk, "Jonas Weber", "--group", "steueramt", "--take-over"];
            let ran = run(installation.command(&words), &format!("{PASSWORD}\n{SECRET}"));
            assert_eq!(ran.code, 0, "{ran:?}");
        }
        installation.done(&["library", "install", SMALL, "--tenant", TOWN]);
        installation
    }

    /// The same with one more setting, as an environment variable.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.settings.push((name, value.into()));
    }

    /// The folder that everything of this installation lies in; commands run there.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    /// A command on this installation.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = program(self.folder());
        command.args(words).arg("--data").arg(self.data());
        if let Some(url) = &self.database {
            command.args(["--database", url]);
        }
        command.envs(self.settings.iter().map(|(name, value)| (*name, value.as_str())));
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        run(self.command(words), "")
    }

    /// Runs a command that must succeed; the answer is what it said.
    pub(crate) fn done(&self, words: &[&str]) -> String {
        let ran = self.run(words);
        assert_eq!(ran.code, 0, "{words:?}: {ran:?}");
        ran.said
    }

    /// Runs a command that must succeed and answer in JSON.
    pub(crate) fn json(&self, words: &[&str]) -> serde_json::Value {
        let said = self.done(words);
        serde_json::from_str(&said).unwrap_or_else(|error| panic!("{words:?} is no JSON: {error}\n{said}"))
    }

    /// Breaks every connection to the database of this installation, where it is PostgreSQL.
    pub(crate) fn cut_connections(&self) {
        self.sql(|name| {
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        });
    }

    /// Lets connections to the database in, or keeps new ones out.
    pub(crate) fn allow_connections(&self, word: &str) {
        self.sql(|name| format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {word}"));
    }

    /// Runs a statement about the database, made from its name.
    fn sql(&self, statement: impl Fn(&str) -> String) {
        let cluster = Cluster::shared().expect("a cluster");
        let url = self.database.as_deref().expect("it is PostgreSQL");
        let name = url.rsplit('/').next().expect("the URL names a database");
        cluster.sql(cluster.url(), &statement(name)).expect("the statement holds");
    }

    /// Starts a server with these words more, and waits until it is ready.
    pub(crate) fn serve(&self, address: &str, more: &[&str]) -> Process {
        let words = [&["serve", "--listen", address], more].concat();
        let process = self.start(&words);
        process.ready(address)
    }

    /// Starts a process.
    pub(crate) fn start(&self, words: &[&str]) -> Process {
        Process::start(self.command(words), self.folder(), words[0])
    }
}

/// An address on this machine that nobody listens on. It lies below the ports that the system hands out by itself, so
/// that a client which calls a server that is down can never reach itself.
pub(crate) fn free_address() -> String {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = (std::process::id() % 10_000) as u16;
    for _ in 0..10_000 {
        let port = 20_000 + (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 12_000;
        let address = format!("127.0.0.1:{port}");
        if TcpListener::bind(&address).is_ok() {
            return address;
        }
    }
    panic!("there is no free port");
}

const SETTINGS: &str = r#"
[authorities.executive]
name = "Der Magistrat der Stadt Musterstadt"
name_dative = "Magistrat der Stadt Musterstadt"
office = "Steueramt"
street = "Marktplatz 1"
postcode = "35999"
place = "Musterstadt"
"#;

/// Runs each test function on SQLite and on PostgreSQL.
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[test]
                fn $name() {
                    super::$name($crate::installation::Backend::Sqlite);
                }
            )+
        }
        mod on_postgres {
            $(
                #[test]
                fn $name() {
                    super::$name($crate::installation::Backend::Postgres);
                }
            )+
        }
    };
}
pub(crate) use on_both_databases;
