//! The job `letter`: writes a letter of the package as PDF and keeps it as a document of the case.
//! Headers: `template`, key of the letter; `title`, key of its title; `result`, the variable that receives the
//! document's id (`document` unless said otherwise).

use super::Performed;
use crate::Casework;
use crate::load::Loaded;
use crate::refusal::Fault;
use crate::views::AuthoritySettings;
use cases::{Remedy, RemedyText};
use engine::Job;
use feel::{Context, Value};
use letters::{
    Authority, Bank, CaseReference, LetterData, LetterFailure, LetterSource, Official, Parameter, Recipient,
};
use std::collections::BTreeMap;
use store::{Change, DocumentRow};
use values::{DocumentId, Hash, Language, Moment};

pub(super) const JOB_TYPE: &str = "letter";

impl Casework {
    pub(super) async fn write_letter(&self, loaded: &Loaded, job: &Job) -> Result<Performed, Fault> {
        let key = job.headers.get("template").map(String::as_str).unwrap_or_default();
        let Some(template) = loaded.release.letter(key) else {
            return Ok(Performed::failed("no-template", format!("the package has no letter “{key}”")));
        };
        let Some(remedy) = remedy_of(loaded) else {
            return Ok(Performed::failed("no-court", "the competent court is not known"));
        };
        let town = self.town_of_case(loaded).await?;
        let Some(authority) = town.authority(&loaded.case.authority) else {
            let missing = format!("{} has not set its authority “{}”", town.name, loaded.case.authority);
            return Ok(Performed::failed("no-authority", missing));
        };
        let now = self.world().now();
        let title = title(loaded, job);
        let data = letter_data(loaded, job, (authority, remedy), now).to_json();
        let pdf = match self.rendered(template.to_owned(), data, title.clone(), now).await? {
            Ok(pdf) => pdf,
            Err(failure) => return Ok(Performed::failed("letter", failure.to_string())),
        };
        let tenant = loaded.case.tenant;
        let size = pdf.len();
        let kept = self.parts().documents.put(tenant, pdf).await;
        let content = kept.map_err(|error| Fault::while_doing("keeping a letter", error))?;
        Ok(written(loaded, job, (title, content, size), now))
    }

    /// Typesetting is work for a processor, so it leaves the threads that answer requests alone.
    async fn rendered(
        &self,
        template: String,
        data: serde_json::Value,
        title: String,
        now: Moment,
    ) -> Result<Result<Vec<u8>, LetterFailure>, Fault> {
        let casework = self.clone();
        let render = move || {
            let (template, data, title) = (&template, &data, &title);
            let source = LetterSource { template, data, title, language: Language::De, date: now.date() };
            casework.parts().letters.render(&source)
        };
        tokio::task::spawn_blocking(render)
            .await
            .map_err(|error| Fault::while_doing("writing a letter", error))
    }
}

fn written(
    loaded: &Loaded,
    job: &Job,
    (title, content, size): (String, Hash, usize),
    now: Moment,
) -> Performed {
    let id = DocumentId::derived(&[b"document", job.id.as_bytes()]);
    let mut result = Context::new();
    let variable = job.headers.get("result").map(String::as_str).unwrap_or("document");
    result.insert(variable, Value::from(id.to_string().as_str()));
    let mut performed = Performed::done(result);
    performed.changes.push(Change::put(&DocumentRow {
        tenant: loaded.case.tenant,
        id,
        case: loaded.case.id,
        kind: "letter".to_owned(),
        title,
        media_type: "application/pdf".to_owned(),
        content,
        size: size as i64,
        created_at: now,
        delivered_at: None,
    }));
    performed
}

fn title(loaded: &Loaded, job: &Job) -> String {
    let text = job.headers.get("title").and_then(|key| loaded.release.text(Language::De, key));
    text.unwrap_or_else(|| loaded.release.manifest().title(Language::De)).to_owned()
}

fn letter_data(
    loaded: &Loaded,
    job: &Job,
    (deciding, remedy): (&AuthoritySettings, Remedy),
    now: Moment,
) -> LetterData {
    let shown = loaded.release.case_texts(&loaded.instance.variables(), now);
    LetterData {
        authority: authority(loaded, deciding),
        recipient: Recipient { name: shown.applicant, lines: shown.recipient },
        delivery: Some("Bereitgestellt im Online-Portal".to_owned()),
        case: CaseReference {
            number: loaded.case.number.clone(),
            service: loaded.release.manifest().title(Language::De).to_owned(),
            received: Some(loaded.case.opened_at.date().to_string()),
            payment_reference: None,
        },
        official: official(job),
        remedy: remedy_text(remedy, deciding),
        variables: json_of(&job.input),
        parameters: parameters(loaded),
        texts: loaded.release.texts(Language::De),
    }
}

/// Whoever completed the last task signs (§ 37 III HVwVfG).
fn official(job: &Job) -> Official {
    let name = match job.input.get_path("official.name") {
        Some(Value::Text(name)) => name.to_string(),
        _ => String::new(),
    };
    Official { name, room: None, phone: None, mail: None }
}

fn remedy_text(remedy: Remedy, authority: &AuthoritySettings) -> String {
    let seat = format!("{}, {}", authority.street, authority.town_line());
    let text = RemedyText { remedy, addressee: &authority.name_dative, seat: &seat };
    text.sentence().unwrap_or_default()
}

/// The remedy, if its addressee is known. Courts by area are not known yet, and a wrong instruction would open a year
/// (§ 58 II VwGO): a letter that needs one is not written.
fn remedy_of(loaded: &Loaded) -> Option<Remedy> {
    match loaded.release.manifest().remedy() {
        services::Remedy::Objection => Some(Remedy::Objection),
        services::Remedy::None => Some(Remedy::None),
        services::Remedy::Action | services::Remedy::CivilCourt => None,
    }
}

fn parameters(loaded: &Loaded) -> BTreeMap<String, Parameter> {
    let all = loaded.release.letter_parameters().into_iter();
    all.map(|(name, sourced)| {
        let parameter = Parameter {
            value: sourced.value,
            bylaw: sourced.bylaw,
            paragraph: sourced.paragraph,
            valid_from: Some(sourced.valid_from),
        };
        (name, parameter)
    })
    .collect()
}

/// The letterhead; the office is the service's own when the tenant names none.
fn authority(loaded: &Loaded, deciding: &AuthoritySettings) -> Authority {
    let set = |text: &String| if text.is_empty() { None } else { Some(text.clone()) };
    let bank = &deciding.bank;
    Authority {
        name: deciding.name.clone(),
        office: set(&deciding.office).or_else(|| set(&loaded.release.manifest().authority().office)),
        address: vec![deciding.street.clone(), deciding.town_line()],
        phone: set(&deciding.phone),
        mail: set(&deciding.mail),
        web: None,
        hours: deciding.opening_hours.clone(),
        bank: set(&bank.iban).map(|iban| Bank {
            holder: bank.holder.clone(),
            iban,
            bic: set(&bank.bic),
            bank: set(&bank.name),
        }),
    }
}

fn json_of(context: &Context) -> serde_json::Map<String, serde_json::Value> {
    match serde_json::to_value(context) {
        Ok(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    }
}
