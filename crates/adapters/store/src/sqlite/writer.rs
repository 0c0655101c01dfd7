//! The one thread that writes. It takes all commits that are waiting as a group, each in its savepoint, and answers
//! nobody before the whole group is on the disk.

use super::statement::disk_failed;
use crate::error::{Fault, StoreError};
use rusqlite::Connection;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// How many commits may wait.
const QUEUE: usize = 1024;
/// How many commits share one write to the disk.
const GROUP: usize = 256;
/// How long a commit waits for a place in the queue.
const PATIENCE: Duration = Duration::from_secs(10);

/// Why one commit of a group did not happen.
pub(crate) enum Trouble {
    /// It was refused; the others go on.
    Refused(StoreError),
    /// SQLite failed; whether the others go on depends on how.
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Refused(fault.into())
    }
}

/// The way to the writing thread; the thread ends with the last handle.
pub(crate) struct Writer {
    queue: mpsc::Sender<Box<dyn Job>>,
    stopped: Arc<OnceLock<String>>,
}

impl Writer {
    pub(crate) fn start(connection: Connection) -> Result<Self, Fault> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let stopped = Arc::new(OnceLock::new());
        let thread = WriterThread { connection, stopped: stopped.clone() };
        std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || thread.run(jobs))
            .map_err(|error| Fault::Unreachable(error.to_string()))?;
        Ok(Self { queue, stopped })
    }

    /// A fault once writing has stopped.
    pub(crate) fn check(&self) -> Result<(), Fault> {
        match self.stopped.get() {
            Some(reason) => Err(Fault::WritingStopped(reason.clone())),
            None if self.queue.is_closed() => Err(ended()),
            None => Ok(()),
        }
    }

    /// Runs `work` in a transaction and returns when it is durable.
    pub(crate) async fn submit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let job = Request { work: Some(work), result: None, reply };
        self.queue.send_timeout(Box::new(job), PATIENCE).await.map_err(|error| match error {
            mpsc::error::SendTimeoutError::Timeout(_) => Fault::Overloaded,
            mpsc::error::SendTimeoutError::Closed(_) => ended(),
        })?;
        answer.await.map_err(|_| ended())?
    }
}

fn ended() -> Fault {
    Fault::WritingStopped("the thread that writes has ended".to_owned())
}

/// What became of one job of a group.
enum Verdict {
    Keep,
    Undo,
    /// The whole group is lost.
    GroupLost(rusqlite::Error),
}

trait Job: Send {
    fn run(&mut self, connection: &Connection) -> Verdict;
    fn answer(self: Box<Self>, group: &Result<(), Fault>);
}

struct Request<T, F> {
    work: Option<F>,
    result: Option<Result<T, StoreError>>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T: Send, F: FnOnce(&Connection) -> Result<T, Trouble> + Send> Job for Request<T, F> {
    fn run(&mut self, connection: &Connection) -> Verdict {
        let work = self.work.take().expect("a group runs each of its jobs once");
        let (result, verdict) = match work(connection) {
            Ok(done) => (Ok(done), Verdict::Keep),
            Err(Trouble::Refused(refusal)) => (Err(refusal), Verdict::Undo),
            Err(Trouble::Sqlite(error)) if disk_failed(&error) || connection.is_autocommit() => {
                (Err(Fault::Database(error.to_string()).into()), Verdict::GroupLost(error))
            }
            Err(Trouble::Sqlite(error)) => (Err(Fault::Database(error.to_string()).into()), Verdict::Undo),
        };
        self.result = Some(result);
        verdict
    }

    fn answer(self: Box<Self>, group: &Result<(), Fault>) {
        let result = match (group, self.result) {
            (Ok(()), Some(result)) => result,
            // Refusals too: they may rest on another job of the group, which is not stored.
            (Err(fault), _) => Err(fault.clone().into()),
            (Ok(()), None) => unreachable!("a group that is stored has run each of its jobs"),
        };
        // Whoever asked may have gone; the commit stands nevertheless.
        let _ = self.reply.send(result);
    }
}

struct WriterThread {
    connection: Connection,
    stopped: Arc<OnceLock<String>>,
}

impl WriterThread {
    fn run(self, mut jobs: mpsc::Receiver<Box<dyn Job>>) {
        while let Some(first) = jobs.blocking_recv() {
            let mut group = vec![first];
            while let (true, Ok(job)) = (group.len() < GROUP, jobs.try_recv()) {
                group.push(job);
            }
            let outcome = self.store(&mut group);
            for job in group {
                job.answer(&outcome);
            }
        }
    }

    fn store(&self, group: &mut [Box<dyn Job>]) -> Result<(), Fault> {
        if let Some(reason) = self.stopped.get() {
            return Err(Fault::WritingStopped(reason.clone()));
        }
        self.transaction(group).map_err(|error| self.undo(&error))
    }

    fn transaction(&self, group: &mut [Box<dyn Job>]) -> rusqlite::Result<()> {
        self.say("BEGIN IMMEDIATE")?;
        for job in group {
            self.say("SAVEPOINT one")?;
            match job.run(&self.connection) {
                Verdict::Keep => {}
                Verdict::Undo => self.say("ROLLBACK TO one")?,
                Verdict::GroupLost(error) => return Err(error),
            }
            self.say("RELEASE one")?;
        }
        self.say("COMMIT")
    }

    /// After a failure of the disk nobody knows what the file holds; only a new start, which reads it again, may
    /// write to it.
    fn undo(&self, error: &rusqlite::Error) -> Fault {
        if !self.connection.is_autocommit()
            && let Err(error) = self.say("ROLLBACK")
        {
            tracing::error!(%error, "a group of commits could not be rolled back");
        }
        let reason = error.to_string();
        if disk_failed(error) {
            tracing::error!(reason, "writing has stopped");
            let first = self.stopped.get_or_init(|| reason);
            return Fault::WritingStopped(first.clone());
        }
        tracing::warn!(reason, "a group of commits was not stored");
        Fault::Database(reason)
    }

    fn say(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute([]).map(drop)
    }
}
