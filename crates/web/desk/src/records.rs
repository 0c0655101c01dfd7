//! The registers (Bestand): which there are, the records of one, and one record with its cases.

mod page;

use crate::clerk::{Clerk, Turned};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use casework::{RecordPage, RecordQuery, RecordView, Register};
use kit::{Visitor, Web, Words};
pub(crate) use page::{RecordFile, RegisterPage};
use serde::Deserialize;
use values::Moment;

/// What the address says beside the register.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// A number or a unique field to look for.
    #[serde(default)]
    suche: String,
    /// Continue behind this number.
    #[serde(default)]
    nach: Option<i64>,
}

/// `GET /amt/{slug}/bestand`: the only register there is, or a choice.
pub(crate) async fn registers(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let registers = web.casework.registers(&clerk.actor, &clerk.town, visitor.language).await?;
    match registers.as_slice() {
        [only] => {
            let service = only.service.clone();
            shown(&web, &clerk, visitor, (registers, service, Asked::default())).await
        }
        _ => {
            let words = web.frame.words(visitor.language);
            Ok(web.page(clerk.shell(visitor), &RegisterPage::choice(words, slug, registers)))
        }
    }
}

/// `GET /amt/{slug}/bestand/{service}`.
pub(crate) async fn register(
    State(web): State<Web>,
    Path((slug, service)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let registers = web.casework.registers(&clerk.actor, &clerk.town, visitor.language).await?;
    shown(&web, &clerk, visitor, (registers, service, asked)).await
}

async fn shown(
    web: &Web,
    clerk: &Clerk,
    visitor: Visitor,
    (registers, service, asked): (Vec<Register>, String, Asked),
) -> Result<Response, Turned> {
    let after = asked.nach.unwrap_or(0);
    let searched = asked.suche.trim();
    let query = match searched.parse() {
        _ if searched.is_empty() => RecordQuery::After(after),
        Ok(number) => RecordQuery::Number(number),
        Err(_) => RecordQuery::Key(searched.to_owned()),
    };
    let records = async |query: RecordQuery| -> Result<RecordPage, Turned> {
        let asked = (&query, visitor.language);
        Ok(web.casework.records(&clerk.actor, &clerk.town, &service, asked).await?)
    };
    let mut page = records(query.clone()).await?;
    // A chip number is a number, too.
    if page.records.is_empty() && matches!(query, RecordQuery::Number(_)) {
        page = records(RecordQuery::Key(searched.to_owned())).await?;
    }
    let words = web.frame.words(visitor.language);
    let shown = RegisterPage::new(words, clerk.town.slug.clone(), (registers, service), page)
        .looking(searched, after);
    Ok(web.page(clerk.shell(visitor), &shown))
}

/// `GET /amt/{slug}/bestand/{service}/{number}`.
pub(crate) async fn record(
    State(web): State<Web>,
    Path((slug, service, number)): Path<(String, String, i64)>,
    visitor: Visitor,
) -> Result<Response, Turned> {
    let clerk = Clerk::enter(&web, &slug, &visitor).await?;
    let asked = (service.as_str(), number);
    let detail = web.casework.record(&clerk.actor, &clerk.town, asked, visitor.language).await?;
    let words = web.frame.words(visitor.language);
    Ok(web.page(clerk.shell(visitor), &RecordFile { words, slug, service, detail }))
}

/// Whether a record is current, in words.
pub(crate) fn standing(words: &Words, record: &RecordView) -> String {
    match &record.valid_to {
        None => words.of("desk-record-current"),
        Some(until) => words.fill("desk-record-ended", &[("date", day(until))]),
    }
}

/// `2026-04-01` as `01.04.2026`; what is no day stays as it is.
pub(crate) fn day(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), |day| kit::date(Moment::start_of(day)))
}
