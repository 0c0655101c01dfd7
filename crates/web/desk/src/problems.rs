//! The sentences beside a form that could not be carried out: at the field that is to blame, or above all of them.

use kit::Words;
use values::{Place, Problem};

/// What is wrong with a field; the first of several.
pub(crate) fn at(field: &str, problems: &[Problem], words: &Words) -> Option<String> {
    let is_here = |problem: &&Problem| matches!(&problem.place, Place::Answer(name) if name == field);
    problems.iter().find(is_here).map(|problem| words.problem(problem))
}

/// What no field is to blame for.
pub(crate) fn of_whole(problems: &[Problem], words: &Words) -> Vec<String> {
    let whole = problems.iter().filter(|problem| problem.place == Place::Whole);
    whole.map(|problem| words.problem(problem)).collect()
}
