//! Reads `service.toml` and judges what can be judged by the manifest alone.

use super::parts::{CaseEntry, CaseExpressions, LegalBasis, ProcedureEntry, Statistics};
use super::records::RecordEntry;
use super::{Manifest, Procedure, RecordKind, Written};
use crate::parameter::{Parameter, ParameterEntry};
use crate::sections::{At, Sections};
use std::collections::BTreeMap;
use toml::Spanned;
use values::{Problem, Span};

/// The file of a package that holds the manifest.
pub(crate) const FILE: &str = "service.toml";

/// The format of manifests that this program reads.
const FORMAT: i64 = 1;

/// The highest trust level there is.
const MAX_TRUST_LEVEL: u8 = 3;

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// All problems: what is no TOML, missing and unknown sections and fields, parameters whose default does not fit.
    pub fn parse(text: &str) -> Result<Manifest, Vec<Problem>> {
        let mut sections = Sections::read(FILE, text);
        let format: Option<At<i64>> = sections.required("format");
        if let Some(format) = format.filter(|format| format.value != FORMAT) {
            let problem = sections.problem_at(format.span, "services-unknown-format");
            problem.args.push(("format".into(), format.value.to_string()));
        }
        let manifest = take(&mut sections);
        let problems = sections.finish();
        match manifest {
            Some(manifest) if problems.is_empty() => Ok(manifest),
            _ => Err(problems),
        }
    }
}

/// Every section is asked for before any of them is missed, so that all problems are found.
fn take(sections: &mut Sections<'_>) -> Option<Manifest> {
    macro_rules! required {
        ($($name:ident),+ $(,)?) => { $(let $name = sections.required(stringify!($name)).map(|at| at.value);)+ };
    }
    let key = sections.required("key").and_then(|key| checked_key(sections, key));
    let version = sections.required("version").and_then(|version| checked_version(sections, version));
    let trust_level = sections.required("trust_level").and_then(|level| checked_trust_level(sections, level));
    required!(data_class, title, summary, life_situation, who, fee, privacy);
    required!(competence, authority, law, delivery, payment, decisions, clock, retention);
    let procedures = take_procedures(sections);
    let legal_basis: Option<At<Vec<LegalBasis>>> = sections.required("legal_basis");
    let statistics: Option<At<Statistics>> = sections.required("statistics");
    let roles = plain(sections.each("roles"));
    let bindings = plain(sections.each("bindings"));
    let records = take_records(sections);
    let parameters = take_parameters(sections);
    Some(Manifest {
        key: key?,
        version: version?,
        trust_level: trust_level?,
        data_class: data_class?,
        title: title?,
        summary: summary?,
        life_situation: life_situation?,
        who: who?,
        fee: fee?,
        privacy: privacy?,
        legal_basis: legal_basis?.value.into_iter().map(|basis| basis.text).collect(),
        competence: competence?,
        authority: authority?,
        law: law?,
        procedures,
        delivery: delivery?,
        payment: payment?,
        decisions: decisions?,
        clock: clock?,
        retention: retention?,
        statistics: statistics?.value.figures,
        roles,
        records,
        bindings,
        parameters,
    })
}

/// The procedures in the order of the file; a service without one is a problem.
fn take_procedures(sections: &mut Sections<'_>) -> Vec<Procedure> {
    let mut entries: Vec<(String, At<ProcedureEntry>)> = sections.each("procedures").into_iter().collect();
    entries.sort_by_key(|(_, entry)| entry.span.start);
    if entries.is_empty() && !sections.has_problems() {
        sections.problem_at(Span::default(), "services-no-procedure");
    }
    let mut procedures = Vec::new();
    for (key, entry) in entries {
        if !is_identifier(&key) {
            sections.problem_at(entry.span, "services-bad-name").args.push(("name".into(), key.clone()));
        }
        procedures.push(procedure(sections, key, entry.value));
    }
    procedures
}

fn procedure(sections: &Sections<'_>, key: String, entry: ProcedureEntry) -> Procedure {
    Procedure {
        key,
        process: entry.process,
        start_form: entry.start_form,
        leika: entry.leika,
        title: entry.title,
        summary: entry.summary,
        needs: entry.needs,
        duration: entry.duration,
        next: entry.next,
        case: placed(sections, entry.case),
    }
}

fn placed(sections: &Sections<'_>, entry: CaseEntry) -> CaseExpressions {
    let written = |spanned: Spanned<String>| {
        let range = spanned.span();
        let opening = opening(sections.written(range.clone()));
        let span = sections.span(range.start + opening..range.end);
        Written { text: spanned.into_inner(), span }
    };
    CaseExpressions {
        applicant: written(entry.applicant),
        subject: written(entry.subject),
        recipient: entry.recipient.into_iter().map(written).collect(),
        mail: entry.mail.map(written),
    }
}

/// How long the quotes at the start of a text are, with the line break that TOML leaves out behind three of them.
fn opening(written: &str) -> usize {
    let Some(text) = ["\"\"\"", "'''"].into_iter().find_map(|quotes| written.strip_prefix(quotes)) else {
        return 1;
    };
    let line_break = ["\r\n", "\n"].into_iter().find(|line_break| text.starts_with(line_break));
    3 + line_break.map_or(0, str::len)
}

fn plain<T>(entries: BTreeMap<String, At<T>>) -> BTreeMap<String, T> {
    entries.into_iter().map(|(name, at)| (name, at.value)).collect()
}

fn take_records(sections: &mut Sections<'_>) -> BTreeMap<String, RecordKind> {
    let mut records = BTreeMap::new();
    for (name, entry) in sections.each::<RecordEntry>("records") {
        match entry.value.into_kind() {
            Ok(kind) => {
                records.insert(name, kind);
            }
            Err(field) => {
                sections.problem_at(entry.span, "services-record-field").args.push(("name".into(), field));
            }
        }
    }
    records
}

fn take_parameters(sections: &mut Sections<'_>) -> BTreeMap<String, Parameter> {
    let mut parameters = BTreeMap::new();
    for (name, entry) in sections.each::<ParameterEntry>("parameters") {
        if !is_identifier(&name) {
            sections.problem_at(entry.span, "services-bad-name").args.push(("name".into(), name.clone()));
        }
        match entry.value.into_parameter() {
            Ok(parameter) => {
                parameters.insert(name, parameter);
            }
            Err(misfit) => {
                let problem = sections.problem_at(entry.span, misfit.key());
                problem.args.extend([("name".into(), name), ("type".into(), misfit.expected())]);
            }
        }
    }
    parameters
}

fn checked_key(sections: &mut Sections<'_>, key: At<String>) -> Option<String> {
    let is_key = key.value.starts_with(|first: char| first.is_ascii_lowercase())
        && key.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_key {
        sections.problem_at(key.span, "services-bad-key").args.push(("key".into(), key.value.clone()));
    }
    is_key.then_some(key.value)
}

fn checked_version(sections: &mut Sections<'_>, version: At<String>) -> Option<String> {
    let parts: Vec<&str> = version.value.split('.').collect();
    let is_version = parts.len() == 3 && parts.iter().all(|part| part.parse::<u32>().is_ok());
    if !is_version {
        sections
            .problem_at(version.span, "services-bad-version")
            .args
            .push(("version".into(), version.value.clone()));
    }
    is_version.then_some(version.value)
}

fn checked_trust_level(sections: &mut Sections<'_>, level: At<u8>) -> Option<u8> {
    if level.value > MAX_TRUST_LEVEL {
        sections.problem_at(level.span, "services-bad-trust-level");
    }
    (level.value <= MAX_TRUST_LEVEL).then_some(level.value)
}

/// A name that expressions can read.
pub(crate) fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}
