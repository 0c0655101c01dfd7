//! The demo town: an invented town with its staff and one service. Creating it again changes nothing.

use crate::output::Failure;
use crate::package_folder;
use cases::Role;
use casework::{
    AuthoritySettings, BankSettings, Casework, NewStaff, NewTenant, Refusal, TenantSettings, Town,
};
use feel::Context;
use std::collections::{BTreeMap, BTreeSet};

/// Slug of the demo town.
pub(crate) const SLUG: &str = "musterstadt";
/// Password of all demo logins; they exist only in a folder made by `demo`.
pub(crate) const PASSWORD: &str = "fachwerk-demo";
/// What the app of all demo logins knows.
pub(crate) const SECRET: &str = "FACHWERKDEMOFACHWERKDEMOFACHWERK";
/// The demo logins and who they are.
pub(crate) const LOGINS: [(&str, &str); 3] = [
    ("weber", "Jonas Weber, Steueramt"),
    ("kaya", "Elif Kaya, Steueramt"),
    ("amann", "Petra Amann, head of office"),
];

/// Creates the town unless it is there.
pub(crate) async fn create(casework: &Casework) -> Result<(), Failure> {
    let town = match casework.town(SLUG).await {
        Ok(town) => town,
        Err(Refusal::NotFound) => {
            let new = NewTenant {
                slug: SLUG.to_owned(),
                name: "Stadt Musterstadt".to_owned(),
                settings: settings(),
            };
            casework.create_tenant(new).await?
        }
        Err(refusal) => return Err(refusal.into()),
    };
    people(casework, &town).await?;
    services(casework, &town).await
}

async fn people(casework: &Casework, town: &Town) -> Result<(), Failure> {
    let known: BTreeSet<String> =
        casework.staff_members(town.tenant).await?.into_iter().map(|member| member.login).collect();
    for (login, who) in LOGINS.iter().filter(|(login, _)| !known.contains(*login)) {
        let name = who.split(',').next().unwrap_or(who).to_owned();
        let is_head = *login == "amann";
        let new = NewStaff {
            login: (*login).to_owned(),
            name,
            password: PASSWORD.to_owned(),
            groups: if is_head { BTreeSet::new() } else { BTreeSet::from(["steueramt".to_owned()]) },
            roles: if is_head { BTreeSet::from([Role::Head]) } else { BTreeSet::new() },
        };
        let id = casework.add_staff(town.tenant, new).await?;
        casework.take_over_second_factor(town.tenant, id, SECRET).await?;
    }
    Ok(())
}

/// Publishes every package that comes with the program, unless this very content is offered already.
async fn services(casework: &Casework, town: &Town) -> Result<(), Failure> {
    let installed: BTreeSet<_> = casework.packages().await?.into_iter().map(|package| package.hash).collect();
    for key in package_folder::bundled_keys() {
        let package = package_folder::bundled(&key)?;
        if !installed.contains(&package.hash()) {
            casework.install_package(&package).await?;
            casework.publish_service(town.tenant, &package, &Context::new()).await?;
        }
    }
    Ok(())
}

fn settings() -> TenantSettings {
    let text = |text: &str| text.to_owned();
    TenantSettings {
        authorities: BTreeMap::from([("executive".to_owned(), magistrat())]),
        colour: text("#1f4e79"),
        imprint: text(
            "Stadt Musterstadt, Der Magistrat, Marktplatz 1, 35999 Musterstadt\n\nTelefon 06000 123-0, \
             E-Mail rathaus@musterstadt.example\n\nMusterstadt ist erfunden. Diese Seiten zeigen, wie Fachwerk arbeitet.",
        ),
        privacy: text(
            "Wir verarbeiten Ihre Angaben, um Ihren Antrag zu bearbeiten (Art. 6 Abs. 1 Buchst. e DSGVO).\n\nVerantwortlich \
             ist der Magistrat der Stadt Musterstadt. Ihre Angaben bleiben auf diesem Rechner: Diese Seiten rufen nichts \
             von anderen Anbietern ab.\n\nSie können Auskunft, Berichtigung und Löschung verlangen und sich beim \
             Hessischen Beauftragten für Datenschutz und Informationsfreiheit beschweren.",
        ),
        accessibility: text(
            "Diese Seiten sollen für alle nutzbar sein: mit Tastatur, mit Vorleseprogramm, stark vergrößert und ohne \
             JavaScript.\n\nEine Prüfung durch eine unabhängige Stelle steht noch aus. Fällt Ihnen eine Barriere auf, \
             schreiben Sie uns bitte.",
        ),
        barrier_mail: text("barrierefrei@musterstadt.example"),
        ..TenantSettings::default()
    }
}

fn magistrat() -> AuthoritySettings {
    let text = |text: &str| text.to_owned();
    AuthoritySettings {
        name: text("Der Magistrat der Stadt Musterstadt"),
        name_dative: text("Magistrat der Stadt Musterstadt"),
        office: text("Steueramt"),
        street: text("Marktplatz 1"),
        postcode: text("35999"),
        place: text("Musterstadt"),
        phone: text("06000 123-0"),
        mail: text("steueramt@musterstadt.example"),
        opening_hours: vec![text("Montag bis Freitag 8 bis 12 Uhr"), text("Donnerstag auch 14 bis 18 Uhr")],
        bank: BankSettings {
            holder: text("Stadtkasse Musterstadt"),
            name: text("Musterbank"),
            iban: text("DE02120300000000202051"),
            // The identifier that the Bundesbank prints for tests.
            creditor_id: text("DE98ZZZ09999999999"),
            ..BankSettings::default()
        },
    }
}
