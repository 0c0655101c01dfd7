//! The text catalogues of the crates (`texts/{de,en}.ftl`): both languages say the same things, and no problem is raised
//! without words. Whether a sentence is good is for people to say.

use checks::{Checkout, Findings, SourceFile};
use std::collections::{BTreeMap, BTreeSet};

/// One crate's catalogue in one language: key of a message or of its attribute → the names it fills in.
type Catalogue = BTreeMap<String, BTreeSet<String>>;

/// Who reads English misses nothing that German readers are told, and reverse.
#[test]
fn both_languages_say_the_same() {
    let mut findings =
        Findings::against("A key stands in German and in English, and fills in the same names.");
    for folder in folders_with_texts() {
        let [german, english] = ["de", "en"].map(|language| catalogue(&folder, language));
        for key in german.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
            match (german.get(key), english.get(key)) {
                (Some(german), Some(english)) if german != english => {
                    findings.add(
                        &folder,
                        format!("`{key}` fills in {german:?} in German, {english:?} in English"),
                    );
                }
                (None, _) => findings.add(&folder, format!("`{key}` has no German text")),
                (_, None) => findings.add(&folder, format!("`{key}` has no English text")),
                _ => {}
            }
        }
    }
    findings.close();
}

/// A key means one sentence, whichever crate raised it.
#[test]
fn no_two_crates_use_one_key() {
    let mut findings = Findings::against("All catalogues are merged into one: a key belongs to one crate.");
    let mut owners = BTreeMap::<String, String>::new();
    for folder in folders_with_texts() {
        for key in catalogue(&folder, "de").into_keys() {
            if let Some(other) = owners.insert(key.clone(), folder.clone()) {
                findings.add(&folder, format!("`{key}` belongs to {other} already"));
            }
        }
    }
    findings.close();
}

/// Who made a mistake is told what to mend in words, never with a bare key.
#[test]
fn no_problem_is_without_words() {
    let mut findings = Findings::against("A key that code or a page names has a text.");
    let all = all_keys();
    let prefixes: BTreeSet<&str> = all.iter().filter_map(|key| key.split('-').next()).collect();
    for file in naming_files() {
        for literal in literals(&file).filter(|literal| is_key(literal)) {
            let looks_like_key = literal.split_once('-').is_some_and(|(first, _)| prefixes.contains(first));
            if looks_like_key && !all.iter().any(|key| is_or_begins(literal, key)) {
                findings.add(&file.path, format!("`{literal}` has no text"));
            }
        }
    }
    findings.close();
}

/// Translators work only on sentences that somebody can meet.
#[test]
fn no_sentence_is_dead() {
    let mut findings = Findings::against("A text is named by code or a page, or it goes.");
    let files = naming_files();
    let named: BTreeSet<&str> = files.iter().flat_map(literals).filter(|literal| is_key(literal)).collect();
    for key in all_keys() {
        if !named.iter().any(|literal| literal.contains('-') && is_or_begins(literal, &key)) {
            findings.add(&key, "is named nowhere");
        }
    }
    findings.close();
}

/// The literal is the key, or the beginning of keys such as `kit-not-found-title`, completed where it is used.
fn is_or_begins(literal: &str, key: &str) -> bool {
    key.strip_prefix(literal).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn all_keys() -> BTreeSet<String> {
    folders_with_texts().iter().flat_map(|folder| catalogue(folder, "de").into_keys()).collect()
}

/// Code and pages, tests apart.
fn naming_files() -> Vec<SourceFile> {
    let mut files = Checkout::here().files("crates", &[".rs", ".html"]);
    files.retain(|file| !file.is_test());
    files
}

/// The folders of crates that have a catalogue.
fn folders_with_texts() -> Vec<String> {
    let files = Checkout::here().files("crates", &["/texts/de.ftl", "/texts/en.ftl"]);
    let folder = |file: &SourceFile| file.path.split_once("/texts/").map(|(folder, _)| folder.to_owned());
    files.iter().filter_map(folder).collect::<BTreeSet<_>>().into_iter().collect()
}

fn catalogue(folder: &str, language: &str) -> Catalogue {
    let mut catalogue = Catalogue::new();
    let mut key = String::new();
    for line in Checkout::here().file(&format!("{folder}/texts/{language}.ftl")).text.lines() {
        if let Some((name, _)) = line.split_once('=').filter(|(name, _)| is_key(name.trim_end())) {
            key = name.trim_end().to_owned();
        }
        if !line.starts_with('#') && !line.trim().is_empty() {
            catalogue.entry(key.clone()).or_default().extend(names_filled_in(line));
        }
    }
    catalogue
}

fn names_filled_in(line: &str) -> impl Iterator<Item = String> {
    let is_name = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    line.split('$')
        .skip(1)
        .map(move |rest| rest.chars().take_while(|character| is_name(*character)).collect())
}

fn is_key(text: &str) -> bool {
    let inside =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(inside)
        && !text.ends_with('-')
}

/// What stands between two quotation marks on a line of code or page, tests and comments apart. In pages quotes stand
/// inside quotes, so what lies between a closing and an opening one is taken too; it never looks like a key.
fn literals(file: &SourceFile) -> impl Iterator<Item = &str> {
    let code = file.lines_before_tests().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1)).map(before_placeholder)
}

/// `kit-status-{}` begins the keys that it is completed to.
fn before_placeholder(literal: &str) -> &str {
    literal.split_once("-{").map_or(literal, |(beginning, _)| beginning)
}
