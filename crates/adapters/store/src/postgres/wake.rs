//! Waking workers of all processes: commits never notify; afterwards one notification per 50 ms is sent on a
//! connection of its own, which also listens.

use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Client, Config, Connection, Error, NoTls, Socket, tls::NoTlsStream};

/// How long stored work is gathered before one notification tells of it.
const GATHER: Duration = Duration::from_millis(50);
/// How long a lost connection is left alone.
const PAUSE: Duration = Duration::from_secs(1);

pub(crate) struct Wake {
    /// Somebody stored work.
    work: Arc<Notify>,
    /// This process stored work and the others are to be told.
    untold: Arc<Notify>,
    attendant: JoinHandle<()>,
}

impl Wake {
    pub(crate) fn start(config: Config) -> Self {
        let (work, untold) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let attendant = tokio::spawn(attend(config, work.clone(), untold.clone()));
        Self { work, untold, attendant }
    }

    /// Work was stored: our own workers at once, the others soon.
    pub(crate) fn tell(&self) {
        self.work.notify_one();
        self.untold.notify_one();
    }

    pub(crate) fn work(&self) -> Arc<Notify> {
        self.work.clone()
    }
}

impl Drop for Wake {
    fn drop(&mut self) {
        self.attendant.abort();
    }
}

async fn attend(config: Config, work: Arc<Notify>, untold: Arc<Notify>) {
    loop {
        if let Err(error) = converse(&config, &work, &untold).await {
            tracing::debug!(%error, "the connection that wakes workers was lost; they poll meanwhile");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Listens and tells until the connection ends.
async fn converse(config: &Config, work: &Notify, untold: &Notify) -> Result<(), Error> {
    let (client, connection) = config.connect(NoTls).await?;
    tokio::select! {
        ended = listen(connection, work) => ended,
        ended = tell(&client, work, untold) => ended,
    }
}

/// Drives the connection; nothing is sent or received without it.
async fn listen(mut connection: Connection<Socket, NoTlsStream>, work: &Notify) -> Result<(), Error> {
    while let Some(message) = poll_fn(|context| connection.poll_message(context)).await {
        if let AsyncMessage::Notification(_) = message? {
            work.notify_one();
        }
    }
    Ok(())
}

async fn tell(client: &Client, work: &Notify, untold: &Notify) -> Result<(), Error> {
    client.batch_execute("LISTEN fachwerk_work").await?;
    // What was stored before we listened is found by looking.
    work.notify_one();
    loop {
        untold.notified().await;
        tokio::time::sleep(GATHER).await;
        client.batch_execute("NOTIFY fachwerk_work").await?;
    }
}
