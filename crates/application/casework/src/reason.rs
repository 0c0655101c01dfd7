//! The reason that a person gives for going another way: needed, and no longer than a letter's paragraph.

use values::Problem;

/// The longest reason, in letters.
const LONGEST: usize = 1_000;
/// The field it is typed in.
const FIELD: &str = "grund";

/// The reason without spaces around it.
pub(crate) fn given(typed: &str) -> Result<&str, Problem> {
    let reason = typed.trim();
    if reason.is_empty() {
        return Err(Problem::in_answer(FIELD, "reason-missing"));
    }
    if reason.chars().count() > LONGEST {
        return Err(Problem::in_answer(FIELD, "reason-long").with("most", LONGEST));
    }
    Ok(reason)
}
