//! The configuration: defaults, one TOML file, environment variables over it, the command line over all. The only place
//! that reads the environment.

use crate::arguments::Place;
use crate::output::Failure;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// File in the working folder that is read when no other is named.
const DEFAULT_FILE: &str = "fachwerk.toml";

/// Variables that are no settings, or are read as they stand because a password may look like a number.
const NOT_READ: [&str; 5] = ["config", "cases", "postgres", "mail__login", "mail__password"];
/// Variables that are texts whatever they look like, and the settings they are.
const SECRETS: [(&str, &str); 2] =
    [("FACHWERK_MAIL__LOGIN", "mail.login"), ("FACHWERK_MAIL__PASSWORD", "mail.password")];

/// Every setting of an installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Folder for the built-in database and the documents.
    pub(crate) data: PathBuf,
    /// File with the key that seals secrets; empty for `master.key` in the data folder. All processes of an installation
    /// need the same one.
    pub(crate) master_key_file: PathBuf,
    /// PostgreSQL URL; empty for the built-in database.
    pub(crate) database: String,
    /// Connections to PostgreSQL that one process keeps.
    pub(crate) database_connections: usize,
    /// Address to listen on.
    pub(crate) listen: SocketAddr,
    /// Address under which people reach the pages; empty for `http://` and the listening address.
    pub(crate) public_url: String,
    /// Addresses of the proxies in front; what others write into X-Forwarded-For counts for nothing.
    pub(crate) trusted_proxies: Vec<IpAddr>,
    /// The worker.
    pub(crate) worker: Worker,
    /// Mail.
    pub(crate) mail: Mail,
    /// Files that people add to a draft.
    pub(crate) uploads: Uploads,
    /// Who runs the installation, for the pages that belong to no town.
    pub(crate) operator: casework::OperatorSettings,
    /// People of the offices.
    pub(crate) staff: Staff,
    /// Logs.
    pub(crate) log: Log,
}

/// People of the offices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Staff {
    /// After so many minutes without a request they are signed out.
    pub(crate) idle_minutes: u32,
}

/// How jobs and timers are worked on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Worker {
    /// After so many seconds what a worker claimed and did not finish may be claimed by another.
    pub(crate) lease_seconds: u32,
    /// The longest time in seconds until a job that failed for a reason outside is tried again.
    pub(crate) longest_rest_seconds: u32,
}

/// What files people may add to a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Uploads {
    /// Bytes of one file at most; a form may allow less.
    pub(crate) max_bytes: u64,
    /// Media types that are welcome; each is recognised by content.
    pub(crate) types: Vec<String>,
    /// Files of one draft at most.
    pub(crate) max_files: usize,
}

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mail {
    /// Host name of the mail server; empty puts mails into the folder `mail` of the data.
    pub(crate) host: String,
    /// Its port.
    pub(crate) port: u16,
    /// How the connection is protected.
    pub(crate) encryption: MailEncryption,
    /// Login at the mail server; empty for none.
    pub(crate) login: String,
    /// Password at the mail server; better set as FACHWERK_MAIL__PASSWORD than written into the file.
    pub(crate) password: String,
    /// Sender of all mails.
    pub(crate) from: String,
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum MailEncryption {
    /// TLS from the first byte.
    Tls,
    /// Upgraded by STARTTLS before anything is said.
    StartTls,
    /// None: for a mail server on the same machine.
    None,
}

/// How logs are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Log {
    /// What is written, in the form of `tracing` filters: `info`, `fachwerk=debug,info`.
    pub(crate) filter: String,
    /// `text` for people or `json` for machines.
    pub(crate) format: LogFormat,
}

/// Form of the log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        let uploads = casework::UploadLimits::default();
        Self {
            data: PathBuf::from("data"),
            master_key_file: PathBuf::new(),
            database: String::new(),
            database_connections: 16,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: String::new(),
            trusted_proxies: vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)],
            worker: Worker { lease_seconds: 120, longest_rest_seconds: 300 },
            staff: Staff { idle_minutes: 60 },
            mail: Mail {
                host: String::new(),
                port: 465,
                encryption: MailEncryption::Tls,
                login: String::new(),
                password: String::new(),
                from: "fachwerk@localhost.localdomain".to_owned(),
            },
            uploads: Uploads {
                max_bytes: uploads.max_bytes,
                types: uploads.types,
                max_files: uploads.max_files,
            },
            operator: casework::OperatorSettings::default(),
            log: Log { filter: "info".to_owned(), format: LogFormat::Text },
        }
    }
}

impl Config {
    /// Reads everything; what the command line says wins.
    pub(crate) fn read(place: &Place) -> Result<Self, Failure> {
        let file = place.config.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_FILE));
        if place.config.is_some() && !file.is_file() {
            return Err(Failure::no(format!("There is no configuration file {}.", file.display())));
        }
        let environment = Env::prefixed("FACHWERK_").ignore(&NOT_READ).split("__");
        let mut layers = Figment::from(Serialized::defaults(Self::default()));
        if file.is_file() {
            layers = layers.merge(Toml::file_exact(&file));
        }
        layers = layers.merge(environment);
        for (variable, setting) in SECRETS {
            if let Ok(text) = std::env::var(variable) {
                layers = layers.merge((setting, text));
            }
        }
        let mut config = layers.extract::<Self>().map_err(|error| wrong(&error.to_string()))?;
        if let Some(data) = &place.data {
            config.data.clone_from(data);
        }
        if let Some(database) = &place.database {
            config.database.clone_from(database);
        }
        Ok(config)
    }

    /// The file of the built-in database.
    pub(crate) fn sqlite_file(&self) -> PathBuf {
        self.data.join("fachwerk.sqlite")
    }

    /// The file with the key that seals secrets.
    pub(crate) fn master_key_path(&self) -> PathBuf {
        if self.master_key_file.as_os_str().is_empty() {
            self.data.join("master.key")
        } else {
            self.master_key_file.clone()
        }
    }

    /// The folder of the documents.
    pub(crate) fn documents_folder(&self) -> PathBuf {
        self.data.join("documents")
    }

    /// The folder that mails are put into when no SMTP server is set.
    pub(crate) fn mail_folder(&self) -> PathBuf {
        self.data.join("mail")
    }

    /// The address under which people reach the pages, without a slash at the end.
    pub(crate) fn public_url(&self) -> String {
        if self.public_url.is_empty() {
            format!("http://{}", self.listen)
        } else {
            self.public_url.trim_end_matches('/').to_owned()
        }
    }

    /// Whose word about addresses counts.
    pub(crate) fn proxies(&self) -> kit::Proxies {
        kit::Proxies::new(self.trusted_proxies.iter().copied())
    }

    /// Every setting with its value, where it comes from in words, and what it is for; secrets are hidden.
    pub(crate) fn explained(&self) -> Vec<(&'static str, String, &'static str)> {
        let hidden = |url: &str| if url.is_empty() { "(none)".to_owned() } else { without_password(url) };
        vec![
            ("data", self.data.display().to_string(), "folder of the built-in database and the documents"),
            (
                "master_key_file",
                self.master_key_path().display().to_string(),
                "file with the key that seals secrets; keep a copy apart from the database",
            ),
            ("database", hidden(&self.database), "PostgreSQL; none means the built-in SQLite"),
            ("database_connections", self.database_connections.to_string(), "connections one process keeps"),
            ("listen", self.listen.to_string(), "address the pages are served on"),
            ("public_url", self.public_url(), "address in mails"),
            (
                "trusted_proxies",
                self.trusted_proxies.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(", "),
                "proxies in front; only their X-Forwarded-For counts",
            ),
            (
                "worker.lease_seconds",
                self.worker.lease_seconds.to_string(),
                "after so long the work of a worker that died is given to another",
            ),
            (
                "worker.longest_rest_seconds",
                self.worker.longest_rest_seconds.to_string(),
                "what fails outside is tried again after seconds, then more rarely, never later than this",
            ),
            ("staff.idle_minutes", self.staff.idle_minutes.to_string(), "idle minutes, then sign-out"),
            ("mail.host", hidden(&self.mail.host), "mail server; none means the folder mail in data"),
            ("mail.port", self.mail.port.to_string(), "its port"),
            (
                "mail.encryption",
                format!("{:?}", self.mail.encryption).to_lowercase(),
                "tls, starttls or none",
            ),
            ("mail.login", hidden(&self.mail.login), "login at the mail server"),
            (
                "mail.password",
                if self.mail.password.is_empty() { "(none)" } else { "…" }.to_owned(),
                "its password",
            ),
            ("mail.from", self.mail.from.clone(), "sender of all mails"),
            (
                "uploads.max_bytes",
                self.uploads.max_bytes.to_string(),
                "bytes of one file that people may add",
            ),
            ("uploads.max_files", self.uploads.max_files.to_string(), "files of one application"),
            ("uploads.types", self.uploads.types.join(" "), "media types that are welcome"),
            (
                "operator",
                if self.operator.name.is_empty() { "(none)" } else { &self.operator.name }.to_owned(),
                "who answers for the pages that belong to no town",
            ),
            ("log.filter", self.log.filter.clone(), "what is logged"),
            ("log.format", format!("{:?}", self.log.format).to_lowercase(), "text or json"),
        ]
    }
}

/// What is wrong, in one sentence: a mistake of TOML comes with a drawing of the line, which is left out.
fn wrong(error: &str) -> Failure {
    let is_drawn = |line: &str| {
        line.split_once('|')
            .is_some_and(|(margin, _)| margin.trim().chars().all(|sign| sign.is_ascii_digit()))
    };
    let words = error.lines().map(str::trim).filter(|line| !line.is_empty() && !is_drawn(line));
    Failure::no(format!("The configuration is wrong: {}", words.collect::<Vec<_>>().join(" ")))
}

/// The URL with its password replaced, for people's eyes.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let Some((credentials, host)) = rest.rsplit_once('@') else { return url.to_owned() };
    let user = credentials.split(':').next().unwrap_or_default();
    format!("{scheme}://{user}:…@{host}")
}

/// Whether the folder was made by `demo`.
pub(crate) fn is_demo_folder(data: &Path) -> bool {
    data.join(crate::demo::MARK).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An operator finds every setting explained, also the newest.
    #[test]
    fn no_setting_is_left_out() {
        let config = Config::default();
        let explained: Vec<&str> = config.explained().into_iter().map(|(name, ..)| name).collect();
        let all = serde_json::to_value(&config).expect("settings are values");
        let apart = |name: &&String| !explained.contains(&name.as_str());
        for (name, value) in all.as_object().expect("a table").iter().filter(|(name, _)| apart(name)) {
            let names = match value.as_object() {
                None => vec![name.clone()],
                Some(table) => table.keys().map(|key| format!("{name}.{key}")).collect(),
            };
            for name in names {
                assert!(explained.contains(&name.as_str()), "{name} is not explained by doctor");
            }
        }
    }

    /// An operator who shows the output of `doctor` to somebody gives no password away.
    #[test]
    fn passwords_are_hidden() {
        assert_eq!(without_password("postgresql://fw:s3:cr@t@db/fw"), "postgresql://fw:…@db/fw");
        assert_eq!(without_password("postgresql://db/fw"), "postgresql://db/fw");
    }
}
