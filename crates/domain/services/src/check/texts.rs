//! Whether every text that is used exists in both languages, and every text that follows a model element still has it.

use super::{Node, at_written, blocks, header, nodes, thrown};
use crate::catalogue;
use crate::package::Parts;
use crate::phrase::{PREFIX, placeholders};
use bpmn::{FlowNode, NodeKind};
use std::collections::BTreeSet;
use values::{Language, Place, Problem};

/// Headers of jobs that name texts; all but titles are sentences of mails.
const NAMED: [(&str, &str); 5] =
    [("letter", "title"), ("mail", "subject"), ("mail", "text"), ("ask", "subject"), ("ask", "text")];

/// Texts that a package may have for the pages of the portal: the button that begins, the heading above who it is for, and
/// the heading after sending.
const OF_SERVICE: [&str; 3] = ["service.action", "service.who", "service.arrived"];

/// What a mail may fill in. A mail carries no case content, only number, town and the address of the portal.
const MAIL_PLACEHOLDERS: [&str; 3] = ["{town}", "{number}", "{link}"];

pub(super) fn all(parts: &Parts) -> Vec<Problem> {
    let mut problems = headers(parts);
    problems.extend(task_names(parts));
    problems.extend(step_names(parts));
    problems.extend(form_texts(parts));
    problems.extend(only_in_one(parts));
    problems.extend(unknown_of_service(parts));
    problems.extend(mail_placeholders(parts));
    problems.extend(phrase_placeholders(parts));
    problems.extend(blocks::all(parts));
    problems.extend(thrown::all(parts));
    problems
}

/// The key under which a form's text stands in a catalogue.
pub(crate) fn form_key(form: &str, component: &str, attribute: &str) -> String {
    format!("form.{form}.{component}.{attribute}")
}

/// The key under which a task's name stands.
pub(crate) fn task_key(element: &str) -> String {
    format!("task.{element}")
}

/// The key under which the name of another step stands, in a language that the process is not written in.
pub(crate) fn step_key(element: &str) -> String {
    format!("step.{element}")
}

pub(super) fn knows(parts: &Parts, language: Language, key: &str) -> bool {
    parts.texts.get(&language).is_some_and(|catalogue| catalogue.contains_key(key))
}

pub(super) fn in_catalogue(language: Language, key: &'static str, text_key: &str) -> Problem {
    Problem::new(Place::Whole, key).in_file(&catalogue::file_of(language)).with("key", text_key)
}

/// The elements that pages name because of this one.
fn named_to_people(node: &FlowNode) -> Vec<&str> {
    match &node.kind {
        NodeKind::User(_) => vec![&node.id],
        NodeKind::AdHoc(ad_hoc) if ad_hoc.asks_people() => {
            std::iter::once(node).chain(ad_hoc.startable()).map(|named| named.id.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// Texts named in the headers of jobs. One that is missing in a language is a problem of the process.
fn headers(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for node in nodes(parts) {
        for (job_type, name) in NAMED {
            let Some(written) = header(&node, job_type, name) else {
                problems.extend(missing_header(&node, job_type, name));
                continue;
            };
            if Language::ALL.iter().any(|language| !knows(parts, *language, &written.text)) {
                problems.push(at_written(&node, written, "services-unknown-text").with("key", &written.text));
            }
        }
    }
    problems
}

pub(super) fn missing_header(node: &Node<'_>, job_type: &str, name: &str) -> Option<Problem> {
    let NodeKind::Job(job) = &node.node.kind else { return None };
    let written = job.job_type.as_ref().filter(|written| written.text == job_type)?;
    Some(at_written(node, written, "services-missing-header").with("type", job_type).with("header", name))
}

/// Every task has a name in every language, and so has what people may choose.
fn task_names(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    let tasks: BTreeSet<String> =
        nodes(parts).iter().flat_map(|node| named_to_people(node.node)).map(task_key).collect();
    for language in Language::ALL {
        for key in tasks.iter().filter(|key| !knows(parts, language, key)) {
            problems.push(in_catalogue(language, "services-missing-text", key));
        }
        for key in keys(parts, language).filter(|key| key.starts_with("task.") && !tasks.contains(*key)) {
            problems.push(in_catalogue(language, "services-unused-text", key));
        }
    }
    problems
}

/// The steps of a process are named in German in its file; other languages may name those that are no tasks.
fn step_names(parts: &Parts) -> Vec<Problem> {
    let named = nodes(parts).into_iter().filter(|node| !node.node.name.is_empty());
    let other = named.filter(|node| !matches!(node.node.kind, NodeKind::User(_)));
    let steps: BTreeSet<String> = other.map(|node| step_key(&node.node.id)).collect();
    let is_dead = |language: Language, key: &String| {
        key.starts_with("step.") && (language == Language::De || !steps.contains(key))
    };
    let dead = |language| {
        keys(parts, language).filter(move |key| is_dead(language, key)).map(move |key| (language, key))
    };
    let found = Language::ALL.into_iter().flat_map(dead);
    found.map(|(language, key)| in_catalogue(language, "services-unused-text", key)).collect()
}

/// A form stands in German in its file; every other language has all its texts and no others.
fn form_texts(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    let known: BTreeSet<String> = parts
        .forms
        .iter()
        .flat_map(|(form, read)| {
            read.texts().into_iter().map(move |text| form_key(form, &text.component, &text.attribute))
        })
        .collect();
    for language in Language::ALL {
        let missing = known.iter().filter(|key| language != Language::De && !knows(parts, language, key));
        problems.extend(missing.map(|key| in_catalogue(language, "services-missing-text", key)));
        let dead = keys(parts, language).filter(|key| key.starts_with("form.") && !known.contains(*key));
        problems.extend(dead.map(|key| in_catalogue(language, "services-unused-text", key)));
    }
    problems
}

/// All other texts stand in both languages.
fn only_in_one(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (here, there) in [(Language::De, Language::En), (Language::En, Language::De)] {
        let elsewhere = ["form.", "task.", "step.", blocks::PREFIX, thrown::PREFIX];
        let own = keys(parts, here).filter(|key| !elsewhere.iter().any(|prefix| key.starts_with(prefix)));
        let missing = own.filter(|key| !knows(parts, there, key));
        problems.extend(missing.map(|key| in_catalogue(there, "services-missing-text", key)));
    }
    problems
}

/// What the portal calls the service instead of its own words; another key would never be read.
fn unknown_of_service(parts: &Parts) -> Vec<Problem> {
    let is_dead = |key: &&String| key.starts_with("service.") && !OF_SERVICE.contains(&key.as_str());
    let dead = |language| keys(parts, language).filter(is_dead).map(move |key| (language, key));
    let found = Language::ALL.into_iter().flat_map(dead);
    found.map(|(language, key)| in_catalogue(language, "services-unused-text", key)).collect()
}

pub(super) fn keys(parts: &Parts, language: Language) -> impl Iterator<Item = &String> {
    parts.texts.get(&language).into_iter().flat_map(|catalogue| catalogue.keys())
}

fn mail_placeholders(parts: &Parts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for node in nodes(parts) {
        let named = NAMED.iter().filter(|(_, name)| *name != "title");
        for written in named.filter_map(|(job_type, name)| header(&node, job_type, name)) {
            for (language, catalogue) in &parts.texts {
                let text = catalogue.get(&written.text).map(String::as_str).unwrap_or_default();
                if let Some(found) = foreign_placeholder(text, &MAIL_PLACEHOLDERS) {
                    let problem = in_catalogue(*language, "services-mail-placeholder", &written.text);
                    problems.push(problem.with("placeholder", found));
                }
            }
        }
    }
    problems
}

/// A phrase says in another language only what it takes out of the German one.
fn phrase_placeholders(parts: &Parts) -> Vec<Problem> {
    let text = |language, key: &String| parts.texts.get(&language).and_then(|texts| texts.get(key));
    let foreign = |key: &String| {
        let known = placeholders(text(Language::De, key)?);
        let found = foreign_placeholder(text(Language::En, key)?, &known)?;
        let problem = in_catalogue(Language::En, "services-phrase-placeholder", key);
        Some(problem.with("placeholder", found))
    };
    keys(parts, Language::En).filter(|key| key.starts_with(PREFIX)).filter_map(foreign).collect()
}

/// The first `{…}` that is none of these.
pub(super) fn foreign_placeholder<'a>(text: &'a str, known: &[&str]) -> Option<&'a str> {
    text.match_indices('{').find_map(|(start, _)| {
        let end = text[start..].find('}').map_or(text.len(), |length| start + length + 1);
        let placeholder = &text[start..end];
        (!known.contains(&placeholder)).then_some(placeholder)
    })
}
