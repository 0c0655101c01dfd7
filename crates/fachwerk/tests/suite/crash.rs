//! The power fails at random points of the story: what people were told holds, and nothing happens twice.

use crate::browser::{Browser, Traffic};
use crate::installation::{Backend, CLERKS, Installation, free_address, on_both_databases};
use crate::patience::until;
use crate::program::Process;
use crate::seed::{Dice, rounds};
use crate::story::{self, Receipt};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

on_both_databases!(killed_at_random_points);

/// Citizens that apply at the same time.
const CITIZENS: u32 = 3;
/// Applications of each, in the short form.
const EACH: u32 = 3;
/// Kills in the short form.
const KILLS: u32 = 8;
/// Answers between two kills at most; all kills together need fewer answers than the story has.
const ANSWERS: u64 = 14;
/// How far into the next requests a kill comes at most.
const MICROS: u64 = 30_000;

/// A citizen with a receipt in hand, a clerk who was told "done": both are right whenever the power fails. Nobody gets two
/// numbers, two notices or two mails of the same kind.
fn killed_at_random_points(backend: Backend) {
    let mut dice = Dice::of_this_run();
    let installation = Installation::with_town(backend, "crash");
    let address = free_address();
    let traffic = Arc::new(Traffic::default());
    let count = (CITIZENS * EACH * rounds()) as usize;
    let story = Story { address: &address, traffic: &traffic, count, decided: AtomicUsize::new(0) };
    let over = AtomicBool::new(false);
    let (receipts, server) = std::thread::scope(|scope| {
        let killer = scope.spawn(|| kill_again_and_again(&installation, &story, &mut dice, &over));
        let receipts = story.told();
        over.store(true, Ordering::Relaxed);
        (receipts, killer.join().expect("the killer ends"))
    });
    story::nothing_lost_nothing_doubled(&installation, &address, &receipts);
    let mails = story::mails(&installation, 2 * count);
    let distinct: BTreeSet<&String> = mails.iter().collect();
    assert_eq!(
        (mails.len(), distinct.len()),
        (2 * count, 2 * count),
        "receipt and decision for each: {mails:#?}"
    );
    let cut_off = traffic.cut_off.load(Ordering::Relaxed);
    println!("{backend:?}: {} kills, {cut_off} requests cut off, {count} cases", KILLS * rounds());
    server.end();
}

/// Kills the server in the midst of the story and starts it again; the last one is left running.
fn kill_again_and_again(
    installation: &Installation,
    story: &Story<'_>,
    dice: &mut Dice,
    over: &AtomicBool,
) -> Process {
    let mut server = installation.serve(story.address, &[]);
    let mut due = 0;
    for kill in 1..=KILLS * rounds() {
        due += dice.between(3, ANSWERS);
        let come = until("the story goes on", || {
            let come = story.traffic.answered.load(Ordering::Relaxed) >= due;
            (come || over.load(Ordering::Relaxed)).then_some(come)
        });
        assert!(come, "the story was over before kill {kill}");
        std::thread::sleep(Duration::from_micros(dice.between(0, MICROS)));
        server.kill();
        server = installation.serve(story.address, &[]);
    }
    server
}

/// Everybody who takes part.
struct Story<'a> {
    address: &'a str,
    traffic: &'a Arc<Traffic>,
    count: usize,
    decided: AtomicUsize,
}

impl Story<'_> {
    /// The story from beginning to end; the answer is what the citizens hold in hand.
    fn told(&self) -> Vec<Receipt> {
        let (receipts, decided) = std::thread::scope(|scope| {
            let citizens: Vec<_> = (0..CITIZENS).map(|who| scope.spawn(move || self.citizen(who))).collect();
            let clerks: Vec<_> = CLERKS.iter().map(|login| scope.spawn(|| self.clerk(login))).collect();
            let receipts = citizens.into_iter().flat_map(|citizen| citizen.join().expect("a citizen ends"));
            let receipts: Vec<Receipt> = receipts.collect();
            let decided = clerks.into_iter().flat_map(|clerk| clerk.join().expect("a clerk ends"));
            (receipts, decided.collect::<Vec<_>>())
        });
        let cases: BTreeMap<String, String> = decided.iter().cloned().collect();
        assert_eq!(
            (decided.len(), cases.len()),
            (self.count, self.count),
            "every case was decided once: {decided:#?}"
        );
        let mut clerk = self.browser();
        story::sign_in(&mut clerk, CLERKS[0]);
        story::written_once(&mut clerk, &cases);
        receipts
    }

    fn citizen(&self, who: u32) -> Vec<Receipt> {
        let mut browser = self.browser();
        (0..EACH * rounds()).map(|dog| story::register(&mut browser, &format!("Hund {who}-{dog}"))).collect()
    }

    fn clerk(&self, login: &str) -> BTreeMap<String, String> {
        let mut browser = self.browser();
        story::sign_in(&mut browser, login);
        story::approve_all(&mut browser, &self.decided, self.count)
    }

    fn browser(&self) -> Browser {
        Browser::new(&[self.address]).counting(self.traffic)
    }
}
