//! A town with staff and the dog-tax service on a fresh database of either kind, with a clock and dice that tests hold.

use cases::{Actor, Role};
use casework::{
    AuthoritySettings, BankSettings, Casework, NewStaff, NewTenant, PageAsked, Parts, Settings, ShowProblems,
    TaskAnswers, TenantSettings, Town, World,
};
use cluster::Cluster;
use documents::Documents;
use feel::Context;
use forms::RawAnswers;
use identity::{MasterKey, Passwords, TotpSecret};
use jiff::SignedDuration;
use letters::Letters;
use payments::{Demo, Payments};
use post::Post;
use sandbox::Sandbox;
use services::Package;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use store::{Passage, PostgresOptions, Store};
use values::{CaseId, DraftId, Language, Moment, TaskId};

pub(crate) const PASSWORD: &str = "a long enough password";
/// What everybody's app knows.
pub(crate) const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
pub(crate) const ADDRESS: &str = "192.0.2.1";

/// Which database, and how to reach its rows behind the program's back.
#[derive(Debug, Clone)]
pub(crate) enum Backend {
    Sqlite,
    Postgres(String),
}

/// A town at work.
pub(crate) struct Office {
    pub(crate) casework: Casework,
    pub(crate) town: Town,
    pub(crate) backend: Backend,
    pub(crate) folder: PathBuf,
    clock: Arc<AtomicI64>,
}

/// Dice that differ from test to test and from throw to throw, and are the same in every run.
static THROWS: AtomicU64 = AtomicU64::new(1);

fn fill(bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(32) {
        let throw = THROWS.fetch_add(1, Ordering::Relaxed);
        let hash = values::Hash::of_parts(&[b"dice", &throw.to_be_bytes()]);
        chunk.copy_from_slice(&hash.as_bytes()[..chunk.len()]);
    }
}

impl Office {
    pub(crate) async fn on_sqlite(name: &str) -> Self {
        Self::open(name, Backend::Sqlite).await
    }

    pub(crate) async fn on_postgres(name: &str) -> Self {
        let made = tokio::task::spawn_blocking(|| Cluster::shared().and_then(Cluster::database));
        let url =
            made.await.expect("the cluster's thread ends").unwrap_or_else(|sentence| panic!("{sentence}"));
        Self::open(name, Backend::Postgres(url)).await
    }

    async fn open(name: &str, backend: Backend) -> Self {
        let folder = std::env::temp_dir().join(format!("fachwerk-casework-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the test");
        let noon: jiff::Timestamp = "2026-11-23T11:00:00Z".parse().expect("a moment");
        let clock = Arc::new(AtomicI64::new(noon.as_microsecond()));
        let casework = process((&backend, &folder), &clock, None).await;
        let town = town(&casework, "musterstadt").await;
        Self { casework, town, backend, folder, clock }
    }

    /// Another process on the same database, with caches and blocks of its own.
    pub(crate) async fn second_process(&self) -> Casework {
        process((&self.backend, &self.folder), &self.clock, None).await
    }

    /// The database, as the operator's shell opens it.
    pub(crate) async fn store(&self) -> Store {
        opened(&self.backend, &self.folder).await
    }

    /// Another process, which has the letters of strangers written by children.
    pub(crate) async fn process_with(&self, sandbox: Sandbox) -> Casework {
        process((&self.backend, &self.folder), &self.clock, Some(sandbox)).await
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, duration: SignedDuration) {
        let micros = i64::try_from(duration.as_micros()).expect("a short time");
        self.clock.fetch_add(micros, Ordering::Relaxed);
    }

    /// The clock, for whoever lets time pass while somebody is at work.
    pub(crate) fn clock(&self) -> Arc<AtomicI64> {
        Arc::clone(&self.clock)
    }

    /// Changes stored rows the way somebody with the database's password would.
    pub(crate) async fn tamper(&self, sql: &str) {
        match &self.backend {
            Backend::Sqlite => {
                let file = rusqlite::Connection::open(self.folder.join("fachwerk.sqlite"))
                    .expect("the database file");
                assert!(
                    file.execute(sql, []).expect("the statement runs") > 0,
                    "nothing was changed by {sql}"
                );
            }
            Backend::Postgres(url) => {
                as_owner(url, sql).await;
            }
        }
    }

    /// Copies the rows of all states into a table `kept`, as somebody would who wants to put one back.
    pub(crate) async fn keep_states(&self) {
        let sql = "CREATE TABLE kept AS SELECT * FROM instance";
        match &self.backend {
            Backend::Sqlite => {
                let file = rusqlite::Connection::open(self.folder.join("fachwerk.sqlite"));
                file.expect("the database file").execute_batch(sql).expect("the statement runs");
            }
            Backend::Postgres(url) => drop(as_owner(url, sql).await),
        }
    }

    /// A number that a statement finds in the stored rows of all tenants.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        match &self.backend {
            Backend::Sqlite => {
                let file = rusqlite::Connection::open(self.folder.join("fachwerk.sqlite"));
                let file = file.expect("the database file");
                file.query_row(sql, [], |row| row.get(0)).expect("a number")
            }
            Backend::Postgres(url) => as_owner(url, sql).await.parse().expect("a number"),
        }
    }

    /// Works until nothing is due.
    pub(crate) async fn work(&self) {
        loop {
            let worked = self.casework.work_once().await.expect("a round of the worker");
            if worked.claimed == 0 {
                return;
            }
            assert_eq!(worked.again, 0, "a job did not go through");
        }
    }

    /// Works while something outside is away, until nothing is tried any more by itself; how often something was tried.
    pub(crate) async fn tries(&self) -> usize {
        let mut tries = 0;
        while self.count("SELECT count(*) FROM due WHERE kind = 'job'").await > 0 {
            tries += self.casework.work_once().await.expect("a round of the worker").claimed;
            assert!(tries < 100, "it is tried for ever");
            self.wait(SignedDuration::from_mins(7));
        }
        tries
    }

    /// Makes a package the one that new applications run on.
    pub(crate) async fn publish(&self, package: &Package) {
        self.casework.install_package(package).await.expect("the package fits");
        let published = self.casework.publish_service(self.town.tenant, package, &Context::new()).await;
        published.expect("the service is live");
    }

    /// Adds somebody to the town and signs them in.
    pub(crate) async fn staff(&self, login: &str, groups: &[&str], roles: &[Role]) -> Actor {
        self.staff_of(&self.town, login, groups, roles).await
    }

    /// Adds somebody to a town and signs them in.
    pub(crate) async fn staff_of(&self, town: &Town, login: &str, groups: &[&str], roles: &[Role]) -> Actor {
        let new = NewStaff {
            login: login.to_owned(),
            name: format!("Frau {login}"),
            password: PASSWORD.to_owned(),
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            roles: roles.iter().copied().collect(),
        };
        let id = self.casework.add_staff(town.tenant, new).await.expect("staff is added");
        let taken = self.casework.take_over_second_factor(town.tenant, id, SECRET).await;
        taken.expect("the secret is readable");
        let token = self.sign_in(town, login).await;
        self.casework.staff(town.tenant, Some(&token)).await.expect("the session holds")
    }

    /// Signs in with both steps; the answer is the token of the session.
    pub(crate) async fn sign_in(&self, town: &Town, login: &str) -> String {
        let half = self.casework.sign_in(town, login, PASSWORD, ADDRESS).await.expect("the password fits");
        let signed_in = self.casework.finish_sign_in(town, Some(&half), &self.code()).await;
        signed_in.expect("the code fits").session
    }

    /// The code that everybody's app shows now.
    pub(crate) fn code(&self) -> String {
        let secret = TotpSecret::from_text(SECRET).expect("a readable secret");
        secret.code(self.seconds())
    }

    /// Seconds since 1970.
    pub(crate) fn seconds(&self) -> i64 {
        self.clock.load(Ordering::Relaxed) / 1_000_000
    }

    /// A guest with a filled draft.
    pub(crate) async fn filled_draft(&self, dog: &str) -> (Actor, DraftId) {
        let nobody = self.casework.visitor(None, None).await.expect("a visitor");
        let opened = self
            .casework
            .open_draft(&nobody, &self.town, ("hundesteuer", "register"))
            .await
            .expect("a draft");
        let token = opened.session.expect("a new browser is remembered");
        let guest = self.casework.visitor(Some(&token), None).await.expect("the guest");
        for (index, page) in application(dog).into_iter().enumerate() {
            let asked = PageAsked { index, language: Language::De, problems: ShowProblems::Yes };
            let saved = self.casework.save_page(&guest, &self.town, opened.draft, asked, page).await;
            let saved = saved.expect("the page is saved");
            assert!(saved.problems.is_empty(), "page {index}: {saved:?}");
        }
        (guest, opened.draft)
    }

    /// An application that has been sent; its guest and number.
    pub(crate) async fn sent(&self, dog: &str) -> (Actor, String) {
        let (guest, draft) = self.filled_draft(dog).await;
        self.casework.submit_application(&guest, &self.town, draft, Language::De).await.expect("it is sent");
        let receipt =
            self.casework.receipt(&guest, &self.town, draft, Language::De).await.expect("a receipt");
        (guest, receipt.number)
    }

    /// The id and the open task of a case.
    pub(crate) async fn open_task(&self, number: &str) -> (CaseId, TaskId) {
        let head = self.casework.case_head(self.town.tenant, number).await.expect("the case");
        let (task, _) = head.open_tasks.first().expect("an open task");
        (head.id, task.parse().expect("an id"))
    }

    /// Completes the open task of a case as this clerk.
    pub(crate) async fn decide(&self, clerk: &Actor, number: &str, outcome: &str) {
        let (case, task) = self.open_task(number).await;
        self.casework.take_task(clerk, &self.town, case, task).await.expect("the task is free");
        self.decide_mine(clerk, number, outcome).await;
    }

    /// Completes the open task of a case, which this clerk has.
    pub(crate) async fn decide_mine(&self, clerk: &Actor, number: &str, outcome: &str) {
        let (case, task) = self.open_task(number).await;
        let asked = TaskAnswers { case, task, answers: decision(outcome), language: Language::De };
        let completed =
            self.casework.complete_task(clerk, &self.town, &asked).await.expect("the task is done");
        assert!(matches!(completed, casework::Completed::Done), "{completed:?}");
    }
}

/// Runs statements on PostgreSQL as the owner of the tables, who sees all tenants; the answer is what they print.
async fn as_owner(url: &str, sql: &str) -> String {
    let off = "SET row_security = off;";
    let tables = [
        "journal",
        "journal_payload",
        "instance",
        "case_head",
        "service",
        "signal",
        "publication",
        "timed_start",
        "task",
        "task_candidate",
        "due",
        "outbox",
    ];
    let open = tables.map(|table| format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;")).concat();
    let (url, sql) = (url.to_owned(), format!("{open}{off}{sql}"));
    let run = move || Cluster::shared().and_then(|cluster| cluster.sql(&url, &sql));
    tokio::task::spawn_blocking(run).await.expect("psql ends").expect("the statement runs")
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Another process, which reaches the database on this way.
pub(crate) async fn process_by_way_of(office: &Office, passage: Passage) -> Casework {
    let store = opened(&office.backend, &office.folder).await.by_way_of(passage);
    process_on(store, &office.folder, &office.clock, None)
}

async fn process(
    (backend, folder): (&Backend, &Path),
    clock: &Arc<AtomicI64>,
    sandbox: Option<Sandbox>,
) -> Casework {
    process_on(opened(backend, folder).await, folder, clock, sandbox)
}

async fn opened(backend: &Backend, folder: &Path) -> Store {
    let store = match backend {
        Backend::Sqlite => Store::open_sqlite(folder.join("fachwerk.sqlite")).await,
        Backend::Postgres(url) => Store::open_postgres(url, PostgresOptions::default()).await,
    };
    let store = store.expect("the database opens");
    store.migrate().await.expect("the schema");
    store
}

fn process_on(store: Store, folder: &Path, clock: &Arc<AtomicI64>, sandbox: Option<Sandbox>) -> Casework {
    let clock = Arc::clone(clock);
    Casework::new(Parts {
        areas: areas::Areas::hesse().into(),
        store,
        documents: Documents::in_folder(folder.join("documents")),
        passwords: Passwords::for_cores(2),
        eid: identity::Eid::demo(demo_eid(folder)),
        master_key: MasterKey::from_bytes([7; 32]),
        post: Post::tray(folder.join("mail")),
        payments: Payments::demo(Demo::in_folder(
            folder.join("payments"),
            "http://127.0.0.1:8080/bezahldienst-demo",
        )),
        letters: Letters::new().into(),
        releases: Default::default(),
        sandbox,
        bundled: std::sync::LazyLock::new(std::collections::BTreeSet::new),
        world: World::new(move || Moment::from_micros(clock.load(Ordering::Relaxed)), fill),
        settings: Settings {
            mail_from: "rathaus@musterstadt.example".to_owned(),
            public_url: "http://127.0.0.1:8080".to_owned(),
            lease_seconds: 120,
            longest_rest_seconds: 300,
            staff_idle_minutes: 60,
            uploads: Default::default(),
            operator: Default::default(),
        },
    })
}

/// The demo's reader of identity cards, with its invented persons.
fn demo_eid(folder: &Path) -> identity::DemoEid {
    let persons = include_str!("../../../../../demo/persons.json");
    identity::DemoEid::new(folder.join("eid"), "/ausweis-demo", "/anmelden/ausweis/zurueck", persons)
        .expect("readable persons")
}

/// A live town with the dog-tax service.
pub(crate) async fn town(casework: &Casework, slug: &str) -> Town {
    let settings = TenantSettings {
        authorities: ["executive", "health"].map(|kind| (kind.to_owned(), magistrat())).into(),
        ..TenantSettings::default()
    };
    let new = NewTenant { slug: slug.to_owned(), name: format!("Stadt {slug}"), settings, crest: None };
    let town = casework.create_tenant(new).await.expect("the tenant is new");
    let package = dog_tax();
    casework.install_package(&package).await.expect("the package fits");
    casework.publish_service(town.tenant, &package, &Context::new()).await.expect("the service is live");
    town
}

/// The authority that decides on dog tax.
fn magistrat() -> AuthoritySettings {
    AuthoritySettings {
        name: "Der Magistrat der Stadt Musterstadt".to_owned(),
        name_dative: "Magistrat der Stadt Musterstadt".to_owned(),
        street: "Marktplatz 1".to_owned(),
        postcode: "35999".to_owned(),
        place: "Musterstadt".to_owned(),
        bank: BankSettings {
            holder: "Stadtkasse Musterstadt".to_owned(),
            name: "Musterbank".to_owned(),
            iban: "DE02120300000000202051".to_owned(),
            bic: String::new(),
            creditor_id: "DE98ZZZ09999999999".to_owned(),
        },
        ..AuthoritySettings::default()
    }
}

/// A small service of the tests.
pub(crate) fn dog_tax() -> Package {
    package("../../domain/services/tests/packages/hundesteuer")
}

/// The package in a folder beside this crate's manifest.
pub(crate) fn package(folder: &str) -> Package {
    Package::read(files_of(folder)).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Dog tax with a question for files at the end of its form.
pub(crate) fn dog_tax_with_proof() -> Package {
    let mut files = files_of("../../domain/services/tests/packages/hundesteuer");
    let form = files.get_mut("forms/registration.form").expect("the form of the application");
    let mut json: serde_json::Value = serde_json::from_slice(form).expect("a form is JSON");
    let pages = json["components"].as_array_mut().expect("pages");
    let proof = serde_json::json!({
        "type": "filepicker", "id": "Field_proof", "key": "proof", "label": "Nachweis", "multiple": true
    });
    // A loose component belongs to the page before it.
    pages.push(proof);
    *form = json.to_string().into_bytes();
    let english = files.get_mut("texts/en.toml").expect("English texts");
    english.extend_from_slice(b"\n[form.registration.Field_proof]\nlabel = \"Proof\"\n");
    Package::read(files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The small service of the tests with other words in one of its files.
pub(crate) fn dog_tax_edited(file: &str, words: &[(&str, &str)]) -> Package {
    edited("../../domain/services/tests/packages/hundesteuer", file, words)
}

/// The small service of the tests with other words wherever they stand: a step that is called differently.
pub(crate) fn dog_tax_renamed(words: &[(&str, &str)]) -> Package {
    let renamed = |content: Vec<u8>| {
        let text = String::from_utf8(content).expect("the files of the package are texts");
        words.iter().fold(text, |text, (before, after)| text.replace(before, after)).into_bytes()
    };
    let files = files_of("../../domain/services/tests/packages/hundesteuer").into_iter();
    let files = files.map(|(path, content)| (path, renamed(content))).collect();
    Package::read(files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The dog tax with other words in its manifest.
pub(crate) fn dog_tax_with(words: &[(&str, &str)]) -> Package {
    edited("../../../library/hundesteuer", "service.toml", words)
}

/// The package in this folder with other words in one of its files.
pub(crate) fn edited(folder: &str, file: &str, words: &[(&str, &str)]) -> Package {
    let mut files = files_of(folder);
    let content = files.get_mut(file).expect("the package has the file");
    let mut text = String::from_utf8(content.clone()).expect("a text");
    for (before, after) in words {
        assert!(text.contains(before), "{file} says {before}");
        text = text.replace(before, after);
    }
    *content = text.into_bytes();
    Package::read(files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Dog tax where as many offices as this check each registration, all at once.
pub(crate) fn dog_tax_checked_by(offices: usize) -> Package {
    let mut files = files_of("../../domain/services/tests/packages/hundesteuer");
    files.retain(|name, _| !name.starts_with("scenarios/"));
    let process = files.get_mut("process.bpmn").expect("a process");
    let text = String::from_utf8(process.clone()).expect("a text");
    let once = "<bpmn:outgoing>to_decision</bpmn:outgoing>";
    assert!(text.contains(once), "the registration is checked");
    let each = format!(
        "{once}<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics \
         inputCollection=\"=for office in 1..{offices} return office\" inputElement=\"office\" />\
         </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>"
    );
    *process = text.replace(once, &each).into_bytes();
    Package::read(files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

pub(crate) fn files_of(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("the package is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let inside = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            files.insert(inside, std::fs::read(&path).expect("a readable file"));
        }
    }
}

/// The three pages of an application, as typed.
pub(crate) fn application(dog: &str) -> [RawAnswers; 3] {
    [
        typed(&[
            ("keeper.first_name", "Erika"),
            ("keeper.last_name", "Beispiel"),
            ("keeper.born", "24.03.1980"),
            ("keeper.street", "Lindenweg 4"),
            ("keeper.postcode", "35999"),
            ("keeper.city", "Musterstadt"),
            ("keeper.email", "erika@beispiel.example"),
        ]),
        typed(&[
            ("dog.name", dog),
            ("dog.breed", "beagle"),
            ("dog.born", "1.5.2025"),
            ("dog.sex", "male"),
            ("dog.colour", "braun-weiß"),
            ("dog.kept_since", "10.09.2026"),
            ("dog.moved_here", "no"),
        ]),
        typed(&[("household.other_dogs", "0"), ("household.declaration", "true")]),
    ]
}

/// The decision form, as typed.
pub(crate) fn decision(outcome: &str) -> RawAnswers {
    match outcome {
        "reject" => typed(&[
            ("decision.outcome", "reject"),
            ("decision.reason", "Der Hund wird in einer anderen Gemeinde gehalten."),
        ]),
        _ => typed(&[("decision.outcome", "approve")]),
    }
}

/// Answers as a browser sends them.
pub(crate) fn typed(pairs: &[(&str, &str)]) -> RawAnswers {
    RawAnswers(pairs.iter().map(|(path, text)| ((*path).to_owned(), vec![(*text).to_owned()])).collect())
}

/// Runs each test function on SQLite and on PostgreSQL.
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name($crate::office::Office::on_sqlite(stringify!($name)).await).await;
                }
            )+
        }
        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name($crate::office::Office::on_postgres(concat!(stringify!($name), "-pg")).await).await;
                }
            )+
        }
    };
}
pub(crate) use on_both_databases;
