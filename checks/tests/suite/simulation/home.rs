//! Where the rows of a stage are: in a file of SQLite, or on a throw-away PostgreSQL. The program reaches them as it always
//! does; what looks at a story reads them behind its back.

use super::stage::Folder;
use cluster::Cluster;
use rusqlite::{Connection, OpenFlags};
use std::path::PathBuf;
use std::sync::OnceLock;
use store::{PostgresOptions, Store};
use tokio::runtime::Handle;
use tokio_postgres::{Client, NoTls};

/// Of so many stories one happens on PostgreSQL.
const ON_POSTGRES: u64 = 10;
/// Says `sqlite` or `postgres` when all stories are to happen on one of the two.
pub(crate) const VARIABLE: &str = "FACHWERK_DATABASE";

/// The most connections of one process: some people are under way, and the worker.
const POOL: usize = 8;

/// The program runs as the role that row-level security binds and waits for no disk: the server itself is never killed here.
const AS_THE_PROGRAM: &str = "?options=-c%20role%3Dfachwerk_app%20-c%20synchronous_commit%3Doff";

/// Whoever owns the tables sees the rows of all tenants, so that they can be looked at.
const OWNER_SEES_ALL: &str = "GRANT fachwerk_app TO CURRENT_USER; DO $$ DECLARE name text; BEGIN FOR name IN
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relforcerowsecurity AND relnamespace = 'public'::regnamespace
    LOOP EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name); END LOOP; END $$";

/// Which database a story happens on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    /// The database of a story, by its seed.
    pub(crate) fn of(seed: u64) -> Self {
        match chosen().as_deref() {
            Some("sqlite") => Self::Sqlite,
            Some("postgres") => Self::Postgres,
            Some(other) => panic!("{VARIABLE} is sqlite or postgres, not {other}"),
            None if seed % ON_POSTGRES == ON_POSTGRES - 1 => Self::Postgres,
            None => Self::Sqlite,
        }
    }
}

/// The one database on which all stories are to happen.
pub(crate) fn chosen() -> Option<String> {
    std::env::var(VARIABLE).ok()
}

/// Where the rows of one stage are; gone with it.
pub(crate) enum Home {
    File(PathBuf),
    Server(Server),
}

/// A database of the throw-away cluster.
pub(crate) struct Server {
    url: String,
    /// Reads as the owner of the tables.
    owner: OnceLock<Client>,
}

impl Home {
    /// An empty one, with the schema.
    pub(crate) async fn empty(backend: Backend, folder: &Folder) -> Self {
        let home = match backend {
            Backend::Sqlite => Self::File(folder.database()),
            Backend::Postgres => Self::Server(Server::at(cluster().database())),
        };
        let store = match &home {
            Self::File(path) => Store::open_sqlite(path).await,
            Self::Server(server) => Store::open_postgres(&server.url, PostgresOptions::default()).await,
        };
        store.expect("the database opens").migrate().await.expect("the schema");
        if let Self::Server(server) = &home {
            cluster().sql(&server.url, OWNER_SEES_ALL).expect("the owner may");
        }
        home
    }

    /// A copy, in the folder of another stage or beside it.
    pub(crate) fn copied(&self, folder: &Folder) -> Self {
        match self {
            Self::File(path) => {
                let copy = folder.new_database();
                // Nobody has a file open that has no log beside it.
                if path.with_extension("sqlite-wal").exists() {
                    let from = Connection::open(path).expect("the database of a stage");
                    from.execute("VACUUM INTO ?1", [copy.to_string_lossy()]).expect("the database is copied");
                } else {
                    std::fs::copy(path, &copy).expect("the database is copied");
                }
                Self::File(copy)
            }
            Self::Server(server) => Self::Server(Server::at(cluster().copy(&server.url))),
        }
    }

    /// Opens it as the program does.
    pub(crate) async fn store(&self) -> Store {
        let store = match self {
            Self::File(path) => Store::open_sqlite(path).await,
            Self::Server(server) => {
                let url = format!("{}{AS_THE_PROGRAM}", server.url);
                Store::open_postgres(&url, PostgresOptions { pool: POOL }).await
            }
        };
        store.expect("the database opens")
    }

    /// Opens a file for whoever reads it, or breaks something.
    pub(crate) fn file(&self, flags: OpenFlags) -> Option<Connection> {
        let Self::File(path) = self else { return None };
        Some(Connection::open_with_flags(path, flags).expect("the file opens"))
    }
}

impl Server {
    fn at(url: Result<String, String>) -> Self {
        Self { url: url.unwrap_or_else(|sentence| panic!("{sentence}")), owner: OnceLock::new() }
    }

    /// Whoever owns the tables.
    pub(crate) fn owner(&self) -> &Client {
        self.owner.get_or_init(|| {
            let runtime = Handle::current();
            let (client, connection) =
                runtime.block_on(tokio_postgres::connect(&self.url, NoTls)).expect("the owner connects");
            runtime.spawn(connection);
            client
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A story that fails is told of; a database that stays behind is gone with the cluster.
        let _ = cluster().remove(&self.url);
    }
}

fn cluster() -> &'static Cluster {
    Cluster::shared().unwrap_or_else(|sentence| panic!("{sentence}"))
}
