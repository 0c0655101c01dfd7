//! Which known name was perhaps meant by a misspelt one.

/// The known name closest to another one, when it is close enough.
pub(super) fn closest(name: &str, known: Vec<&str>) -> Option<String> {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    // Letter case aside, short names are too much alike to guess.
    let allowed = (name.len() / 3).min(3);
    known
        .into_iter()
        .filter(|known| known.chars().count().abs_diff(name.len()) <= allowed)
        .map(|known| (distance(&name, known), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, known)| known.to_owned())
}

/// How many letters must be changed, left out, put in or swapped with the next (Damerau), letter case aside.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for line in 0..a.len() {
        let mut row = vec![line + 1];
        for column in 0..b.len() {
            let changed = last[column] + usize::from(a[line] != b[column]);
            let mut least = changed.min(last[column + 1] + 1).min(row[column] + 1);
            let swapped = line > 0 && column > 0 && a[line] == b[column - 1] && a[line - 1] == b[column];
            if swapped {
                least = least.min(before_last[column - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
