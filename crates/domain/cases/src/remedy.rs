//! The instruction on legal remedies (Rechtsbehelfsbelehrung): built from remedy and authority or court, never typed by
//! hand, because a wrong one opens a whole year (§ 58 II VwGO). Deadlines are counted elsewhere.

use serde::{Deserialize, Serialize};

/// What a person can do against a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remedy {
    /// Objection to the authority that decided (§§ 68–70 VwGO).
    Objection,
    /// Action at the administrative court at once (§ 16a HessAGVwGO).
    Action,
    /// A mere notification: nothing is decided, so nothing can be attacked.
    None,
}

/// Whom the instruction names (§ 58 I VwGO: remedy, authority or court, seat, deadline).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemedyText<'a> {
    /// The remedy.
    pub remedy: Remedy,
    /// Authority or court in the dative as the sentence needs it, such as `Magistrat der Stadt Musterstadt`.
    pub addressee: &'a str,
    /// Its seat in one line: street, postcode and town for an authority, the town for a court.
    pub seat: &'a str,
}

impl RemedyText<'_> {
    /// The instruction in German, the language of the notice; `None` where there is no remedy.
    pub fn sentence(&self) -> Option<String> {
        let Self { addressee, seat, .. } = self;
        match self.remedy {
            Remedy::Objection => Some(format!(
                "Gegen diesen Bescheid können Sie innerhalb eines Monats nach seiner Bekanntgabe Widerspruch erheben. \
                 Der Widerspruch ist beim {addressee}, {seat}, einzulegen."
            )),
            Remedy::Action => Some(format!(
                "Gegen diesen Bescheid können Sie innerhalb eines Monats nach seiner Bekanntgabe Klage beim {addressee} \
                 in {seat} erheben."
            )),
            Remedy::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every notice tells which remedy, where, its seat and until when; so the month runs and not a year.
    #[test]
    fn the_four_parts_are_named() {
        let text = RemedyText {
            remedy: Remedy::Objection,
            addressee: "Magistrat der Stadt Musterstadt",
            seat: "Marktplatz 1, 35999 Musterstadt",
        };
        assert_eq!(
            text.sentence().expect("an objection has an instruction"),
            "Gegen diesen Bescheid können Sie innerhalb eines Monats nach seiner Bekanntgabe Widerspruch erheben. Der \
             Widerspruch ist beim Magistrat der Stadt Musterstadt, Marktplatz 1, 35999 Musterstadt, einzulegen."
        );
        let court =
            RemedyText { remedy: Remedy::Action, addressee: "Verwaltungsgericht Kassel", seat: "Kassel" };
        assert_eq!(
            court.sentence().expect("an action has an instruction"),
            "Gegen diesen Bescheid können Sie innerhalb eines Monats nach seiner Bekanntgabe Klage beim \
             Verwaltungsgericht Kassel in Kassel erheben."
        );
        assert_eq!(RemedyText { remedy: Remedy::None, ..text }.sentence(), None);
    }
}
