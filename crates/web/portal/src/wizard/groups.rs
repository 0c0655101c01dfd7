//! The buttons of repeated groups, for browsers without a script: one more group, one group less.

use forms::RawAnswers;

/// The answers after the button was pressed, and the group to look at next; nothing when it was another button.
pub(super) fn edited(action: &str, typed: &RawAnswers) -> Option<(RawAnswers, String)> {
    if let Some(list) = action.strip_prefix("add:") {
        let marker = format!("{list}[{}]", next_number(list, typed));
        let mut grown = typed.clone();
        grown.push(marker, "");
        return Some((grown, list.to_owned()));
    }
    let marker = action.strip_prefix("remove:")?;
    let mut shrunk = typed.clone();
    shrunk.0.retain(|path, _| !is_below(path, marker));
    let (list, _) = marker.rsplit_once('[')?;
    Some((shrunk, list.to_owned()))
}

fn is_below(path: &str, marker: &str) -> bool {
    path.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// One more than the highest number in use; a number that was taken out is not used again on the same page.
fn next_number(list: &str, typed: &RawAnswers) -> u32 {
    let number = |path: &String| -> Option<u32> {
        path.strip_prefix(list)?.strip_prefix('[')?.split_once(']')?.0.parse().ok()
    };
    typed.0.keys().filter_map(number).max().map_or(0, |highest| highest.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A person with two dogs adds and takes out one without losing what was typed about the other.
    #[test]
    fn groups_come_and_go() {
        let typed: RawAnswers =
            [("dogs[0]", ""), ("dogs[0].name", "Bello"), ("dogs[1]", ""), ("dogs[1].name", "Rex")]
                .into_iter()
                .collect();
        let (grown, list) = edited("add:dogs", &typed).expect("a button of a list");
        assert_eq!((grown.get("dogs[2]"), list.as_str()), (["".to_owned()].as_slice(), "dogs"));
        let (shrunk, _) = edited("remove:dogs[0]", &typed).expect("a button of a list");
        assert_eq!(shrunk.0.keys().map(String::as_str).collect::<Vec<_>>(), ["dogs[1]", "dogs[1].name"]);
        assert_eq!(edited("next", &typed), None);
    }
}
