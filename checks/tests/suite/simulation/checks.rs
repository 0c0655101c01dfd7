//! What must be true whatever happened. Rows are read behind the program's back, so that it is not asked about itself.

mod cases;
mod deadlines;
mod lists;
mod outside;
mod promises;
mod rows;

use super::story::Story;
use casework::Casework;
use std::collections::BTreeSet;

/// What does not hold, in sentences.
pub(crate) type Findings = Vec<String>;

/// What must hold at every moment at which nobody is under way.
pub(crate) fn always(story: &Story<'_>, casework: &Casework) -> Findings {
    let database = rows::Database::of(story);
    let mut findings = Findings::new();
    cases::check(story, casework, &database, &mut findings);
    promises::check(story, &database, &mut findings);
    outside::check(story, &database, &mut findings);
    lists::check(story, casework, &database, &mut findings);
    findings
}

/// Nothing that was due by now is still to come. It holds when the worker has found nothing more to do.
pub(crate) fn nothing_is_late(story: &Story<'_>) -> Findings {
    deadlines::are_kept(&rows::Database::of(story), story.stage.now())
}

/// What must hold at the end, when everybody has done what they had to do and time has passed.
pub(crate) fn in_the_end(story: &Story<'_>, casework: &Casework) -> Findings {
    let mut findings = always(story, casework);
    let database = rows::Database::of(story);
    cases::check_ended(&database, &mut findings);
    if let Some(calm_since) = story.calm_since.get() {
        deadlines::were_kept(&database, calm_since, &mut findings);
    }
    outside::check_in_the_end(story, &database, &mut findings);
    findings
}

/// The elements of the models that the cases of a story went through.
pub(crate) fn reached(story: &Story<'_>) -> BTreeSet<String> {
    let headers: Vec<String> = rows::Database::of(story).column("SELECT header FROM journal", []);
    let read = |header: &String| serde_json::from_str::<serde_json::Value>(header).expect("a header is JSON");
    let elements = headers
        .iter()
        .map(read)
        .flat_map(|header| header["elements"].as_array().cloned().unwrap_or_default());
    elements.filter_map(|element| element.as_str().map(str::to_owned)).collect()
}
