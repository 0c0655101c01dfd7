//! Towns and their services, as everybody may see them.

use crate::Casework;
use crate::catalogue::card_of;
use crate::competence::Home;
use crate::refusal::{Fault, Refusal};
use crate::tenancy::stored_settings;
use crate::views::{
    AuthoritySettings, AuthorityView, Cost, Place, ProcedureCard, ServiceAt, ServicePage, Town,
};
use services::{Procedure, Release};
use store::{Scope, TenantRow};
use values::{Language, Moment, Money};

/// The status of a tenant whose pages are open to everybody, and of a service that can be applied for.
pub(crate) const LIVE: &str = "live";

impl Casework {
    /// The towns that are live, by name.
    pub async fn towns(&self) -> Result<Vec<Town>, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let rows = snapshot.tenants().await?;
        let mut towns =
            rows.into_iter().filter(|row| row.status == LIVE).map(town_of).collect::<Result<Vec<_>, _>>()?;
        towns.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(towns)
    }

    /// The live town with this address.
    pub async fn town(&self, slug: &str) -> Result<Town, Refusal> {
        let snapshot = self.store().read(Scope::Installation).await?;
        let row = snapshot.tenant_by_slug(slug).await?.filter(|row| row.status == LIVE);
        Ok(town_of(row.ok_or(Refusal::NotFound)?)?)
    }

    /// The page of a service that this town itself is competent for.
    pub async fn service_page(
        &self,
        town: &Town,
        key: &str,
        language: Language,
    ) -> Result<ServicePage, Refusal> {
        let place = Place::Live(Box::new(town.clone()));
        match self.service_at(&place, key, language).await? {
            ServiceAt::Here(page) => Ok(*page),
            ServiceAt::Elsewhere(_) | ServiceAt::NotOnline(_) => Err(Refusal::NotFound),
        }
    }

    /// What the page of a service shows.
    pub(crate) fn page_of_home(&self, home: &Home, language: Language) -> ServicePage {
        let manifest = home.release.manifest();
        ServicePage {
            card: card_of(manifest, language),
            who: manifest.who(language).to_owned(),
            who_heading: home.release.text(language, "service.who").map(str::to_owned),
            action: home.release.text(language, "service.action").map(str::to_owned),
            fee: manifest.fee(language).to_owned(),
            costs: costs(&home.release, language, self.world().now()),
            procedures: manifest.procedures().iter().map(|one| procedure_card(one, language)).collect(),
            legal_basis: manifest.legal_basis().to_vec(),
            trust_level: manifest.trust_level(),
            authority: authority(home),
        }
    }

    /// The service of this town, if it can be applied for and the town is competent.
    pub(crate) async fn offered(&self, town: &Town, key: &str) -> Result<Home, Refusal> {
        let home = match self.area_of(town) {
            Some(area) => self.home_of(area, key).await?.filter(|home| home.town.tenant == town.tenant),
            None => self.home_in(town, key).await?,
        };
        home.ok_or(Refusal::NotFound)
    }
}

/// The tenant that a row speaks of.
pub(crate) fn town_of(row: TenantRow) -> Result<Town, Fault> {
    let settings = stored_settings::from_text(&row.settings)?;
    Ok(Town { tenant: row.id, slug: row.slug, name: row.name, settings })
}

fn procedure_card(procedure: &Procedure, language: Language) -> ProcedureCard {
    ProcedureCard {
        key: procedure.key().to_owned(),
        title: procedure.title(language).to_owned(),
        summary: procedure.summary(language).to_owned(),
        needs: procedure.needs(language).to_vec(),
        duration: procedure.duration(language).to_owned(),
        next: procedure.next(language).to_owned(),
    }
}

fn costs(release: &Release, language: Language, now: Moment) -> Vec<Cost> {
    let amounts = release.amounts(language, feel::Date::from_civil(now.date())).into_iter();
    amounts
        .map(|amount| Cost {
            label: amount.label,
            amount: Money::from_cents(amount.cents),
            source: amount.source,
            from: amount.from.and_then(feel::Date::to_civil).map(Moment::start_of),
            is_example: amount.is_example,
        })
        .collect()
}

/// Who is competent, as the tenant has set it; the office is the service's own when the tenant names none.
fn authority(home: &Home) -> AuthorityView {
    let unset = AuthoritySettings::default();
    let set = home.town.authority(&home.authority).unwrap_or(&unset);
    let office =
        if set.office.is_empty() { &home.release.manifest().authority().office } else { &set.office };
    AuthorityView {
        name: set.name.clone(),
        office: office.clone(),
        address: [set.street.clone(), set.town_line()],
        phone: set.phone.clone(),
        mail: set.mail.clone(),
        opening_hours: set.opening_hours.clone(),
    }
}
