//! A town with the dog-tax service on an empty database of either kind.

use cases::Actor;
use casework::{Casework, NewTenant, PageAsked, Parts, Settings, ShowProblems, TenantSettings, Town, World};
use cluster::Cluster;
use documents::Documents;
use feel::Context;
use forms::RawAnswers;
use identity::{MasterKey, Passwords};
use letters::Letters;
use payments::Payments;
use post::Post;
use services::Package;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};
use store::{PostgresOptions, Store};
use values::{DraftId, Language, Moment};

/// A town at work.
#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) casework: Casework,
    pub(crate) town: Town,
    /// Where PostgreSQL is.
    pub(crate) url: Option<String>,
}

/// On a new SQLite file.
pub(crate) async fn on_sqlite() -> Office {
    let folder =
        std::env::temp_dir().join(format!("fachwerk-bench-{}-{}", std::process::id(), now().micros()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let store = Store::open_sqlite(folder.join("bench.sqlite")).await.expect("a database");
    open(store, &folder, None).await
}

/// On a new database of a throw-away cluster.
pub(crate) async fn on_postgres() -> Office {
    let made = tokio::task::spawn_blocking(|| Cluster::shared().and_then(Cluster::database));
    let url = made.await.expect("the cluster's thread ends").unwrap_or_else(|sentence| panic!("{sentence}"));
    let store = Store::open_postgres(&url, PostgresOptions::default()).await.expect("a database");
    open(store, &std::env::temp_dir(), Some(url)).await
}

async fn open(store: Store, folder: &Path, url: Option<String>) -> Office {
    store.migrate().await.expect("the schema");
    let casework = Casework::new(Parts {
        areas: areas::Areas::hesse().into(),
        store,
        documents: Documents::in_folder(folder.join("documents")),
        passwords: Passwords::for_cores(2),
        eid: identity::Eid::none(),
        master_key: MasterKey::from_bytes([7; 32]),
        post: Post::tray(folder.join("mail")),
        payments: Payments::none(),
        letters: Letters::new().into(),
        releases: Default::default(),
        sandbox: None,
        bundled: std::sync::LazyLock::new(std::collections::BTreeSet::new),
        world: World::new(now, |bytes| getrandom::fill(bytes).expect("random bytes")),
        settings: Settings {
            mail_from: "bench@localhost".to_owned(),
            public_url: "http://127.0.0.1".to_owned(),
            lease_seconds: 120,
            longest_rest_seconds: 300,
            staff_idle_minutes: 60,
            uploads: Default::default(),
            operator: Default::default(),
        },
    });
    let settings = TenantSettings::default();
    let new = NewTenant {
        slug: "musterstadt".to_owned(),
        name: "Stadt Musterstadt".to_owned(),
        settings,
        crest: None,
    };
    let town = casework.create_tenant(new).await.expect("a tenant");
    let package = dog_tax();
    casework.install_package(&package).await.expect("the package fits");
    casework.publish_service(town.tenant, &package, &Context::new()).await.expect("the service is live");
    Office { casework, town, url }
}

fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right");
    Moment::from_micros(i64::try_from(since.as_micros()).expect("not for 290,000 years"))
}

fn dog_tax() -> Package {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/domain/services/tests/packages/hundesteuer");
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    Package::read(files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("the library is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let inside = path.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
            files.insert(inside, std::fs::read(&path).expect("a readable file"));
        }
    }
}

/// A guest with a draft in which nothing is missing.
pub(crate) async fn filled_draft(office: &Office) -> (Actor, DraftId) {
    let nobody = office.casework.visitor(None, None).await.expect("a visitor");
    let opened = office
        .casework
        .open_draft(&nobody, &office.town, ("hundesteuer", "register"))
        .await
        .expect("a draft");
    let guest = office.casework.visitor(opened.session.as_deref(), None).await.expect("the guest");
    for (index, page) in PAGES.iter().enumerate() {
        let asked = PageAsked { index, language: Language::De, problems: ShowProblems::No };
        let typed = page.iter().map(|(path, text)| ((*path).to_owned(), vec![(*text).to_owned()])).collect();
        let saved =
            office.casework.save_page(&guest, &office.town, opened.draft, asked, RawAnswers(typed)).await;
        saved.expect("the page is saved");
    }
    (guest, opened.draft)
}

const PAGES: [&[(&str, &str)]; 3] = [
    &[
        ("keeper.first_name", "Erika"),
        ("keeper.last_name", "Beispiel"),
        ("keeper.born", "24.03.1980"),
        ("keeper.street", "Lindenweg 4"),
        ("keeper.postcode", "35999"),
        ("keeper.city", "Musterstadt"),
    ],
    &[
        ("dog.name", "Bello"),
        ("dog.breed", "beagle"),
        ("dog.born", "1.5.2025"),
        ("dog.sex", "male"),
        ("dog.colour", "braun"),
        ("dog.kept_since", "10.09.2026"),
        ("dog.moved_here", "no"),
    ],
    &[("household.other_dogs", "0"), ("household.declaration", "true")],
];
