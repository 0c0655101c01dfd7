//! A throw-away PostgreSQL cluster from Debian's package, for tests only: fresh, on a free port of this machine, gone
//! with us. No table is made here.

use crate::run;
use crate::stop::Stop;
use crate::tools;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The server starts within this time, or something is wrong.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs the server and waits for the end of its own standard input: that comes when we let go of it, and also when we
/// were killed. Then it stops the server it started and removes the folder. Nothing it does depends on us still living.
const KEEPER: &str = r#"
trap '' INT TERM HUP
"$1/postgres" -D "$2/data" -k "$2" -h 127.0.0.1 -p "$3" -c fsync=off -c max_connections=200 \
    </dev/null >"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT "$server" 2>/dev/null
wait "$server" 2>/dev/null
rm -rf "$2"
"#;

/// A running cluster; it stops when this value is dropped.
pub(crate) struct Cluster {
    keeper: Child,
    port: u16,
}

/// PostgreSQL refuses to run as root; these are the ids it runs under instead.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

impl Cluster {
    /// Makes and starts a cluster; returns when it answers.
    pub(crate) fn start() -> Result<Self, Stop> {
        let programs = tools::postgresql_folder()
            .ok_or_else(|| Stop::new("Missing: PostgreSQL; on Debian: `apt-get install postgresql`."))?;
        let account = if tools::is_root() { Some(server_account()?) } else { None };
        let folder = folder(account)?;
        let port = free_port()?;
        run::finish(&mut initdb(&programs, &folder, account))?;
        let port_text = port.to_string();
        let mut keeper = under(account, Command::new("/bin/sh"), &folder);
        keeper
            .args(["-c", KEEPER, "keeper"])
            .arg(&programs)
            .arg(&folder)
            .arg(&port_text)
            .stdin(Stdio::piped());
        let keeper = keeper
            .spawn()
            .map_err(|error| Stop::new(format!("PostgreSQL could not be started: {error}.")))?;
        let mut cluster = Self { keeper, port };
        cluster.wait_until_it_answers(&programs, &folder)?;
        Ok(cluster)
    }

    /// The address for the cluster's superuser, who may make databases and roles.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_it_answers(&mut self, programs: &Path, folder: &Path) -> Result<(), Stop> {
        let begin = Instant::now();
        let port = self.port.to_string();
        while begin.elapsed() < PATIENCE {
            let mut question = Command::new(programs.join("pg_isready"));
            question.args(["-q", "-h", "127.0.0.1", "-p", &port]);
            if question.status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
            sleep(Duration::from_millis(50));
        }
        let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
        Err(Stop::new(format!("PostgreSQL did not answer within {} s:\n{log}", PATIENCE.as_secs())))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // The keeper ends by itself; there is nobody to tell if it was gone already.
        let _ = self.keeper.wait();
    }
}

fn initdb(programs: &Path, folder: &Path, account: Option<Account>) -> Command {
    let mut command = under(account, Command::new(programs.join("initdb")), folder);
    command.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]);
    command.arg("-D").arg(folder.join("data")).stdout(Stdio::null());
    command
}

fn under(account: Option<Account>, mut command: Command, folder: &Path) -> Command {
    if let Some(Account { user, group }) = account {
        command.uid(user).gid(group);
    }
    command.current_dir(folder);
    command
}

fn folder(account: Option<Account>) -> Result<PathBuf, Stop> {
    let folder = std::env::temp_dir().join(format!("fachwerk-postgres-{}", std::process::id()));
    let made = fs::create_dir(&folder)
        .and_then(|()| fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)))
        .and_then(|()| account.map_or(Ok(()), |ids| chown(&folder, Some(ids.user), Some(ids.group))));
    made.map_err(|error| Stop::new(format!("{}: {error}.", folder.display())))?;
    Ok(folder)
}

/// The account that Debian's package makes for the server.
fn server_account() -> Result<Account, Stop> {
    let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let ids = |line: &str| {
        let mut fields = line.strip_prefix("postgres:")?.split(':').skip(1);
        Some(Account { user: fields.next()?.parse().ok()?, group: fields.next()?.parse().ok()? })
    };
    let found = accounts.lines().find_map(ids);
    found.ok_or_else(|| Stop::new("PostgreSQL does not run as root, and there is no account `postgres`."))
}

fn free_port() -> Result<u16, Stop> {
    let bound = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    bound
        .map(|address| address.port())
        .map_err(|error| Stop::new(format!("No port is free on 127.0.0.1: {error}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever runs the tests finds no server and no folder left behind, also after a run that failed.
    #[test]
    fn a_dropped_cluster_leaves_nothing() {
        if tools::postgresql_folder().is_none() {
            return;
        }
        let cluster = Cluster::start().map_err(|stop| stop.to_string()).expect("PostgreSQL starts");
        let port = cluster.port;
        let folder = std::env::temp_dir().join(format!("fachwerk-postgres-{}", std::process::id()));
        assert!(folder.is_dir());
        drop(cluster);
        assert!(!folder.exists());
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
