//! Texts that nobody would write, and the little room in which they have to end well.

use crate::Dice;
use std::thread;

/// The stack that a request may have.
const STACK_BYTES: usize = 2 << 20;

/// XML with values exchanged, tags left out, doubled and moved, and some of these parts put in; most of it stays XML.
pub fn mangled(dice: &mut Dice, xml: &str, parts: &[&str]) -> String {
    let mut pieces: Vec<String> = xml.split_inclusive('>').map(str::to_owned).collect();
    for _ in 0..=dice.below(3) {
        let (a, b) = (dice.below(pieces.len()), dice.below(pieces.len()));
        match dice.below(8) {
            0..=3 => exchange(dice, &mut pieces, a),
            // Whatever is one tag by itself can go elsewhere and leave the file well-formed.
            4 | 5 if pieces[a].ends_with("/>") => {
                let piece = pieces[a].clone();
                pieces.insert(b, piece);
            }
            6 if pieces[a].ends_with("/>") => drop(pieces.remove(a)),
            7 if !parts.is_empty() => pieces.insert(a, parts[b % parts.len()].to_owned()),
            _ => pieces.swap(a, b),
        }
    }
    pieces.concat()
}

/// A value is written where another stood: a flow that leads elsewhere, an expression that is no name.
fn exchange(dice: &mut Dice, pieces: &mut [String], at: usize) {
    let values: Vec<String> =
        pieces.iter().flat_map(|piece| piece.split('"').skip(1).step_by(2)).map(str::to_owned).collect();
    let mut parts: Vec<String> = pieces[at].split('"').map(str::to_owned).collect();
    if parts.len() > 2 && !values.is_empty() {
        let place = 1 + 2 * dice.below((parts.len() - 1) / 2);
        parts[place] = values[dice.below(values.len())].clone();
        pieces[at] = parts.join("\"");
    }
}

/// Works with the stack of a request: what nests without end would overflow it.
///
/// # Panics
/// When the work does.
pub fn with_little_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(work).expect("a thread starts");
    thread.join().expect("nothing of that panics")
}
