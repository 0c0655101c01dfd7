//! The register (Bestand) of a service: what outlives its cases, for whoever works on the service. Records are changed by
//! jobs of cases alone.

use crate::Casework;
use crate::refusal::{Fault, Refusal};
use crate::views::{
    RecordCase, RecordDetail, RecordPage, RecordQuery, RecordValue, RecordView, Register, Town,
};
use crate::work_list::title_of;
use cases::{Actor, case_scope};
use feel::Context;
use services::{ParameterKind, RecordField, RecordKind, Release};
use store::{Claim, RecordRow, Scope, Snapshot};
use values::{CaseId, Hash, Language, Money, TenantId};

/// What no two current records of a tenant share.
const UNIQUE: &str = "record";

/// Records on one page.
const PAGE: i64 = 50;

/// A record as the operator's command lists it: no field of it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordHead {
    /// The service.
    pub service: String,
    /// The kind.
    pub kind: String,
    /// Its number.
    pub number: i64,
    /// The first day.
    pub valid_from: String,
    /// The last day; empty while it is current.
    pub valid_to: String,
}

impl Casework {
    /// The records of a service, for whoever works on it.
    pub async fn records(
        &self,
        actor: &Actor,
        town: &Town,
        service: &str,
        (query, language): (&RecordQuery, Language),
    ) -> Result<RecordPage, Refusal> {
        let release = self.home_in(town, service).await?.ok_or(Refusal::NotFound)?.release;
        if !may_read(actor, town, &release) {
            return Err(Refusal::NotFound);
        }
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let rows = match query {
            RecordQuery::After(number) => snapshot.records_after(service, *number, PAGE + 1).await?,
            RecordQuery::Number(number) => {
                snapshot.record_by_number(service, *number).await?.into_iter().collect()
            }
            RecordQuery::Key(key) => snapshot.records_by_key(service, key).await?,
        };
        let rest = rows.len() as i64 > PAGE;
        let rows: Vec<RecordRow> = rows.into_iter().take(PAGE as usize).collect();
        let next = rows.last().filter(|_| rest).map(|row| row.number);
        let shown = rows.iter().map(|row| view(row, &release, language)).collect::<Result<_, Fault>>()?;
        Ok(RecordPage { records: shown, next })
    }

    /// The registers that the actor may read, by title.
    pub async fn registers(
        &self,
        actor: &Actor,
        town: &Town,
        language: Language,
    ) -> Result<Vec<Register>, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let mut registers = Vec::new();
        for row in snapshot.services().await? {
            let release = self.release(town.tenant, row.release).await?;
            let manifest = release.manifest();
            if manifest.records().is_empty() || !may_read(actor, town, &release) {
                continue;
            }
            let kinds: Vec<&str> = manifest.records().values().map(|kind| kind.name(language)).collect();
            registers.push(Register {
                service: row.key,
                kinds: kinds.join(", "),
                title: manifest.title(language).to_owned(),
            });
        }
        registers.sort_by_key(|register| values::folding::sort_key(&register.title));
        Ok(registers)
    }

    /// One record with its cases, for whoever works on its service.
    pub async fn record(
        &self,
        actor: &Actor,
        town: &Town,
        (service, number): (&str, i64),
        language: Language,
    ) -> Result<RecordDetail, Refusal> {
        let release = self.home_in(town, service).await?.ok_or(Refusal::NotFound)?.release;
        if !may_read(actor, town, &release) {
            return Err(Refusal::NotFound);
        }
        let snapshot = self.store().read(Scope::Tenant(town.tenant)).await?;
        let row = snapshot.record_by_number(service, number).await?.ok_or(Refusal::NotFound)?;
        let mut cases = vec![self.record_case(&snapshot, row.opened_by, language).await?];
        if let Some(case) = row.ended_by {
            cases.push(RecordCase {
                has_ended_it: true,
                ..self.record_case(&snapshot, case, language).await?
            });
        }
        Ok(RecordDetail {
            service_title: release.manifest().title(language).to_owned(),
            record: view(&row, &release, language)?,
            cases,
        })
    }

    async fn record_case(
        &self,
        snapshot: &Snapshot,
        case: CaseId,
        language: Language,
    ) -> Result<RecordCase, Refusal> {
        let case = snapshot.case(case).await?;
        let case = case.ok_or_else(|| Fault::while_doing("reading a record", "its case is missing"))?;
        let release = self.release(case.tenant, case.release).await?;
        Ok(RecordCase {
            title: title_of(&release, &case.procedure, language),
            case: case.id,
            number: case.number,
            received_at: case.opened_at,
            has_ended_it: false,
        })
    }

    /// The heads of all records of a tenant, by service and number.
    pub async fn record_heads(&self, tenant: TenantId) -> Result<Vec<RecordHead>, Refusal> {
        let snapshot = self.store().read(Scope::Tenant(tenant)).await?;
        let mut heads = Vec::new();
        for service in snapshot.services().await? {
            let mut after = 0;
            loop {
                let rows = snapshot.records_after(&service.key, after, PAGE).await?;
                let Some(last) = rows.last() else { break };
                after = last.number;
                heads.extend(rows.into_iter().map(head));
            }
        }
        Ok(heads)
    }
}

/// As with cases: the groups of the service, and heads of office.
fn may_read(actor: &Actor, town: &Town, release: &Release) -> bool {
    case_scope(actor).holds(town.tenant, &release.manifest().groups())
}

fn head(row: RecordRow) -> RecordHead {
    RecordHead {
        service: row.service,
        kind: row.kind,
        number: row.number,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    }
}

pub(crate) fn view(row: &RecordRow, release: &Release, language: Language) -> Result<RecordView, Fault> {
    let kind = release.manifest().records().get(&row.kind);
    let fields = fields_of(row)?;
    Ok(RecordView {
        number: row.number,
        kind: kind.map_or(row.kind.as_str(), |kind| kind.name(language)).to_owned(),
        title: row.title.clone(),
        valid_from: row.valid_from.clone(),
        valid_to: Some(row.valid_to.clone()).filter(|day| !day.is_empty()),
        opened_by: row.opened_by,
        ended_by: row.ended_by,
        fields: fields.iter().map(|(name, value)| field((release, kind), name, value, language)).collect(),
    })
}

fn field(
    (release, kind): (&Release, Option<&RecordKind>),
    name: &str,
    value: &feel::Value,
    language: Language,
) -> RecordValue {
    let declared = kind.and_then(|kind| kind.fields().get(name));
    let label = declared.map_or(name, |field| field.name(language));
    let text = match value {
        feel::Value::Null => String::new(),
        feel::Value::Text(text) => declared
            .and_then(|field| chosen(release, field, text, language))
            .unwrap_or_else(|| text.to_string()),
        other => amount(declared, other).unwrap_or_else(|| other.to_string()),
    };
    RecordValue { label: label.to_owned(), value: text }
}

/// How a stored choice is read.
fn chosen(release: &Release, field: &RecordField, stored: &str, language: Language) -> Option<String> {
    if let Some(words) = field.values.get(stored) {
        return Some(words.get(language).to_owned());
    }
    let (form, name) = field.question()?;
    let choices = release.form(form, language)?.choices(name);
    choices.into_iter().find(|(value, _)| *value == stored).map(|(_, label)| label.to_owned())
}

/// Cents as euros.
fn amount(field: Option<&RecordField>, value: &feel::Value) -> Option<String> {
    let is_amount = field.is_some_and(|field| field.kind == ParameterKind::Cents);
    let cents = if is_amount { value.to_string().parse().ok()? } else { return None };
    Some(Money::from_cents(cents).to_string())
}

/// What a record takes for itself while it is current; nothing when its unique field is empty.
pub(crate) fn claim_of(row: &RecordRow) -> Option<Claim> {
    let key = Hash::of_parts(&[row.service.as_bytes(), row.kind.as_bytes(), row.key.as_bytes()]);
    (!row.key.is_empty()).then_some(Claim { kind: UNIQUE, key, holder: *row.id.as_bytes() })
}

pub(crate) fn fields_json(fields: &Context) -> String {
    serde_json::to_string(fields).expect("declared fields can be stored")
}

pub(crate) fn fields_of(row: &RecordRow) -> Result<Context, Fault> {
    serde_json::from_str(&row.fields).map_err(|error| Fault::while_doing("reading a record", error))
}
