//! `matches`, `replace`, `split`, `extract`: the patterns of XPath, matched in linear time.

mod effort;

use super::{Builtin, builtin, typed};
use crate::evaluation::{Evaluation, Outcome};
use crate::limits::Budget;
use crate::value::Value;
use effort::Effort;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Steps that preparing a pattern counts as.
const PREPARING: u64 = 500;
/// The largest prepared pattern, in bytes.
const MOST_BYTES: usize = 1 << 18;
/// Prepared patterns that one evaluation keeps.
const MOST_KEPT: usize = 32;

pub(super) const FAMILY: &[Builtin] = &[
    typed("boolean", "matches", &[&["input", "pattern", "flags?"]], |evaluation, arguments| {
        let Some((input, pattern, flags)) = texts(&arguments) else { return Ok(Value::Null) };
        let Some(pattern) = prepared(evaluation, input, pattern, flags)? else { return Ok(Value::Null) };
        Ok(pattern.regex.is_match(input).into())
    }),
    typed("string", "replace", &[&["input", "pattern", "replacement", "flags?"]], replace),
    builtin("split", &[&["string", "delimiter"]], |evaluation, arguments| {
        let [Value::Text(input), Value::Text(delimiter)] = arguments.as_slice() else {
            return Ok(Value::Null);
        };
        let Some(pattern) = prepared(evaluation, input, delimiter, "")? else { return Ok(Value::Null) };
        evaluation.allocate(input.len())?;
        let mut parts = Vec::new();
        let mut end = 0;
        for found in pattern.regex.find_iter(input) {
            pattern.count(evaluation, &input[end..])?;
            parts.push(Value::text(&input[end..found.start()]));
            end = found.end();
        }
        parts.push(Value::text(&input[end..]));
        evaluation.list(parts)
    }),
    builtin("extract", &[&["string", "pattern"]], |evaluation, arguments| {
        let [Value::Text(input), Value::Text(pattern)] = arguments.as_slice() else { return Ok(Value::Null) };
        let Some(pattern) = prepared(evaluation, input, pattern, "")? else { return Ok(Value::Null) };
        evaluation.allocate(input.len())?;
        let mut all = Vec::new();
        for found in pattern.regex.find_iter(input) {
            pattern.count(evaluation, &input[found.start()..])?;
            all.push(Value::text(found.as_str()));
        }
        evaluation.list(all)
    }),
];

fn texts(arguments: &[Value]) -> Option<(&str, &str, &str)> {
    match arguments {
        [Value::Text(input), Value::Text(pattern)]
        | [Value::Text(input), Value::Text(pattern), Value::Null] => Some((input, pattern, "")),
        [Value::Text(input), Value::Text(pattern), Value::Text(flags)] => Some((input, pattern, flags)),
        _ => None,
    }
}

fn replace(evaluation: &mut Evaluation<'_>, mut arguments: Vec<Value>) -> Outcome {
    if arguments.len() < 3 {
        return Ok(Value::Null);
    }
    let Value::Text(replacement) = arguments.remove(2) else { return Ok(Value::Null) };
    let Some((input, pattern, flags)) = texts(&arguments) else { return Ok(Value::Null) };
    let Some(prepared) = prepared(evaluation, input, pattern, flags)? else { return Ok(Value::Null) };
    let regex = &prepared.regex;
    let replacement = match flags.contains('q') {
        true => Some(replacement.replace('$', "$$")),
        false => expansion(&replacement, regex.captures_len() - 1),
    };
    // A pattern that matches nothing at all would match everywhere (XPath, FORX0003).
    let (Some(replacement), false) = (replacement, regex.is_match("")) else { return Ok(Value::Null) };
    let references = replacement.matches('$').count();
    let mut result = String::new();
    let mut end = 0;
    for captures in regex.captures_iter(input) {
        prepared.count(evaluation, &input[end..])?;
        let found = captures.get_match();
        // Counted before it is made, for one match may be put in many times.
        evaluation.allocate(found.start() - end)?;
        evaluation.allocate(replacement.len().saturating_add(references.saturating_mul(found.len())))?;
        result.push_str(&input[end..found.start()]);
        captures.expand(&replacement, &mut result);
        end = found.end();
    }
    result.push_str(&input[end..]);
    evaluation.allocate(input.len() - end)?;
    Ok(result.into())
}

/// The replacement in the notation of the matcher: `$1` is a group, `\$` and `\\` are characters; `None` for any other
/// use of these signs (XPath, FORX0004). Digits beyond the number of groups stand for themselves.
fn expansion(replacement: &str, groups: usize) -> Option<String> {
    let mut result = String::new();
    let mut characters = replacement.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next()? {
                '$' => result.push_str("$$"),
                '\\' => result.push('\\'),
                _ => return None,
            },
            '$' => {
                let mut group = characters.next()?.to_digit(10)? as usize;
                while let Some(digit) = characters.peek().and_then(|next| next.to_digit(10)) {
                    if group * 10 + digit as usize > groups {
                        break;
                    }
                    group = group * 10 + digit as usize;
                    characters.next();
                }
                if group <= groups {
                    result.push_str(&format!("${{{group}}}"));
                }
            }
            other => result.push(other),
        }
    }
    Some(result)
}

/// A pattern that can be matched, and what that costs.
#[derive(Debug)]
pub(crate) struct Prepared {
    regex: Regex,
    effort: Effort,
}

impl Prepared {
    /// Counts one match. Most searches look no further than where the match ends; some look at all of the rest each time.
    fn count(&self, evaluation: &mut Evaluation<'_>, rest: &str) -> Result<(), Budget> {
        let looked_at = if self.effort.looks_far { rest.len() as u64 / 16 } else { 0 };
        evaluation.spend(1 + looked_at)
    }
}

/// The patterns that an evaluation has prepared, by flags and text; `None` stands for a text that is no pattern.
pub(crate) type Patterns = BTreeMap<String, Option<Arc<Prepared>>>;

/// The prepared pattern; `None` when it is none. In a loop it is prepared once. Its work is counted with the text that it
/// will be matched against.
fn prepared(
    evaluation: &mut Evaluation<'_>,
    input: &str,
    pattern: &str,
    flags: &str,
) -> Result<Option<Arc<Prepared>>, Budget> {
    evaluation.spend(1 + pattern.len() as u64 / 4 + input.len() as u64 / 4)?;
    let key = format!("{flags}/{pattern}");
    let found = match evaluation.patterns().get(&key) {
        Some(kept) => kept.clone(),
        None => {
            let effort = if flags.contains('q') { Effort::default() } else { effort::of(pattern) };
            evaluation.spend(PREPARING + 8 * (pattern.len() as u64 + effort.written + effort.states))?;
            let fresh = compiled(pattern, flags).map(|regex| Arc::new(Prepared { regex, effort }));
            let patterns = evaluation.patterns();
            if patterns.len() == MOST_KEPT {
                patterns.clear();
            }
            patterns.insert(key, fresh.clone());
            fresh
        }
    };
    let states = found.as_ref().map_or(0, |found| found.effort.states);
    evaluation.spend(input.len() as u64 * states / 512)?;
    Ok(found)
}

fn compiled(pattern: &str, flags: &str) -> Option<Regex> {
    if !flags.chars().all(|flag| "smixq".contains(flag)) {
        return None;
    }
    let spaces = if flags.contains('x') { Spaces::LeftOut } else { Spaces::Kept };
    let pattern = if flags.contains('q') { regex::escape(pattern) } else { translated(pattern, spaces)? };
    let mut builder = RegexBuilder::new(&pattern);
    builder
        .dot_matches_new_line(flags.contains('s'))
        .multi_line(flags.contains('m'))
        .case_insensitive(flags.contains('i'))
        .nest_limit(50)
        .size_limit(MOST_BYTES)
        .dfa_size_limit(MOST_BYTES);
    builder.build().ok()
}

/// What white space in a pattern means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spaces {
    Kept,
    LeftOut,
}

/// The pattern in the notation of the matcher. XPath subtracts classes with `-[`, the matcher with `--[`; white space is
/// left out outside of classes when the flag `x` says so; `None` for what the matcher has and XPath has not.
fn translated(pattern: &str, spaces: Spaces) -> Option<String> {
    let mut result = String::new();
    let mut class_depth = 0u32;
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => result.push_str(&escaped(characters.next()?, class_depth)?),
            '[' => {
                class_depth += 1;
                result.push('[');
            }
            ']' => {
                class_depth = class_depth.saturating_sub(1);
                result.push(']');
            }
            '-' if class_depth > 0 && characters.peek() == Some(&'[') => result.push_str("--"),
            '(' if class_depth == 0 && characters.peek() == Some(&'?') => {
                characters.next();
                characters.next_if_eq(&':')?;
                result.push_str("(?:");
            }
            '&' | '~' if class_depth > 0 => {
                result.push('\\');
                result.push(character);
            }
            space if spaces == Spaces::LeftOut && class_depth == 0 && space.is_whitespace() => {}
            other => result.push(other),
        }
    }
    Some(result)
}

/// An escape of XPath. `\i` and `\c` are the characters that start and continue names in XML.
fn escaped(character: char, class_depth: u32) -> Option<String> {
    const NAME_START: &str = r"\p{L}_:";
    const NAME: &str = r"\p{L}\p{N}\p{M}_:.\-";
    let class = |content: &str, sign: &str| match (class_depth, sign) {
        (1.., "") => content.to_owned(),
        _ => format!("[{sign}{content}]"),
    };
    Some(match character {
        'i' => class(NAME_START, ""),
        'I' => class(NAME_START, "^"),
        'c' => class(NAME, ""),
        'C' => class(NAME, "^"),
        'n' | 'r' | 't' | 'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'p' | 'P' => format!("\\{character}"),
        sign if sign.is_ascii_punctuation() => format!("\\{sign}"),
        _ => return None,
    })
}
