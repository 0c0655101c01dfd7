//! Whether a tenant's settings can be used: every problem is told at once, with its place. Texts are the tenant's own and
//! not judged.

use crate::holidays;
use crate::views::{AuthoritySettings, TenantSettings};
use areas::Areas;
use jiff::civil::Date;
use services::AuthorityKind;
use values::Problem;

/// The least contrast of a colour against the white page (WCAG 2.2, 1.4.11: three to one), times 100.
const LEAST_CONTRAST: u32 = 300;

/// Everything that has to be mended.
pub(super) fn problems(settings: &TenantSettings, areas: &Areas, today: Date) -> Vec<Problem> {
    let mut problems = Vec::new();
    let area = &settings.area;
    if !area.is_empty() && areas.area(area, today).is_none() {
        problems.push(Problem::in_answer("area", "tenant-area-unknown").with("area", area));
    }
    problems.extend(holidays::problems(settings, areas, today));
    problems.extend(colour_problem(&settings.colour));
    for (key, authority) in &settings.authorities {
        problems.extend(authority_problems(key, authority));
    }
    problems
}

fn authority_problems(key: &str, authority: &AuthoritySettings) -> Vec<Problem> {
    let mut problems = Vec::new();
    let place = |field: &str| format!("authorities.{key}.{field}");
    if !AuthorityKind::ALL.iter().any(|kind| kind.key() == key) {
        problems.push(Problem::in_answer(place(""), "tenant-authority-unknown").with("key", key));
    }
    if authority.name.trim().is_empty() {
        problems.push(Problem::in_answer(place("name"), "tenant-authority-nameless").with("key", key));
    }
    let iban = &authority.bank.iban;
    if !iban.is_empty() && !is_iban(iban) {
        problems.push(Problem::in_answer(place("bank.iban"), "tenant-iban-wrong").with("iban", iban));
    }
    problems
}

/// The check digits of ISO 13616: the rearranged number leaves 1 when divided by 97.
fn is_iban(iban: &str) -> bool {
    if !iban.is_ascii() || !(15..=34).contains(&iban.len()) {
        return false;
    }
    let (head, body) = iban.split_at(4);
    let mut rest = 0_u32;
    for sign in body.chars().chain(head.chars()) {
        let Some(digit) = sign.to_digit(36).filter(|_| !sign.is_ascii_lowercase()) else { return false };
        rest = if digit < 10 { rest * 10 + digit } else { rest * 100 + digit } % 97;
    }
    rest == 1
}

fn colour_problem(colour: &str) -> Option<Problem> {
    if colour.is_empty() {
        return None;
    }
    let problem = |key: &'static str| Some(Problem::in_answer("colour", key).with("colour", colour));
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6);
    let Some(rgb) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
        return problem("tenant-colour-malformed");
    };
    if contrast_to_white(rgb) < LEAST_CONTRAST { problem("tenant-colour-pale") } else { None }
}

/// Contrast ratio against white, times 100 (WCAG 2.2, relative luminance).
fn contrast_to_white(rgb: u32) -> u32 {
    let [_, red, green, blue] = rgb.to_be_bytes().map(linear);
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    (105.0 / (luminance + 0.05)) as u32
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::BankSettings;

    fn keys(settings: &TenantSettings) -> Vec<String> {
        let today = jiff::civil::date(2026, 11, 28);
        let found = problems(settings, &Areas::hesse(), today);
        found.into_iter().map(|problem| problem.key.into_owned()).collect()
    }

    /// An operator learns of every wrong setting before a person reads it on a page or a letter.
    #[test]
    fn wrong_settings_are_all_named() {
        let mut settings =
            TenantSettings { colour: "#1f4e79".into(), area: "06440".into(), ..TenantSettings::default() };
        let bank = |iban: &str| BankSettings { iban: iban.into(), ..BankSettings::default() };
        let office = AuthoritySettings {
            name: "Der Kreisausschuss".into(),
            bank: bank("DE02120300000000202051"),
            ..AuthoritySettings::default()
        };
        settings.authorities.insert("executive".into(), office.clone());
        assert_eq!(keys(&settings), Vec::<String>::new());
        settings.colour = "#ffd500".into();
        settings.area = "06999".into();
        settings.holidays = vec!["2027-10-31".into(), "assumption".into()];
        settings.authorities.insert("court".into(), office.clone());
        settings.authorities.insert(
            "order".into(),
            AuthoritySettings { name: " ".into(), bank: bank("DE03120300000000202051"), ..office },
        );
        let expected = [
            "tenant-area-unknown",
            "tenant-holiday-unknown",
            "tenant-colour-pale",
            "tenant-authority-unknown",
            "tenant-authority-nameless",
            "tenant-iban-wrong",
        ];
        assert_eq!(keys(&settings), expected);
        let red = TenantSettings { colour: "red".into(), ..TenantSettings::default() };
        assert_eq!(keys(&red), ["tenant-colour-malformed"]);
    }
}
