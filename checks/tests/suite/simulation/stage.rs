//! The stage: three towns with their people and services, built once and copied for every story. The program is the real
//! one, and so is the database; what lies outside (mail, payments, the disk of documents) are the vendors of the demo.

use super::children::{self, Child};
use super::dice::Dice;
use super::home::{Backend, Home};
use super::towns::{self, Office};
use super::turns::Turns;
use areas::Areas;
use cases::Actor;
use casework::{Casework, Parts, Releases, Settings, World};
use documents::Documents;
use identity::{DemoEid, Eid, MasterKey, Passwords};
use jiff::SignedDuration;
use letters::Letters;
use payments::{Demo, Payments};
use post::Post;
use sandbox::{Limits, Sandbox};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, Weak};
use store::Store;
use tokio::runtime::Handle;
use values::Moment;

/// When every story begins: a Thursday evening.
const BEGINS: &str = "2026-11-26T20:00:00Z";
const PERSONS: &str = include_str!("../../../../demo/persons.json");

/// The stage as it stands before a story begins.
pub(crate) struct Template {
    stage: Stage,
    pub(crate) offices: Vec<Office>,
    /// People with an account.
    pub(crate) citizens: Vec<Actor>,
}

/// The stage of one story; gone from the disk with it.
pub(crate) struct Stage {
    pub(crate) home: Home,
    pub(crate) folder: Folder,
    pub(crate) dice: Arc<Dice>,
    pub(crate) turns: Turns,
    clock: Arc<AtomicI64>,
    shared: Shared,
    /// Letters are written by children.
    is_apart: bool,
}

/// What never changes, and is made once.
#[derive(Clone)]
struct Shared {
    areas: Arc<Areas>,
    letters: Arc<Letters>,
    releases: Releases,
    /// Where the children are that write letters in half of the stories; nowhere when letters say everything.
    children: Option<PathBuf>,
}

/// The templates of stories on either database, each built when the first story needs it.
pub(crate) struct Stages {
    letters: towns::LettersSay,
    sqlite: OnceLock<Template>,
    postgres: OnceLock<Template>,
}

impl Stages {
    /// The same for all tests that run at this moment; gone with the last of them.
    pub(crate) fn shared(letters: towns::LettersSay) -> Arc<Self> {
        static LIVE: Mutex<[Weak<Stages>; 2]> = Mutex::new([Weak::new(), Weak::new()]);
        let mut live = LIVE.lock().expect("nobody panics while looking");
        let place = &mut live[usize::from(letters == towns::LettersSay::Everything)];
        place.upgrade().unwrap_or_else(|| {
            let stages = Arc::new(Self { letters, sqlite: OnceLock::new(), postgres: OnceLock::new() });
            *place = Arc::downgrade(&stages);
            stages
        })
    }

    /// The template of a story.
    pub(crate) fn of(&self, seed: u64) -> &Template {
        self.on(Backend::of(seed))
    }

    pub(crate) fn on(&self, backend: Backend) -> &Template {
        let place = match backend {
            Backend::Sqlite => &self.sqlite,
            Backend::Postgres => &self.postgres,
        };
        place.get_or_init(|| Handle::current().block_on(Template::build(self.letters, backend)))
    }
}

impl Template {
    /// Builds towns, people and services. With `short` letters their templates say one sentence, which typesets quickly.
    pub(crate) async fn build(letters: towns::LettersSay, backend: Backend) -> Self {
        let folder = Folder::new();
        let children = (letters == towns::LettersSay::OneSentence).then(|| folder.0.join("children"));
        children.iter().for_each(|place| children::make(place));
        let shared = Shared {
            areas: Areas::hesse().into(),
            letters: Letters::new().into(),
            releases: Releases::default(),
            children,
        };
        let home = Home::empty(backend, &folder).await;
        let mut stage = Stage::new(0, shared, (folder, home));
        let casework = stage.casework(stage.home.store().await, SignedDuration::ZERO);
        let offices = towns::build(&casework, letters).await;
        let citizens = towns::citizens(&casework).await;
        // The file of a copy that nobody opens can be copied as it is.
        if let Home::File(_) = stage.home {
            stage.home = stage.home.copied(&stage.folder);
        }
        Self { stage, offices, citizens }
    }

    /// A copy for one story.
    pub(crate) fn copied(&self, seed: u64) -> Stage {
        let folder = Folder::new();
        let home = self.stage.home.copied(&folder);
        Stage::new(seed, self.stage.shared.clone(), (folder, home))
    }
}

impl Stage {
    fn new(seed: u64, shared: Shared, (folder, home): (Folder, Home)) -> Self {
        let begins: jiff::Timestamp = BEGINS.parse().expect("a moment");
        let dice = Dice::of(seed);
        let children = shared.children.as_ref().filter(|_| dice.once_in(2));
        let is_apart = children.is_some();
        children.iter().for_each(|place| children::put(Child::Writes, place, &folder.program()));
        Self {
            home,
            folder,
            is_apart,
            dice: Arc::new(dice),
            turns: Turns::default(),
            clock: Arc::new(AtomicI64::new(begins.as_microsecond())),
            shared,
        }
    }

    /// From now on this child writes letters, if any does.
    pub(crate) fn put_child(&self, child: Child) -> bool {
        let children = self.shared.children.as_ref().filter(|_| self.is_apart);
        children.iter().for_each(|place| children::put(child, place, &self.folder.program()));
        self.is_apart
    }

    pub(crate) fn now(&self) -> Moment {
        Moment::from_micros(self.clock.load(Ordering::Relaxed))
    }

    pub(crate) fn wait(&self, duration: SignedDuration) {
        self.wait_until(self.now().plus(duration));
    }

    pub(crate) fn wait_until(&self, moment: Moment) {
        self.clock.fetch_max(moment.micros(), Ordering::Relaxed);
    }

    /// A process on this stage, with caches and blocks of numbers of its own. Everybody in it stops at every point.
    /// Its machine has a clock of its own, which may be some minutes wrong.
    pub(crate) async fn process(&self, wrong_by: SignedDuration) -> Casework {
        self.casework(self.home.store().await.by_way_of(self.turns.passage()), wrong_by)
    }

    fn casework(&self, store: Store, wrong_by: SignedDuration) -> Casework {
        let (clock, dice) = (Arc::clone(&self.clock), Arc::clone(&self.dice));
        let checkout = "http://127.0.0.1:8080/bezahldienst-demo";
        let eid = DemoEid::new(self.folder.0.join("eid"), "/ausweis-demo", "/zurueck", PERSONS);
        Casework::new(Parts {
            areas: Arc::clone(&self.shared.areas),
            store,
            documents: Documents::in_folder(self.folder.documents()),
            passwords: Passwords::for_cores(1),
            eid: Eid::demo(eid.expect("readable persons")),
            master_key: MasterKey::from_bytes([7; 32]),
            post: Post::tray(self.folder.mails()),
            payments: Payments::demo(Demo::in_folder(self.folder.payments(), checkout)),
            letters: Arc::clone(&self.shared.letters),
            releases: self.shared.releases.clone(),
            sandbox: self.is_apart.then(|| Sandbox::new(self.folder.program(), 2, Limits::default())),
            bundled: std::sync::LazyLock::new(std::collections::BTreeSet::new),
            world: World::new(
                move || Moment::from_micros(clock.load(Ordering::Relaxed)).plus(wrong_by),
                move |bytes| dice.fill(bytes),
            ),
            settings: settings(),
        })
    }
}

fn settings() -> Settings {
    Settings {
        mail_from: "rathaus@musterstadt.example".to_owned(),
        public_url: "http://127.0.0.1:8080".to_owned(),
        lease_seconds: 120,
        longest_rest_seconds: 300,
        staff_idle_minutes: 60,
        uploads: Default::default(),
        operator: Default::default(),
    }
}

/// Where a stage keeps its file and what its vendors keep; in memory where the machine offers that.
pub(crate) struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static STAGES: AtomicUsize = AtomicUsize::new(0);
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let name =
            format!("fachwerk-simulation-{}-{}", std::process::id(), STAGES.fetch_add(1, Ordering::Relaxed));
        let folder = place.join(name);
        std::fs::create_dir_all(&folder).expect("a folder for the story");
        Self(folder)
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("fachwerk.sqlite")
    }

    /// Where another database may lie.
    pub(crate) fn new_database(&self) -> PathBuf {
        let known = |number: &usize| self.0.join(format!("fachwerk-{number}.sqlite")).exists();
        let free = (0..).find(|number| !known(number)).unwrap_or_default();
        self.0.join(format!("fachwerk-{free}.sqlite"))
    }

    pub(crate) fn mails(&self) -> PathBuf {
        self.0.join("mail")
    }

    pub(crate) fn documents(&self) -> PathBuf {
        self.0.join("documents")
    }

    /// The program that is started for letters.
    pub(crate) fn program(&self) -> PathBuf {
        self.sandbox().join("program")
    }

    pub(crate) fn sandbox(&self) -> PathBuf {
        self.0.join("sandbox")
    }

    pub(crate) fn payments(&self) -> PathBuf {
        self.0.join("payments")
    }
}

impl std::fmt::Display for Folder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.display().fmt(f)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
