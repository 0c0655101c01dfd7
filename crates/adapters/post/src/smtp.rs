//! The way through a mail server (SMTP submission, RFC 6409), encrypted with rustls.

use crate::PostError;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{self, AsyncSmtpTransport};
use lettre::{AsyncTransport, Message, Tokio1Executor};
use std::fmt;
use std::time::Duration;

/// How long a mail server may take for one answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where and how mails are handed in.
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// Host name of the mail server; its certificate must bear this name.
    pub host: String,
    /// Port; usually 465 with [`Encryption::Tls`], 587 with [`Encryption::StartTls`], 25 without.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// Name and password, if the server asks for them.
    pub login: Option<Login>,
    /// The name this machine greets with; many servers refuse mail from an unnamed one.
    pub greet_as: Option<String>,
    /// PEM certificate of the municipality's own certificate authority, trusted besides the public ones.
    pub own_authority_pem: Option<Vec<u8>>,
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Upgraded by STARTTLS before anything is said; a server that does not offer it is refused.
    StartTls,
    /// None: for a mail server on the same machine. Never with a login.
    None,
}

/// Name and password at the mail server.
#[derive(Clone)]
pub struct Login {
    /// The name.
    pub name: String,
    /// The password; never shown.
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("name", &self.name).finish_non_exhaustive()
    }
}

#[derive(Clone)]
pub(crate) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    host: String,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("host", &self.host).finish_non_exhaustive()
    }
}

impl Smtp {
    pub(crate) fn new(settings: &SmtpSettings) -> Result<Self, PostError> {
        if settings.login.is_some() && settings.encryption == Encryption::None {
            return Err(PostError::Settings("a password is never sent without encryption".to_owned()));
        }
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host.clone())
            .port(settings.port)
            .timeout(Some(PATIENCE))
            .tls(tls(settings)?);
        if let Some(login) = &settings.login {
            builder = builder.credentials(Credentials::new(login.name.clone(), login.password.clone()));
        }
        if let Some(name) = &settings.greet_as {
            builder = builder.hello_name(ClientId::Domain(name.clone()));
        }
        Ok(Self { transport: builder.build(), host: settings.host.clone() })
    }

    pub(crate) async fn send(&self, message: Message) -> Result<(), PostError> {
        self.transport.send(message).await.map(|_| ()).map_err(told)
    }

    pub(crate) async fn check(&self) -> Result<(), PostError> {
        match self.transport.test_connection().await.map_err(told)? {
            true => Ok(()),
            false => Err(PostError::Unavailable(format!("{} does not answer", self.host))),
        }
    }
}

fn tls(settings: &SmtpSettings) -> Result<Tls, PostError> {
    let unusable = |error: smtp::Error| PostError::Settings(error.to_string());
    let parameters = || {
        let mut parameters = TlsParameters::builder(settings.host.clone());
        if let Some(pem) = &settings.own_authority_pem {
            parameters = parameters.add_root_certificate(Certificate::from_pem(pem).map_err(unusable)?);
        }
        parameters.build_rustls().map_err(unusable)
    };
    Ok(match settings.encryption {
        Encryption::Tls => Tls::Wrapper(parameters()?),
        Encryption::StartTls => Tls::Required(parameters()?),
        Encryption::None => Tls::None,
    })
}

fn told(error: smtp::Error) -> PostError {
    let text = error.to_string();
    if error.is_permanent() { PostError::Refused(text) } else { PostError::Unavailable(text) }
}
