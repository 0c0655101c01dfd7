//! Three towns with the services of the library and those who work there, and people with an account.

use cases::{Actor, Role, Staff};
use casework::{
    AuthoritySettings, BankSettings, Casework, NewStaff, NewTenant, Refusal, TenantSettings, Town,
};
use feel::Context;
use services::Package;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use values::Language;

const PASSWORD: &str = "a long enough password";
const MUSTERSTADT: &str = include_str!("../../../../demo/parameters/hundesteuer-musterstadt.toml");
const HANAU: &str = include_str!("../../../../demo/parameters/hundesteuer-hanau.toml");

/// How much the letters of the packages say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LettersSay {
    /// What the package says.
    Everything,
    /// One sentence, which typesets quickly; everything around a letter stays.
    OneSentence,
}

/// A town and whoever works there.
#[derive(Debug, Clone)]
pub(crate) struct Office {
    pub(crate) town: Town,
    /// The services it offers.
    pub(crate) services: &'static [&'static str],
    pub(crate) clerks: Vec<Actor>,
    /// Whoever sees every case.
    pub(crate) head: Actor,
    /// Newer releases of the services, with their parameters.
    pub(crate) newer: Vec<(Package, Context)>,
}

/// Services whose cases tell each other something, with their processes.
const TELLING: [(&str, &str); 2] =
    [("caller", include_str!("packages/caller.bpmn")), ("listener", include_str!("packages/listener.bpmn"))];

/// What is called differently in a newer release: a step that a case may stand on, and one that it passes.
const RENAMED: [(&str, &str); 2] = [("write_notice", "put_notice_down"), ("await_proof", "wait_for_proof")];

/// The clerks of the small towns are asked for the works yard, too.
const YARD: &str = "bauhof";

/// Slug, area, group of the clerks, services with their parameters.
type Plan = (&'static str, &'static str, &'static str, &'static [&'static str], &'static str);

const PLANS: [Plan; 3] = [
    (
        "musterstadt",
        "",
        "steueramt",
        &["hundesteuer", "fee", "caller", "listener", "examination"],
        MUSTERSTADT,
    ),
    ("nachbarstadt", "", "steueramt", &["hundesteuer"], HANAU),
    ("main-kinzig-kreis", "06435", "gesundheitsamt", &["verdachtsmeldung"], ""),
];

pub(crate) async fn build(casework: &Casework, letters: LettersSay) -> Vec<Office> {
    let mut offices = Vec::new();
    for plan in PLANS {
        offices.push(office(casework, plan, letters).await);
    }
    offices
}

async fn office(
    casework: &Casework,
    (slug, area, group, services, values): Plan,
    letters: LettersSay,
) -> Office {
    let settings = TenantSettings {
        area: area.to_owned(),
        authorities: ["executive", "health"].map(|kind| (kind.to_owned(), authority(slug))).into(),
        ..TenantSettings::default()
    };
    let new = NewTenant { slug: slug.to_owned(), name: format!("Stadt {slug}"), settings, crest: None };
    let town = casework.create_tenant(new).await.expect("the tenant is new");
    let mut newer = Vec::new();
    for service in services {
        let package = package(service, letters, &[]);
        let is_meant = *service == "hundesteuer";
        let values = if is_meant {
            package.manifest().read_parameters("values.toml", values)
        } else {
            Ok(Context::new())
        };
        let values = values.unwrap_or_else(|problems| panic!("{problems:#?}"));
        if is_meant {
            let newest = self::package(service, letters, &RENAMED);
            goes_live(casework, &town, (&newest, &values)).await;
            newer.push((newest, values.clone()));
        }
        goes_live(casework, &town, (&package, &values)).await;
    }
    let mut clerks = Vec::new();
    for login in ["weber", "kaya", "roth"] {
        clerks.push(staff(casework, &town, (login, &[group, YARD], &[])).await);
    }
    let head = staff(casework, &town, ("head", &[group, YARD], &[Role::Head])).await;
    Office { town, services, clerks, head, newer }
}

/// Publishes a service and compiles it, so that the first story reads no more than the others.
async fn goes_live(casework: &Casework, town: &Town, (package, values): (&Package, &Context)) {
    casework.install_package(package).await.expect("the package fits");
    casework.publish_service(town.tenant, package, values).await.expect("the service is live");
    casework.services(town, Language::De).await.expect("what the town offers");
}

fn authority(slug: &str) -> AuthoritySettings {
    AuthoritySettings {
        name: format!("Der Magistrat von {slug}"),
        name_dative: format!("Magistrat von {slug}"),
        street: "Marktplatz 1".to_owned(),
        postcode: "35999".to_owned(),
        place: "Musterstadt".to_owned(),
        bank: BankSettings {
            holder: "Stadtkasse".to_owned(),
            name: "Musterbank".to_owned(),
            iban: "DE02120300000000202051".to_owned(),
            bic: String::new(),
            creditor_id: "DE98ZZZ09999999999".to_owned(),
        },
        ..AuthoritySettings::default()
    }
}

async fn staff(casework: &Casework, town: &Town, (login, groups, roles): (&str, &[&str], &[Role])) -> Actor {
    let groups: BTreeSet<String> = groups.iter().map(|group| (*group).to_owned()).collect();
    let roles: BTreeSet<Role> = roles.iter().copied().collect();
    let name = format!("Frau {login}");
    let new = NewStaff {
        login: login.to_owned(),
        name: name.clone(),
        password: PASSWORD.to_owned(),
        groups: groups.clone(),
        roles: roles.clone(),
    };
    let id = casework.add_staff(town.tenant, new).await.expect("staff is added");
    // Signed in: passwords are slow on purpose, and not what the stories are about.
    Actor::Staff(Staff { id, tenant: town.tenant, name, groups, roles })
}

/// The one of the invented persons of the demo who has no account before a story.
pub(crate) const NEWCOMER: usize = 2;

/// The others, signed in with their cards.
pub(crate) async fn citizens(casework: &Casework) -> Vec<Actor> {
    let mut citizens = Vec::new();
    for person in 0..NEWCOMER {
        citizens.push(shows_card(casework, person).await.expect("signed in"));
    }
    citizens
}

/// Somebody shows their card, and is signed in.
pub(crate) async fn shows_card(casework: &Casework, person: usize) -> Result<Actor, Refusal> {
    let visit = casework.begin_card_visit("/", BTreeMap::new()).await?;
    let (state, nonce) = (value("state", &visit.way), value("nonce", &visit.way));
    let back = casework.demo_show_card(person, (&state, &nonce)).await?;
    let (code, state) = (value("code", &back), value("state", &back));
    let back = casework.finish_card_visit((Some(&visit.state), &state), &code, None).await;
    let back = back.map_err(|refused| refused.refusal)?;
    casework.citizen(Some(&back.session), None).await?.ok_or(Refusal::NotSignedIn)
}

/// A value in the query of an address.
fn value(name: &str, address: &str) -> String {
    let rest = address.split(&format!("{name}=")).nth(1).unwrap_or_default();
    rest.split('&').next().unwrap_or_default().to_owned()
}

fn package(service: &str, letters: LettersSay, renamed: &[(&str, &str)]) -> Package {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = match service {
        // It asks for money before it is worked on, which no service of the library does yet; in the other the office
        // chooses what is done.
        "fee" | "caller" | "listener" => root.join("crates/application/casework/tests/packages/fee"),
        "examination" => root.join("crates/application/casework/tests/packages/examination"),
        known => root.join("library").join(known),
    };
    let mut files = BTreeMap::new();
    collect(&folder, &folder, &mut files);
    if letters == LettersSay::OneSentence {
        for (name, text) in &mut files {
            if name.ends_with(".typ") {
                *text = b"Ein Satz.\n".to_vec();
            }
        }
    }
    if let Some((_, process)) = TELLING.iter().find(|(key, _)| *key == service) {
        files.insert("process.bpmn".to_owned(), process.as_bytes().to_vec());
        rename(&mut files, &[("key = \"fee\"", &format!("key = \"{service}\""))]);
    }
    rename(&mut files, renamed);
    Package::read(files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Other words in all texts of a package.
fn rename(files: &mut BTreeMap<String, Vec<u8>>, words: &[(&str, &str)]) {
    for content in files.values_mut() {
        if let Ok(text) = std::str::from_utf8(content) {
            let text = words.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new));
            *content = text.into_bytes();
        }
    }
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
