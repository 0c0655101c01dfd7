//! Sending applications: drafts are filled beforehand, the time is that of "send": check, step, one commit.

use crate::office::{Office, filled_draft};
use crate::per_second;
use std::time::Instant;
use values::Language;

/// Applications sent per second by this many tasks at once.
pub(crate) async fn sent(office: &Office, tasks: usize, count: usize) -> f64 {
    let share = count / tasks;
    let mut prepared = Vec::new();
    for _ in 0..tasks {
        let office = office.clone();
        prepared.push(tokio::spawn(async move {
            let mut drafts = Vec::new();
            for _ in 0..share {
                drafts.push(filled_draft(&office).await);
            }
            drafts
        }));
    }
    let mut lots = Vec::new();
    for lot in prepared {
        lots.push(lot.await.expect("drafts are filled"));
    }
    let started = Instant::now();
    let running = lots.into_iter().map(|drafts| {
        let office = office.clone();
        tokio::spawn(async move {
            for (guest, draft) in drafts {
                let sent =
                    office.casework.submit_application(&guest, &office.town, draft, Language::De).await;
                sent.expect("the application is sent");
            }
        })
    });
    for task in running.collect::<Vec<_>>() {
        task.await.expect("it ends");
    }
    per_second(share * tasks, started.elapsed())
}
