//! `fachwerk demo`: somebody who has just cloned the repository looks around.

use crate::browser::Browser;
use crate::installation::{Folder, SMALL, TOWN, free_address};
use crate::patience::until;
use crate::program::{Process, program, run};
use crate::story;
use std::sync::atomic::AtomicUsize;

/// The password of everybody in the demo.
pub(crate) const DEMO_PASSWORD: &str = "fachwerk-demo";
/// What the demo tells everybody to put into an app.
pub(crate) const DEMO_SECRET: &str = "FACHWERKDEMOFACHWERKDEMOFACHWERK";

/// A demo in a folder.
pub(crate) struct Demo {
    /// The working folder; the data lie in `demo`.
    pub(crate) folder: Folder,
    /// Where it listens.
    pub(crate) address: String,
}

impl Demo {
    /// A fresh one.
    pub(crate) fn new(name: &str) -> Self {
        Self { folder: Folder::new(name), address: free_address() }
    }

    /// Starts it; everything it tells the person is said before it is ready.
    pub(crate) fn start(&self) -> Process {
        self.start_with(&[])
    }

    /// The same with settings as environment variables.
    pub(crate) fn start_with(&self, settings: &[(&str, &str)]) -> Process {
        let mut command = program(self.folder.path());
        command.envs(settings.iter().copied());
        command.args(["demo", "--data", "demo", "--listen", &self.address]);
        Process::start(command, self.folder.path(), "demo").ready(&self.address)
    }

    /// Runs a command on its data that must succeed, after typing; the answer is what it said.
    pub(crate) fn done(&self, words: &[&str], typed: &str) -> String {
        let mut command = program(self.folder.path());
        command.args(words).args(["--data", "demo"]);
        let ran = run(command, typed);
        assert_eq!(ran.code, 0, "{words:?}: {ran:?}");
        ran.said
    }
}

/// Whoever tries the program for the first time is told what to open and how to sign in, plays the story through, comes
/// back the next day, and everything is still there.
#[test]
fn a_first_look_and_a_second() {
    let demo = Demo::new("demo");
    let first = demo.start();
    let said = first.said();
    assert!(said.contains(&format!("http://{}/{TOWN}\n", demo.address)), "{said}");
    assert!(said.contains(&format!("http://{}/amt/{TOWN}/anmelden\n", demo.address)), "{said}");
    let login = said.lines().find_map(|line| line.trim_start().strip_prefix("weber "));
    let password = login.and_then(|line| line.split_whitespace().next()).expect("a login is told").to_owned();

    assert!(said.contains(DEMO_SECRET), "{said}");
    demo.done(&["library", "install", SMALL, "--tenant", TOWN], "");

    let receipt = story::register(&mut Browser::new(&[&demo.address]), "Bello");
    let mut clerk = Browser::new(&[&demo.address]);
    story::sign_in_with(&mut clerk, TOWN, ("weber", &password, DEMO_SECRET));
    story::approve_all(&mut clerk, &AtomicUsize::new(0), 1);
    let notice = story::documents(&mut Browser::new(&[&demo.address]), &receipt);
    assert_eq!(notice.len(), 1, "{notice:?}");
    first.end();

    let second = demo.start();
    assert_eq!(story::documents(&mut Browser::new(&[&demo.address]), &receipt), notice);
    story::sign_in_with(&mut Browser::new(&[&demo.address]), TOWN, ("kaya", &password, DEMO_SECRET));
    second.end();
}

/// Logins that everybody knows never guard real data: `serve` refuses the demo's folder, the demo refuses other people's
/// folders and other people's machines.
#[test]
fn demo_and_real_data_stay_apart() {
    let demo = Demo::new("apart");
    demo.start().end();
    let refused = |words: &[&str], because: &str| {
        let mut command = program(demo.folder.path());
        command.args(words);
        let ran = run(command, "");
        assert_eq!(ran.code, 1, "{words:?}: {ran:?}");
        assert!(ran.complained.contains(because), "{words:?}: {}", ran.complained);
    };
    refused(&["serve", "--data", "demo", "--listen", &demo.address], "demo folder");
    let foreign = demo.folder.path().join("foreign");
    std::fs::create_dir(&foreign).expect("a folder");
    std::fs::write(foreign.join("letters.txt"), "mine").expect("a file");
    refused(&["demo", "--data", "foreign", "--listen", &demo.address], "other data");
    let left = std::fs::read_dir(&foreign).expect("the folder").count();
    assert_eq!(left, 1, "the folder is left alone");
    refused(&["demo", "--data", "new", "--listen", "0.0.0.0:0"], "only on this machine");
    refused(&["demo", "--data", "new", "--database", "postgresql://127.0.0.1:1/x"], "built-in database");
    assert!(!demo.folder.path().join("new").exists(), "nothing was made");
    refused(&["serve", "--data", "new", "--listen", "0.0.0.0:0"], "https");
}

/// A second program on the same address says so, instead of serving nobody.
#[test]
fn a_taken_address_is_told() {
    let demo = Demo::new("taken");
    let running = demo.start();
    let mut command = program(demo.folder.path());
    command.args(["demo", "--data", "other", "--listen", &demo.address]);
    let ran = run(command, "");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.complained.contains(&demo.address), "{}", ran.complained);
    until("the first one goes on", || Browser::new(&[&demo.address]).ask("/healthz", None).ok());
    running.end();
}

/// Whoever compares two towns reads that each asks its own rates by its own bylaw, and hears of new ones before they apply.
#[test]
fn towns_ask_their_own_rates() {
    let demo = Demo::new("rates");
    let running = demo.start();
    let mut browser = Browser::new(&[&demo.address]);
    let mut costs = |town: &str| browser.open(&format!("/{town}/leistung/hundesteuer")).found().text();
    let (own, big, small) = (costs(TOWN), costs("hanau"), costs("gelnhausen"));
    assert!(own.contains("96,00\u{a0}€") && own.contains("Fassung vom 19.11.2026, § 5 Abs. 1"), "{own}");
    assert!(big.contains("180,00\u{a0}€") && !big.contains("96,00\u{a0}€"), "{big}");
    assert!(small.contains("60,00\u{a0}€") && small.contains("Stadt Gelnhausen (Demo)"), "{small}");
    running.end();
}
