//! Several processes on one database, and a process that dies in the midst of a job: the others carry on, and nothing
//! happens twice.

use crate::browser::Browser;
use crate::installation::{Backend, CLERKS, Installation, TOWN, free_address, on_both_databases};
use crate::mail_server::MailServer;
use crate::patience::until;
use crate::story;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

on_both_databases!(all_start_at_once, two_servers_and_a_worker_that_dies, killed_while_sending_mail);

/// Applications in the story of two servers.
const COUNT: usize = 6;

/// An operator who starts everything at once on an empty database need not know an order: one process makes the schema, the
/// others wait.
fn all_start_at_once(backend: Backend) {
    let installation = Installation::empty(backend, "at-once");
    let addresses = [free_address(), free_address(), free_address()];
    let started = addresses.each_ref().map(|address| installation.start(&["serve", "--listen", address]));
    let ready = started.into_iter().zip(&addresses).map(|(server, address)| server.ready(address));
    ready.collect::<Vec<_>>().into_iter().for_each(crate::program::Process::end);
    assert_eq!(installation.json(&["tenant", "list", "--json"]), serde_json::json!([]));
}

/// A town whose traffic is shared by two servers, and whose worker dies in the middle, serves everybody once.
fn two_servers_and_a_worker_that_dies(backend: Backend) {
    let installation = Installation::with_town(backend, "processes");
    let addresses = [free_address(), free_address()];
    let addresses = [addresses[0].as_str(), addresses[1].as_str()];
    let servers =
        [installation.serve(addresses[0], &[]), installation.serve(addresses[1], &["--without-worker"])];
    let worker = installation.start(&["worker"]);
    let decided = AtomicUsize::new(0);
    let receipts = std::thread::scope(|scope| {
        let citizens: Vec<_> = (0..2)
            .map(|who| {
                scope.spawn(move || {
                    let mut browser = Browser::new(&addresses);
                    let dogs = 0..COUNT / 2;
                    dogs.map(|dog| story::register(&mut browser, &format!("Hund {who}-{dog}")))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let clerks: Vec<_> = CLERKS
            .iter()
            .map(|login| {
                scope.spawn(|| {
                    let mut browser = Browser::new(&addresses);
                    story::sign_in(&mut browser, login);
                    story::approve_all(&mut browser, &decided, COUNT)
                })
            })
            .collect();
        until("half of the cases are decided", || {
            (decided.load(Ordering::Relaxed) >= COUNT / 2).then_some(())
        });
        worker.kill();
        let own = clerks.into_iter().map(|clerk| clerk.join().expect("a clerk ends").len());
        assert_eq!(own.sum::<usize>(), COUNT, "every case was decided by one clerk");
        citizens.into_iter().flat_map(|citizen| citizen.join().expect("a citizen ends")).collect::<Vec<_>>()
    });
    story::nothing_lost_nothing_doubled(&installation, addresses[1], &receipts);
    let mails = story::mails(&installation, 2 * COUNT);
    assert_eq!(mails.iter().collect::<BTreeSet<_>>().len(), 2 * COUNT, "{mails:#?}");
    servers.into_iter().for_each(crate::program::Process::end);
}

/// The power fails after the mail server took the mail and before the program knows: the mail is sent again under the same
/// Message-ID, so that the citizen's program shows it once, and the case goes on.
fn killed_while_sending_mail(backend: Backend) {
    let post = MailServer::holding_the_first();
    let installation = with_mail(backend, "mail", &post);
    let address = free_address();
    let server = installation.serve(&address, &[]);
    let receipt = story::register(&mut Browser::new(&[&address]), "Bello");
    until("the mail is on its way", || (post.taken().len() == 1).then_some(()));
    server.kill();
    let server = installation.serve(&address, &[]);
    until("the mail is sent again", || (post.taken().len() == 2).then_some(()));
    let taken = post.taken();
    assert_eq!(taken[0], taken[1], "the Message-ID stays the same");
    let mut clerk = Browser::new(&[&address]);
    story::sign_in(&mut clerk, CLERKS[0]);
    story::approve_all(&mut clerk, &AtomicUsize::new(0), 1);
    story::nothing_lost_nothing_doubled(&installation, &address, &[receipt]);
    server.end();
}

/// A worker that hung longer than its lease comes back: somebody else has done the work meanwhile, so its result is refused
/// and the case has taken each step once.
#[test]
fn a_worker_that_comes_back_too_late() {
    let post = MailServer::holding_the_first();
    let installation = with_mail(Backend::Postgres, "late", &post);
    let address = free_address();
    let server = installation.serve(&address, &["--without-worker"]);
    let receipt = story::register(&mut Browser::new(&[&address]), "Bello");
    let slow = installation.start(&["worker"]);
    until("the mail is on its way", || (post.taken().len() == 1).then_some(()));
    let other = installation.start(&["worker"]);
    let mut clerk = Browser::new(&[&address]);
    story::sign_in(&mut clerk, CLERKS[0]);
    until("the other worker has done it", || {
        story::work_list(&mut clerk).contains_key(&receipt.number).then_some(())
    });
    post.release();
    // A round that has begun is finished before the worker ends: then the late result has been brought, and refused.
    slow.end();
    let head = installation.json(&["case", "show", TOWN, &receipt.number, "--json"]);
    assert_eq!(head["steps"], 2, "started, and one mail confirmed: {head}");
    assert_eq!(post.taken().iter().collect::<BTreeSet<_>>().len(), 1, "{:?}", post.taken());
    story::approve_all(&mut clerk, &AtomicUsize::new(0), 1);
    story::nothing_lost_nothing_doubled(&installation, &address, &[receipt]);
    other.end();
    server.end();
}

fn with_mail(backend: Backend, name: &str, post: &MailServer) -> Installation {
    let mut installation = Installation::with_town(backend, name);
    installation.set("FACHWERK_MAIL__HOST", "127.0.0.1");
    installation.set("FACHWERK_MAIL__PORT", post.port.to_string());
    installation.set("FACHWERK_MAIL__ENCRYPTION", "none");
    installation
}
