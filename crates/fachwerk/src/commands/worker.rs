//! `fachwerk worker`: jobs and timers of all tenants, in a process of its own.

use crate::assembly;
use crate::config::Config;
use crate::http;
use crate::output::Failure;
use casework::Casework;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Wait after a round that failed as a whole, such as a database that is away.
const AFTER_FAULT: Duration = Duration::from_secs(1);
/// How often what has run out is removed.
const BETWEEN_TIDYING: Duration = Duration::from_secs(600);

/// Runs the command.
pub(crate) async fn run(config: Config) -> Result<(), Failure> {
    let casework = assembly::casework(&config).await?;
    let (end, ended) = watch::channel(());
    let worker = tokio::spawn(work(casework, ended));
    tracing::info!("working");
    http::asked_to_end().await;
    drop(end);
    worker.await.map_err(|error| Failure::no(format!("The worker broke off: {error}")))
}

/// Works until the other end of `ended` is dropped; a round that has begun is finished.
pub(crate) async fn work(casework: Casework, mut ended: watch::Receiver<()>) {
    let mut tidied: Option<Instant> = None;
    loop {
        if tidied.is_none_or(|at| at.elapsed() > BETWEEN_TIDYING) {
            tidy(&casework).await;
            tidied = Some(Instant::now());
        }
        let rest = round(&casework).await;
        tokio::select! {
            () = rest.take(&casework) => {}
            _ = ended.changed() => return,
        }
    }
}

/// What comes after a round.
enum Rest {
    /// Nothing: there may be more to do.
    Skip,
    /// Until something may be due.
    UntilWork,
    /// A moment, because the round failed as a whole.
    AfterFault,
}

impl Rest {
    async fn take(&self, casework: &Casework) {
        match self {
            Self::Skip => {}
            Self::UntilWork => casework.wait_for_work().await,
            Self::AfterFault => tokio::time::sleep(AFTER_FAULT).await,
        }
    }
}

async fn round(casework: &Casework) -> Rest {
    match casework.work_once().await {
        Ok(worked) if worked.done > 0 => Rest::Skip,
        Ok(_) => Rest::UntilWork,
        Err(refusal) => {
            tracing::error!(%refusal, "a round of the worker failed");
            Rest::AfterFault
        }
    }
}

async fn tidy(casework: &Casework) {
    if let Err(refusal) = casework.forget_expired().await {
        tracing::error!(%refusal, "what has run out could not be removed");
    }
    match casework.forget_unnamed_bytes().await {
        Ok(0) => {}
        Ok(removed) => tracing::info!(removed, "files that nothing names were removed"),
        Err(refusal) => tracing::error!(%refusal, "files that nothing names could not be removed"),
    }
}
