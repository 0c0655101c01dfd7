//! Delivery (Bekanntgabe): on which day a notice counts as known, by which rule, and until when a person can object.
//! Which way a notice takes is decided elsewhere; the law stands here as a table with validity.

use crate::Remedy;
use jiff::Span as Period;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use values::calendar::Calendar;

/// The law of procedure that a notice follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Regime {
    /// Local levies: KAG Hessen with the parts of the AO it names.
    KagAo,
    /// General administrative procedure of Hesse.
    Hvwvfg,
    /// Social benefits.
    SgbX,
    /// Civil status.
    Pstg,
    /// No administrative act: nothing is made known in the legal sense.
    None,
}

/// How a notice reached its recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Letter by post; the day is that of posting.
    Post,
    /// Postbox of the citizen account (§ 9 OZG); the day is that of making available.
    Postbox,
    /// Retrieval from the status page (§ 41 IIa VwVfG); the day is that of retrieval.
    StatusPage,
    /// Service with a certificate (§§ 3, 5 VwZG); the day is that on the certificate.
    Certificate,
}

impl Way {
    /// Every way.
    pub const ALL: [Way; 4] = [Way::Post, Way::Postbox, Way::StatusPage, Way::Certificate];

    /// The word in rows and processes.
    pub const fn key(self) -> &'static str {
        match self {
            Way::Post => "post",
            Way::Postbox => "postbox",
            Way::StatusPage => "status-page",
            Way::Certificate => "certificate",
        }
    }

    /// The way with this word.
    pub fn from_key(key: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.key() == key)
    }
}

/// The day on which a notice counts as known, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deemed {
    /// The day.
    pub on: Date,
    /// The name of the rule, as rows keep it and catalogues explain it, such as `post-ao`.
    pub rule: &'static str,
}

/// How long a message about a retrievable notice may stay unopened; afterwards it is sent another way (§ 41 IIa 5 VwVfG).
pub const RETRIEVAL_DAYS: i32 = 10;

/// A fiction of arrival: so many days after the event the notice counts as known.
struct Fiction {
    way: Way,
    /// The regimes it holds for.
    regimes: &'static [Regime],
    valid_from: Date,
    days: i32,
    shift: Shift,
    rule: &'static str,
}

/// What happens when the day falls on a Saturday, Sunday or holiday.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shift {
    /// The next working day counts (§ 108 III AO).
    NextWorkingDay,
    /// It stays (prevailing view for the VwVfG, § 9 OZG and SGB X).
    Stays,
}

const ALWAYS: Date = date(1977, 1, 1);
/// The Postrechtsmodernisierungsgesetz made three days four.
const SLOWER_POST: Date = date(2025, 1, 1);
const DECIDING: &[Regime] = &[Regime::KagAo, Regime::Hvwvfg, Regime::SgbX, Regime::Pstg];

/// The youngest rule that is valid on the day counts, so younger ones come first.
///
/// HVwVfG: whether Hesse has followed the federal four days is not known; the longer time favours the citizen, so four
/// counts. PStG: the state's law of procedure.
const FICTIONS: [Fiction; 8] = [
    Fiction::post(&[Regime::KagAo], SLOWER_POST, (4, Shift::NextWorkingDay), "post-ao"),
    Fiction::post(&[Regime::KagAo], ALWAYS, (3, Shift::NextWorkingDay), "post-ao-until-2024"),
    Fiction::post(&[Regime::Hvwvfg, Regime::Pstg], SLOWER_POST, (4, Shift::Stays), "post-vwvfg"),
    Fiction::post(&[Regime::Hvwvfg, Regime::Pstg], ALWAYS, (3, Shift::Stays), "post-vwvfg-until-2024"),
    Fiction::post(&[Regime::SgbX], SLOWER_POST, (4, Shift::Stays), "post-sgb-x"),
    Fiction::post(&[Regime::SgbX], ALWAYS, (3, Shift::Stays), "post-sgb-x-until-2024"),
    Fiction {
        way: Way::Postbox,
        regimes: DECIDING,
        valid_from: ALWAYS,
        days: 3,
        shift: Shift::Stays,
        rule: "postbox-ozg",
    },
    Fiction {
        way: Way::StatusPage,
        regimes: DECIDING,
        valid_from: ALWAYS,
        days: 1,
        shift: Shift::Stays,
        rule: "retrieval",
    },
];

impl Fiction {
    const fn post(
        regimes: &'static [Regime],
        valid_from: Date,
        (days, shift): (i32, Shift),
        rule: &'static str,
    ) -> Self {
        Self { way: Way::Post, regimes, valid_from, days, shift, rule }
    }
}

impl Regime {
    /// On which day a notice counts as known that took this way on this day; `None` where nothing is decided.
    /// What `on` is depends on the [`Way`].
    pub fn deemed(self, way: Way, on: Date, calendar: &Calendar) -> Option<Deemed> {
        if self == Regime::None {
            return None;
        }
        if way == Way::Certificate {
            return Some(Deemed { on, rule: "certificate" });
        }
        let fits = |rule: &&Fiction| rule.way == way && rule.regimes.contains(&self) && rule.valid_from <= on;
        let rule = FICTIONS.iter().find(fits)?;
        let day = on.saturating_add(Period::new().days(rule.days));
        let day = if rule.shift == Shift::NextWorkingDay { calendar.shifted(day) } else { day };
        Some(Deemed { on: day, rule: rule.rule })
    }
}

impl Remedy {
    /// The last day of the month in which the remedy is open (§§ 70, 74 VwGO with §§ 187 to 193 BGB); `None` without one.
    pub fn ends(self, deemed: Date, calendar: &Calendar) -> Option<Date> {
        (self != Remedy::None).then(|| calendar.months_after(deemed, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use values::calendar::State;

    /// Handed over; then known and the last day to object: tax notice by post, other notice by post, postbox.
    const VECTORS: [(&str, [(&str, &str); 3]); 5] = [
        (
            "2026-12-21",
            [("2026-12-28", "2027-01-28"), ("2026-12-25", "2027-01-25"), ("2026-12-24", "2027-01-25")],
        ),
        (
            "2027-01-27",
            [("2027-02-01", "2027-03-01"), ("2027-01-31", "2027-03-01"), ("2027-01-30", "2027-03-01")],
        ),
        (
            "2026-03-30",
            [("2026-04-07", "2026-05-07"), ("2026-04-03", "2026-05-04"), ("2026-04-02", "2026-05-04")],
        ),
        (
            "2027-05-12",
            [("2027-05-18", "2027-06-18"), ("2027-05-16", "2027-06-16"), ("2027-05-15", "2027-06-15")],
        ),
        (
            "2028-01-27",
            [("2028-01-31", "2028-02-29"), ("2028-01-31", "2028-02-29"), ("2028-01-30", "2028-02-29")],
        ),
    ];
    const RULES: [(Regime, Way, &str); 3] = [
        (Regime::KagAo, Way::Post, "post-ao"),
        (Regime::Hvwvfg, Way::Post, "post-vwvfg"),
        (Regime::KagAo, Way::Postbox, "postbox-ozg"),
    ];

    fn hesse() -> Calendar {
        Calendar::new(State::Hesse, Vec::new())
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    /// Nobody is told a wrong last day to object: month ends, leap years, weekends and the holidays of Hesse count as the
    /// law counts them, for each law of procedure and way.
    #[test]
    fn the_last_day_to_object_is_counted_as_the_law_counts() {
        for (handed_over, expected) in VECTORS {
            for ((regime, way, rule), (known, ends)) in RULES.into_iter().zip(expected) {
                let deemed = regime.deemed(way, day(handed_over), &hesse()).expect("a rule");
                let told = (deemed.on, deemed.rule, Remedy::Objection.ends(deemed.on, &hesse()));
                assert_eq!(told, (day(known), rule, Some(day(ends))), "{handed_over} {regime:?} {way:?}");
            }
        }
    }

    /// A letter of last year counts by last year's law, one opened online from the day after, and a report that decides
    /// nothing starts no period.
    #[test]
    fn each_day_and_way_has_its_rule() {
        let rule = |regime: Regime, way, on| {
            regime.deemed(way, day(on), &hesse()).map(|found| (found.on, found.rule))
        };
        assert_eq!(
            rule(Regime::KagAo, Way::Post, "2024-12-30"),
            Some((day("2025-01-02"), "post-ao-until-2024"))
        );
        assert_eq!(rule(Regime::SgbX, Way::Post, "2025-01-01"), Some((day("2025-01-05"), "post-sgb-x")));
        assert_eq!(rule(Regime::Pstg, Way::StatusPage, "2026-11-23"), Some((day("2026-11-24"), "retrieval")));
        assert_eq!(
            rule(Regime::Hvwvfg, Way::Certificate, "2026-11-22"),
            Some((day("2026-11-22"), "certificate"))
        );
        assert_eq!(rule(Regime::None, Way::Post, "2026-11-23"), None);
        assert_eq!(Remedy::None.ends(day("2026-11-23"), &hesse()), None);
        assert!(Way::ALL.into_iter().all(|way| Way::from_key(way.key()) == Some(way)));
    }
}
