//! What was probably meant where a text cannot be read on: the notation of another language, or a misspelt name of
//! several words. The sentences are in `texts/`.

use super::lexer::{TokenKind, continues_name};
use super::parser::Parser;
use super::problems::{Told, argument};
use crate::ast::Stretch;

/// Keywords that may come between values.
const BETWEEN_VALUES: [&str; 9] =
    ["and", "or", "then", "else", "in", "between", "return", "satisfies", "instance of"];
/// How many words before and behind a place may belong to a misspelt name.
const MOST_WORDS: usize = 4;

impl Parser<'_> {
    /// Notes what was probably meant at the current token; false when nothing comes to mind.
    pub(super) fn note_meant(&mut self) -> bool {
        self.told == Told::Person && (self.note_other_notation() || self.note_misspelt_words())
    }

    fn note_other_notation(&mut self) -> bool {
        let (start, end) = (self.token.at.start as usize, self.token.at.end as usize);
        let (before, rest) = (&self.text[..start], &self.text[start..]);
        let found = match self.token.kind {
            TokenKind::Word => word_of_others(self.word()).map(|instead| (start, end, instead)),
            _ => sign_of_others(before, rest)
                .map(|(back, ahead, instead)| (start - back, start + ahead, instead)),
        };
        let Some((start, end, instead)) = found else { return false };
        let found = self.text[start..end].to_owned();
        let problem = self.note(Stretch { start: start as u32, end: end as u32 }, "feel-other-notation");
        argument(problem, "found", found);
        argument(problem, "instead", instead);
        true
    }

    /// `string lenght("a")`: the first word is a name, too, so the rest stands there as something unexpected.
    fn note_misspelt_words(&mut self) -> bool {
        if self.token.kind != TokenKind::Word {
            return false;
        }
        let (first, last) = (self.token.at.start as usize, self.token.at.end as usize);
        let is_no_name = |character: char| !continues_name(character) && character != ' ';
        let run_start = self.text[..first].rfind(is_no_name).map_or(0, |at| at + 1);
        let run_start = (run_start..=first).find(|at| self.text.is_char_boundary(*at)).unwrap_or(first);
        let run_end = self.text[last..].find(is_no_name).map_or(self.text.len(), |length| last + length);
        let starts =
            words(&self.text[run_start..first]).into_iter().rev().map(|(start, _)| run_start + start);
        let mut ends = vec![last];
        ends.extend(words(&self.text[last..run_end]).into_iter().map(|(_, end)| last + end));
        for start in starts.take(MOST_WORDS) {
            for end in ends.iter().copied().take(MOST_WORDS) {
                let name = self.text[start..end].to_owned();
                let similar = self.scope.similar(&name);
                if let Some(suggestion) = similar.filter(|known| known.contains(' ') && *known != name) {
                    let at = Stretch { start: start as u32, end: end as u32 };
                    let is_called = self.text[end..].trim_start().starts_with('(');
                    let key = if is_called { "feel-misspelt-function" } else { "feel-misspelt-name" };
                    let problem = self.note(at, key);
                    argument(problem, "name", name);
                    argument(problem, "suggestion", suggestion);
                    return true;
                }
            }
        }
        false
    }
}

/// Where the words of a text begin and end.
fn words(text: &str) -> Vec<(usize, usize)> {
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| (place(word), place(word) + word.len()))
        .collect()
}

/// What FEEL writes for a word of another language, or for one of its own in capitals.
fn word_of_others(word: &str) -> Option<&'static str> {
    let small = word.to_lowercase();
    match small.as_str() {
        "und" => Some("and"),
        "oder" => Some("or"),
        "elseif" | "elif" => Some("else if"),
        _ if small == word => None,
        _ => BETWEEN_VALUES.into_iter().find(|known| *known == small),
    }
}

/// How many bytes before and behind a place are a sign of another language, and what FEEL writes for it.
fn sign_of_others(before: &str, rest: &str) -> Option<(usize, usize, &'static str)> {
    let signs = [
        ("&&", "and"),
        ("||", "or"),
        ("!", "not(…)"),
        ("'", "\"…\""),
        ("’", "\"…\""),
        ("„", "\"…\""),
        ("“", "\"…\""),
        ("%", "modulo(…, …)"),
    ];
    if let Some((sign, instead)) = signs.into_iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Some((0, sign.len(), instead));
    }
    match rest.chars().next()? {
        '=' if before.ends_with('=') => Some((1, 1, "=")),
        '>' if before.ends_with('<') => Some((1, 1, "!=")),
        ',' if before.ends_with(is_digit) && rest[1..].starts_with(is_digit) => Some((0, 1, ".")),
        _ => None,
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}
