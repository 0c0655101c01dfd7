//! What a person typed, understood: dates, numbers and identifying numbers the way they are written in Germany, and the
//! reverse. Whether an answer is allowed is decided in `answer`.

use feel::Number;
use jiff::civil::Date;

/// Digits of a number at most; more are a slip or an attack.
const MAX_DIGITS: usize = 18;

/// Reads `24.03.2026`, `24.3.2026`, `24. 3. 2026` or `2026-03-24`. A year has four digits.
pub(crate) fn date(typed: &str) -> Option<Date> {
    let compact: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
    let (day, month, year) = match compact.split(['.', '-']).collect::<Vec<_>>()[..] {
        [day, month, year] if !compact.contains('-') => (day, month, year),
        [year, month, day] if !compact.contains('.') => (day, month, year),
        _ => return None,
    };
    let digits = |text: &str, most: usize| {
        ((1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse().ok())?
    };
    let year = digits(year, 4).filter(|year| *year >= 1000)?;
    Date::new(year, digits(month, 2)? as i8, digits(day, 2)? as i8).ok()
}

/// A date as it is written in Germany.
pub(crate) fn german_date(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// A date of an answer as it is written in Germany; beyond the calendar's years in its own notation.
pub(crate) fn shown_date(date: &feel::Date) -> String {
    date.to_civil().map_or_else(|| date.to_string(), german_date)
}

/// Reads `1.234,56`, `1234,56`, `1 234,56 €` and, because keyboards and other languages differ, `1234.56` and
/// `1,234.56`. A single dot before three digits groups thousands, as Germans write it.
pub fn number(typed: &str) -> Option<Number> {
    Number::parse(&plain_number(typed)?)
}

/// The number in digits with a decimal point.
fn plain_number(typed: &str) -> Option<String> {
    let trimmed = typed.trim().trim_end_matches('€').trim_end_matches("EUR").trim_end();
    let (sign, digits) = match trimmed.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let (whole, fraction) = split_decimal(digits)?;
    let whole = without_groups(whole)?;
    let is_number = !whole.is_empty() && whole.len() + fraction.len() <= MAX_DIGITS;
    let all_digits = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    let point = if fraction.is_empty() { "" } else { "." };
    (is_number && all_digits).then(|| format!("{sign}{whole}{point}{fraction}"))
}

/// The part before and after the decimal sign.
fn split_decimal(digits: &str) -> Option<(&str, &str)> {
    let last_dot = digits.rfind('.');
    let last_comma = digits.rfind(',');
    let split =
        |at: usize| Some((&digits[..at], &digits[at + 1..])).filter(|(_, fraction)| !fraction.is_empty());
    match (last_dot, last_comma) {
        (Some(dot), Some(comma)) => split(dot.max(comma)),
        (None, Some(comma)) => split(comma),
        (Some(dot), None) if without_groups(digits).is_none() => split(dot),
        _ => Some((digits, "")),
    }
}

/// The digits without the signs that group thousands; nothing when the groups are not of three.
fn without_groups(digits: &str) -> Option<String> {
    let is_group_sign =
        |character: char| matches!(character, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}');
    let mut groups = digits.split(is_group_sign);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let fits =
        rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    fits.then(|| format!("{first}{}", rest.concat()))
}

/// A number as it is written in Germany: `1.234,5`.
pub(crate) fn german_number(number: &Number) -> String {
    let plain = number.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return plain;
    }
    let mut grouped = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{grouped}{comma}{fraction}")
}

/// The text without spaces and the signs people put between groups of digits.
pub(crate) fn compact(typed: &str) -> String {
    typed
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '-' | '.' | '/'))
        .collect()
}

/// Whether the check digits of an IBAN are right (ISO 13616; a German one has 22 characters).
pub fn is_iban(compact: &str) -> bool {
    let is_plain = compact.len() >= 15
        && compact.len() <= 34
        && compact.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_plain || (compact.starts_with("DE") && compact.len() != 22) {
        return false;
    }
    let moved = compact[4..].bytes().chain(compact[..4].bytes());
    let remainder = moved.fold(0_u32, |remainder, byte| match byte {
        b'0'..=b'9' => (remainder * 10 + u32::from(byte - b'0')) % 97,
        letter => (remainder * 100 + u32::from(letter.to_ascii_uppercase() - b'A') + 10) % 97,
    });
    remainder == 1
}

/// Whether the text has the shape of a mail address: one `@`, a dot in the domain, no white space. Only a mail that
/// arrives proves more.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let has_dot = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    !name.is_empty()
        && has_dot
        && !domain.contains('@')
        && !text.contains(|c: char| c.is_whitespace() || ",;<>\"".contains(c))
}

/// Whether the text can be a telephone number: digits with the usual signs, 4 to 20 digits.
pub(crate) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let allowed = |character: char| character.is_ascii_digit() || " ()+-/.\u{a0}".contains(character);
    (4..=20).contains(&digits) && text.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A person writes dates and amounts as on paper, and they are understood; what is unclear is asked again.
    #[test]
    fn german_writing_is_understood() {
        let read_date = |typed| date(typed).map(|date| date.to_string());
        for typed in ["24.03.2026", "24.3.2026", " 24. 3. 2026", "2026-03-24"] {
            assert_eq!(read_date(typed).as_deref(), Some("2026-03-24"), "{typed}");
        }
        for typed in ["31.02.2026", "24.03.26", "24/03/2026", "2026-03", "24.-3.2026", "+1.03.2026", ""] {
            assert_eq!(read_date(typed), None, "{typed}");
        }
        let cases = [
            ("1.234,56", "1234.56"),
            ("1234,5 €", "1234.5"),
            ("1.234", "1234"),
            ("1234.56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1 234 567", "1234567"),
            ("-12,00", "-12.00"),
        ];
        for (typed, expected) in cases {
            assert_eq!(plain_number(typed).as_deref(), Some(expected), "{typed}");
        }
        for typed in ["", "zwölf", "1,2,3", "1.23.456", "12,", ",5", "1e9", "1234567890123456789"] {
            assert_eq!(plain_number(typed), None, "{typed}");
        }
    }

    /// A mistyped bank account is found before money is lost.
    #[test]
    fn wrong_accounts_and_addresses_are_found() {
        assert!(is_iban(&compact("DE02 1203 0000 0000 2020 51")));
        assert!(!is_iban(&compact("DE02 1203 0000 0000 2020 52")));
        assert!(
            is_email("a.b@stadt-x.de") && !is_email("a@b") && !is_email("a b@c.de") && !is_email("a@@b.de")
        );
        assert!(is_phone("+49 (6031) 12-34") && !is_phone("keine") && !is_phone("110"));
    }
}
