//! A fresh database of either kind for each test, and the macro that runs one test on both.

use cluster::Cluster;
use store::{PostgresOptions, Store};

/// A migrated database of its own.
pub(crate) struct Database {
    pub(crate) store: Store,
    /// The URL, where it is PostgreSQL.
    pub(crate) url: Option<String>,
    /// The folder, where it is SQLite.
    pub(crate) folder: Option<Folder>,
}

/// A folder that is removed with the test.
pub(crate) struct Folder(pub(crate) std::path::PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("fachwerk-store-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Database {
    pub(crate) async fn sqlite(name: &str) -> Self {
        let folder = Folder::new(name);
        let store = Store::open_sqlite(folder.0.join("fachwerk.db")).await.expect("an SQLite database");
        store.migrate().await.expect("the schema");
        Self { store, url: None, folder: Some(folder) }
    }

    pub(crate) async fn postgres(_name: &str) -> Self {
        let url = postgres_url().await;
        let store =
            Store::open_postgres(&url, PostgresOptions::default()).await.expect("a PostgreSQL database");
        store.migrate().await.expect("the schema");
        Self { store, url: Some(url), folder: None }
    }

    /// Another handle on the same database, as a second process would have.
    pub(crate) async fn again(&self) -> Store {
        match (&self.url, &self.folder) {
            (Some(url), _) => Store::open_postgres(url, PostgresOptions::default()).await,
            (_, Some(folder)) => Store::open_sqlite(folder.0.join("fachwerk.db")).await,
            _ => unreachable!("a database is one or the other"),
        }
        .expect("a second handle")
    }
}

/// An empty PostgreSQL database.
pub(crate) async fn postgres_url() -> String {
    tokio::task::spawn_blocking(|| Cluster::shared().and_then(Cluster::database))
        .await
        .expect("the cluster's thread ends")
        .unwrap_or_else(|sentence| panic!("{sentence}"))
}

/// Runs each test function on SQLite and on PostgreSQL.
macro_rules! on_both_databases {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    let name = concat!(module_path!(), "-", stringify!($name)).replace("::", "-");
                    super::$name($crate::backend::Database::sqlite(&name).await).await;
                }
            )+
        }
        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name($crate::backend::Database::postgres(stringify!($name)).await).await;
                }
            )+
        }
    };
}
pub(crate) use on_both_databases;
