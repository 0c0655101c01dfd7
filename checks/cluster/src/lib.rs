//! A throw-away PostgreSQL cluster for tests, from the binaries that Debian installs. Nothing of the program lives
//! here, and nothing here is part of the program.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Names an existing cluster instead: a URL whose role may create databases and is no superuser, since superusers
/// pass by row-level security.
pub const VARIABLE: &str = "FACHWERK_POSTGRES";

/// Where Debian puts the binaries, one folder per version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// Starts the server, says where it is, and stops it when its standard input ends: also when whoever started it was
/// killed. The arguments are: the folder of the binaries, the port.
const SCRIPT: &str = include_str!("cluster.sh");

/// A running cluster; it is stopped and its folder removed when this is dropped or the process ends.
pub struct Cluster {
    url: String,
    binaries: PathBuf,
    // `None` for a cluster that somebody else runs. Its standard input is the life line.
    running: Option<(Child, Option<ChildStdin>)>,
}

/// Numbers the databases of this process.
static NEXT: AtomicU32 = AtomicU32::new(0);

impl Cluster {
    /// The cluster that [`VARIABLE`] names, or a new one.
    pub fn start() -> Result<Self, String> {
        let binaries = binaries(Path::new(VERSIONS))?;
        match std::env::var(VARIABLE) {
            Ok(url) => Ok(Self { url, binaries, running: None }),
            Err(_) => Self::start_new(binaries),
        }
    }

    /// The cluster of this process, started by whoever asks first.
    pub fn shared() -> Result<&'static Self, String> {
        static SHARED: OnceLock<Result<Cluster, String>> = OnceLock::new();
        SHARED.get_or_init(Self::start).as_ref().map_err(Clone::clone)
    }

    /// The URL of the database that is always there; its role may create databases and roles.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Makes an empty database and returns its URL.
    pub fn database(&self) -> Result<String, String> {
        self.made_from("template0")
    }

    /// Makes a copy of a database that nobody is connected to, and returns its URL.
    pub fn copy(&self, url: &str) -> Result<String, String> {
        let (_, name) = url.rsplit_once('/').ok_or("the URL names no database")?;
        self.made_from(name)
    }

    /// Removes a database, whoever is connected to it.
    pub fn remove(&self, url: &str) -> Result<(), String> {
        let (_, name) = url.rsplit_once('/').ok_or("the URL names no database")?;
        self.sql(&self.url, &format!("DROP DATABASE {name} WITH (FORCE)")).map(drop)
    }

    fn made_from(&self, template: &str) -> Result<String, String> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("t{}_{number}", std::process::id());
        self.sql(&self.url, &format!("CREATE DATABASE {name} TEMPLATE {template}"))?;
        let (server, _) = self.url.rsplit_once('/').ok_or("the URL names no database")?;
        Ok(format!("{server}/{name}"))
    }

    /// Runs a statement on the database that the URL names, and returns what `psql` prints without headings.
    pub fn sql(&self, url: &str, sql: &str) -> Result<String, String> {
        let output = Command::new(self.binaries.join("psql"))
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1"])
            .args(["-d", url, "-c", sql])
            .output()
            .map_err(|error| format!("psql cannot be started: {error}"))?;
        if !output.status.success() {
            return Err(format!("psql: {}", String::from_utf8_lossy(&output.stderr).trim()));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn start_new(binaries: PathBuf) -> Result<Self, String> {
        let port = free_port()?;
        let mut script = unprivileged();
        script.args(["sh", "-c", SCRIPT, "cluster"]).arg(&binaries).arg(port.to_string());
        script.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = script.spawn().map_err(|error| format!("PostgreSQL cannot be started: {error}"))?;
        let life_line = child.stdin.take();
        let mut said = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut said).map_err(|error| error.to_string())?;
        }
        if said.trim() != "ready" {
            return Err(format!("PostgreSQL did not start: {}", said.trim()));
        }
        let url = format!("postgres://fachwerk@127.0.0.1:{port}/postgres");
        Ok(Self { url, binaries, running: Some((child, life_line)) })
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some((child, life_line)) = &mut self.running {
            drop(life_line.take());
            // It ends by itself; there is nobody to tell if it does not.
            let _ = child.wait();
        }
    }
}

/// The newest version that is installed.
fn binaries(versions: &Path) -> Result<PathBuf, String> {
    let installed = std::fs::read_dir(versions).into_iter().flatten().flatten();
    installed
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("initdb").exists())
        .max()
        .map(|(_, folder)| folder)
        .ok_or_else(|| {
            format!(
                "PostgreSQL is missing: no initdb under {}; install the package postgresql",
                versions.display()
            )
        })
}

/// PostgreSQL refuses to run as root, so root becomes somebody else.
fn unprivileged() -> Command {
    let root = std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if !root {
        return Command::new("env");
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let known = users.lines().any(|line| line.starts_with("postgres:"));
    let user = if known { "postgres" } else { "nobody" };
    let mut command = Command::new("setpriv");
    command.args([&format!("--reuid={user}"), "--clear-groups", "--inh-caps=-all"]);
    command
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    Ok(listener.local_addr().map_err(|error| error.to_string())?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever runs the tests without PostgreSQL is told what to install, and nothing is passed over in silence.
    #[test]
    fn missing_binaries_are_named() {
        let refusal = binaries(Path::new("/nonexistent")).expect_err("there is nothing");
        assert!(refusal.contains("install the package postgresql"), "{refusal}");
    }
}
