//! `matches`, `replace`, `split`, `extract`: the patterns of XPath, matched in linear time.

use super::{Builtin, builtin, typed};
use crate::evaluation::{Evaluation, Outcome};
use crate::limits::Budget;
use crate::value::Value;
use regex::{Regex, RegexBuilder};

/// Steps that preparing a pattern counts as.
const PREPARING: u64 = 500;
/// The largest prepared pattern, in bytes.
const MOST_BYTES: usize = 1 << 18;

pub(super) const FAMILY: &[Builtin] = &[
    typed("boolean", "matches", &[&["input", "pattern", "flags"]], |evaluation, arguments| {
        let Some((input, pattern, flags)) = texts(&arguments) else { return Ok(Value::Null) };
        let Some(regex) = prepared(evaluation, input, pattern, flags)? else { return Ok(Value::Null) };
        Ok(regex.is_match(input).into())
    }),
    typed("string", "replace", &[&["input", "pattern", "replacement", "flags"]], replace),
    builtin("split", &[&["string", "delimiter"]], |evaluation, arguments| {
        let [Value::Text(input), Value::Text(delimiter)] = arguments.as_slice() else {
            return Ok(Value::Null);
        };
        let Some(regex) = prepared(evaluation, input, delimiter, "")? else { return Ok(Value::Null) };
        evaluation.allocate(input.len())?;
        let parts = regex.split(input).map(Value::text).collect();
        evaluation.list(parts)
    }),
    builtin("extract", &[&["string", "pattern"]], |evaluation, arguments| {
        let [Value::Text(input), Value::Text(pattern)] = arguments.as_slice() else { return Ok(Value::Null) };
        let Some(regex) = prepared(evaluation, input, pattern, "")? else { return Ok(Value::Null) };
        evaluation.allocate(input.len())?;
        let found = regex.find_iter(input).map(|found| Value::text(found.as_str())).collect();
        evaluation.list(found)
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
    let Some(regex) = prepared(evaluation, input, pattern, flags)? else { return Ok(Value::Null) };
    let replacement =
        if flags.contains('q') { replacement.replace('$', "$$") } else { expansion(&replacement) };
    let mut result = String::new();
    let mut end = 0;
    for captures in regex.captures_iter(input) {
        let found = captures.get_match();
        let before = result.len();
        result.push_str(&input[end..found.start()]);
        captures.expand(&replacement, &mut result);
        evaluation.allocate(result.len() - before)?;
        end = found.end();
    }
    result.push_str(&input[end..]);
    evaluation.allocate(input.len() - end)?;
    Ok(result.into())
}

/// The replacement in the notation of the matcher: `$1` is a group whatever follows, `\$` and `\\` are characters.
fn expansion(replacement: &str) -> String {
    let mut result = String::new();
    let mut characters = replacement.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('$') => result.push_str("$$"),
                Some(other) => result.push(other),
                None => result.push('\\'),
            },
            '$' => {
                let mut group = String::new();
                while let Some(digit) = characters.next_if(char::is_ascii_digit) {
                    group.push(digit);
                }
                result.push_str(&if group.is_empty() { "$$".to_owned() } else { format!("${{{group}}}") });
            }
            other => result.push(other),
        }
    }
    result
}

/// The prepared pattern; `None` when it is none. Its work is counted with the text it will be matched against.
fn prepared(
    evaluation: &mut Evaluation<'_>,
    input: &str,
    pattern: &str,
    flags: &str,
) -> Result<Option<Regex>, Budget> {
    evaluation.spend(PREPARING + pattern.len() as u64 * 8 + input.len() as u64 / 4)?;
    if !flags.chars().all(|flag| "smixq".contains(flag)) {
        return Ok(None);
    }
    let literal = flags.contains('q');
    let pattern = if literal { regex::escape(pattern) } else { translated(pattern) };
    let mut builder = RegexBuilder::new(&pattern);
    builder
        .dot_matches_new_line(flags.contains('s'))
        .multi_line(flags.contains('m'))
        .case_insensitive(flags.contains('i'))
        .ignore_whitespace(flags.contains('x') && !literal)
        .nest_limit(50)
        .size_limit(MOST_BYTES)
        .dfa_size_limit(MOST_BYTES);
    Ok(builder.build().ok())
}

/// XPath subtracts classes with `-[`, the matcher with `--[`.
fn translated(pattern: &str) -> String {
    let mut result = String::new();
    let (mut inside_class, mut escaped) = (0u32, false);
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            _ if escaped => {}
            '[' => inside_class += 1,
            ']' => inside_class = inside_class.saturating_sub(1),
            '-' if inside_class > 0 && characters.peek() == Some(&'[') => result.push('-'),
            _ => {}
        }
        escaped = character == '\\' && !escaped;
        result.push(character);
    }
    result
}
