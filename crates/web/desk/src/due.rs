//! A deadline in words: the date, and how far away it is. Which deadline counts is decided elsewhere.

use kit::Words;
use values::Moment;

/// A deadline as it is shown.
pub(crate) struct Due {
    /// `24.11.2026`, with the hour when it is near, or that there is none.
    pub(crate) date: String,
    /// `in 2 Tagen`; empty without a deadline.
    pub(crate) words: String,
    /// Whether it has passed.
    pub(crate) is_late: bool,
}

impl Due {
    /// The deadline as seen now.
    pub(crate) fn of(due: Option<Moment>, now: Moment, words: &Words) -> Self {
        let Some(due) = due else {
            return Self { date: words.of("desk-no-due"), words: String::new(), is_late: false };
        };
        // On the last day the hour counts.
        let is_near = (due.date() - now.date()).get_days() < 2 && due >= now;
        let date = if is_near { kit::date_time(due) } else { kit::date(due) };
        Self { date, words: distance(due, now, words), is_late: due < now }
    }
}

/// Days on the calendar, not spans of 24 hours: what is due tomorrow morning is due tomorrow.
fn distance(due: Moment, now: Moment, words: &Words) -> String {
    let days = (due.date() - now.date()).get_days();
    match days {
        0 if due < now => words.of("desk-due-late-today"),
        0 => words.of("desk-due-today"),
        1 => words.of("desk-due-tomorrow"),
        2.. => words.fill("desk-due-in", &[("days", days.to_string())]),
        _ => words.fill("desk-due-late", &[("days", (-days).to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::{Cookies, Frame};
    use values::Language;

    /// A caseworker sees at a glance what is late and what is due today.
    #[test]
    fn deadlines_are_told_in_days() {
        let frame = Frame::new(&[crate::TEXTS], Cookies::Plain).expect("the desk's catalogue");
        let words = frame.words(Language::De);
        let now = crate::sample::moment();
        let hours = |hours: i64| Moment::from_micros(now.micros() + hours * 3_600_000_000);
        let told = |due| Due::of(Some(due), now, &words).words;
        let all = [-48, -24, -1, 2, 20, 50, 500].map(|distance| told(hours(distance)));
        let expected = [
            "seit 2 Tagen überfällig",
            "seit 1 Tag überfällig",
            "heute abgelaufen",
            "heute",
            "morgen",
            "in 2 Tagen",
            "in 21 Tagen",
        ];
        assert_eq!(all, expected);
        let dates = [2, 500].map(|distance| Due::of(Some(hours(distance)), now, &words).date);
        assert_eq!(dates.map(|date| date.contains(':')), [true, false], "the hour counts when it is near");
        assert!(Due::of(Some(hours(-1)), now, &words).is_late && !Due::of(None, now, &words).is_late);
    }
}
