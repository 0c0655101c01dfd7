//! The power fails, or the database is pulled away, at random points of the story: what people were told holds, and nothing
//! happens twice.

use crate::browser::{Browser, Traffic};
use crate::installation::{Backend, CLERKS, Installation, free_address, on_both_databases};
use crate::patience::until;
use crate::program::Process;
use crate::seed;
use crate::story::{self, Receipt};
use checks::{Dice, rounds};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

on_both_databases!(killed_at_random_points);

/// Citizens that apply at the same time.
const CITIZENS: u32 = 3;
/// Applications of each, in the short form.
const EACH: u32 = 3;
/// Troubles in the short form.
const TROUBLES: u32 = 8;
/// Answers between two troubles at most; all together need fewer answers than the story has.
const ANSWERS: u64 = 14;
/// How far into the next requests trouble comes at most.
const MICROS: u64 = 30_000;

/// A citizen with a receipt in hand, a clerk who was told "done": both are right whenever the power fails. Nobody gets two
/// numbers, two notices or two mails of the same kind.
fn killed_at_random_points(backend: Backend) {
    let installation = Installation::with_town(backend, "crash");
    let story = Story::new(&installation);
    story.in_trouble(|server| {
        server.kill();
        story.serve()
    });
}

/// Every connection to the database breaks at random points, also between COMMIT and its answer: people may read that
/// something broke, but what they try again happens once.
#[test]
fn cut_off_from_the_database_at_random_points() {
    let installation = Installation::with_town(Backend::Postgres, "cut");
    let story = Story { browser: Browser::bearing_faults, ..Story::new(&installation) };
    story.in_trouble(|server| {
        installation.cut_connections();
        server
    });
}

/// Everybody who takes part.
struct Story<'a> {
    installation: &'a Installation,
    address: String,
    traffic: Arc<Traffic>,
    /// What kind of people they are.
    browser: fn(Browser) -> Browser,
    /// How many applications there are.
    count: usize,
    decided: AtomicUsize,
}

impl<'a> Story<'a> {
    fn new(installation: &'a Installation) -> Self {
        Self {
            installation,
            address: free_address(),
            traffic: Arc::default(),
            browser: |browser| browser,
            count: (CITIZENS * EACH * rounds()) as usize,
            decided: AtomicUsize::new(0),
        }
    }

    fn serve(&self) -> Process {
        self.installation.serve(&self.address, &[])
    }

    /// Tells the story while trouble comes again and again, and looks at what is there in the end.
    fn in_trouble(&self, trouble: impl Fn(Process) -> Process + Sync) {
        let mut dice = seed::dice();
        let over = AtomicBool::new(false);
        let (receipts, server) = std::thread::scope(|scope| {
            let maker = scope.spawn(|| self.make_trouble(&mut dice, &over, &trouble));
            let receipts = self.told();
            over.store(true, Ordering::Relaxed);
            (receipts, maker.join().expect("trouble ends"))
        });
        story::nothing_lost_nothing_doubled(self.installation, &self.address, &receipts);
        let mails = story::mails(self.installation, 2 * self.count);
        let distinct: BTreeSet<&String> = mails.iter().collect();
        let expected = (2 * self.count, 2 * self.count);
        assert_eq!((mails.len(), distinct.len()), expected, "receipt and decision for each: {mails:#?}");
        let (troubles, cut_off) = (TROUBLES * rounds(), self.traffic.cut_off.load(Ordering::Relaxed));
        println!("{troubles} troubles, {cut_off} requests cut off, {} cases", self.count);
        server.end();
    }

    /// Makes trouble in the midst of the story; the last server is left running.
    fn make_trouble(
        &self,
        dice: &mut Dice,
        over: &AtomicBool,
        trouble: impl Fn(Process) -> Process,
    ) -> Process {
        let mut server = self.serve();
        let mut due = 0;
        for turn in 1..=TROUBLES * rounds() {
            due += dice.between(3, ANSWERS);
            let come = until("the story goes on", || {
                let come = self.traffic.answered.load(Ordering::Relaxed) >= due;
                (come || over.load(Ordering::Relaxed)).then_some(come)
            });
            assert!(come, "the story was over before trouble {turn}");
            std::thread::sleep(Duration::from_micros(dice.between(0, MICROS)));
            server = trouble(server);
        }
        server
    }

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
        let counts = (decided.len(), cases.len());
        assert_eq!(counts, (self.count, self.count), "every case was decided once: {decided:#?}");
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
        (self.browser)(Browser::new(&[&self.address]).counting(&self.traffic))
    }
}
