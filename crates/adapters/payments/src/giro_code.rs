//! The GiroCode: a transfer as a picture that banking apps read (EPC069-12, version 002). Where it is shown is not asked
//! here.

use qrcode::{Color, EcLevel, QrCode, Version};
use values::Money;

/// A transfer to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Whose account it goes to.
    pub holder: String,
    /// The account, without blanks.
    pub iban: String,
    /// BIC; may be empty (version 002).
    pub bic: String,
    /// How much.
    pub amount: Money,
    /// What stands on the account statement: the payment reference.
    pub text: String,
}

/// The transfer does not fit into a GiroCode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotATransfer {
    /// From one cent to 999,999,999.99 €.
    #[error("the amount is out of range")]
    Amount,
    /// One to 70 signs.
    #[error("the holder has no name, or too long a one")]
    Holder,
    /// 15 to 34 signs.
    #[error("the account is missing or no IBAN")]
    Account,
    /// At most 140 signs.
    #[error("the text is too long")]
    Text,
    /// More than 331 bytes or than version 13 holds.
    #[error("there is too much in it")]
    TooLarge,
}

/// A GiroCode, module by module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiroCode {
    content: String,
    side: usize,
    dark: Vec<bool>,
}

/// Most bytes of the content.
const MOST_BYTES: usize = 331;
/// Blank modules around the code, so that cameras find it.
const QUIET: usize = 4;

impl GiroCode {
    /// The code of a transfer.
    ///
    /// # Errors
    /// When the transfer does not fit; it can still be written out in words.
    pub fn of(transfer: &Transfer) -> Result<Self, NotATransfer> {
        let content = content(transfer)?;
        let code = QrCode::with_error_correction_level(content.as_bytes(), EcLevel::M)
            .map_err(|_| NotATransfer::TooLarge)?;
        if !matches!(code.version(), Version::Normal(1..=13)) {
            return Err(NotATransfer::TooLarge);
        }
        let side = code.width();
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Ok(Self { content, side, dark })
    }

    /// What the code says, line by line.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// Modules of one side, without the blank ones around it.
    pub fn side(&self) -> usize {
        self.side
    }

    /// Whether a module is dark.
    pub fn is_dark(&self, row: usize, column: usize) -> bool {
        column < self.side && self.dark.get(row * self.side + column).copied().unwrap_or(false)
    }

    /// The code as a picture of its own with blank modules around it; black on white, whatever stands behind.
    pub fn svg(&self) -> String {
        let whole = self.side + 2 * QUIET;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" shape-rendering=\"crispEdges\">\
             <rect width=\"{whole}\" height=\"{whole}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{}\"/></svg>",
            self.path()
        )
    }

    /// One rectangle for each run of dark modules.
    fn path(&self) -> String {
        let mut path = String::new();
        for row in 0..self.side {
            let mut column = 0;
            while column < self.side {
                let run = (column..self.side).take_while(|place| self.is_dark(row, *place)).count();
                if run > 0 {
                    path.push_str(&format!("M{} {}h{run}v1h-{run}z", column + QUIET, row + QUIET));
                }
                column += run.max(1);
            }
        }
        path
    }
}

/// The lines of EPC069-12: the reference stands in the text, where municipal cash offices look for it, so the structured
/// reference before it stays empty (one of the two, never both).
fn content(transfer: &Transfer) -> Result<String, NotATransfer> {
    let cents = transfer.amount.cents();
    if !(1..=99_999_999_999).contains(&cents) {
        return Err(NotATransfer::Amount);
    }
    let holder = line(&transfer.holder);
    if holder.is_empty() || holder.chars().count() > 70 {
        return Err(NotATransfer::Holder);
    }
    let iban: String = transfer.iban.chars().filter(|sign| !sign.is_whitespace()).collect();
    if !(15..=34).contains(&iban.len()) || !iban.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(NotATransfer::Account);
    }
    let text = line(&transfer.text);
    if text.chars().count() > 140 {
        return Err(NotATransfer::Text);
    }
    let amount = format!("EUR{}.{:02}", cents / 100, cents % 100);
    let lines = ["BCD", "002", "1", "SCT", transfer.bic.trim(), &holder, &iban, &amount, "", "", &text];
    let content = lines.join("\n");
    if content.len() > MOST_BYTES { Err(NotATransfer::TooLarge) } else { Ok(content) }
}

/// A text on one line: a line break would shift every field behind it.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transfer() -> Transfer {
        Transfer {
            holder: "Stadtkasse Musterstadt".into(),
            iban: "DE02 1203 0000 0000 2020 51".into(),
            bic: "BYLADEM1001".into(),
            amount: Money::from_cents(9_005),
            text: "2026000000427".into(),
        }
    }

    /// A person who scans the code transfers the right amount to the right account with the right reference.
    #[test]
    fn the_code_says_the_transfer() {
        let code = GiroCode::of(&transfer()).expect("it fits");
        let expected = "BCD\n002\n1\nSCT\nBYLADEM1001\nStadtkasse Musterstadt\nDE02120300000000202051\nEUR90.05\n\n\n\
                        2026000000427";
        assert_eq!(code.content(), expected);
        assert!(code.is_dark(0, 0) && !code.is_dark(0, 7) && !code.is_dark(1, 1), "a finder pattern");
        assert!(code.svg().contains(&format!("viewBox=\"0 0 {0} {0}\"", code.side() + 8)));
    }

    /// What stands in a name cannot change the amount or the account behind it.
    #[test]
    fn line_breaks_do_not_shift_fields() {
        let holder = "Stadtkasse\nDE00\nEUR1.00".into();
        let code = GiroCode::of(&Transfer { holder, ..transfer() }).expect("it fits");
        assert_eq!(code.content().lines().nth(7), Some("EUR90.05"));
    }

    /// What a banking app would refuse is not offered as a code.
    #[test]
    fn impossible_transfers_have_no_code() {
        let cents = |cents| Transfer { amount: Money::from_cents(cents), ..transfer() };
        assert_eq!(GiroCode::of(&cents(0)), Err(NotATransfer::Amount));
        assert_eq!(GiroCode::of(&cents(100_000_000_000)), Err(NotATransfer::Amount));
        assert_eq!(GiroCode::of(&Transfer { holder: " ".into(), ..transfer() }), Err(NotATransfer::Holder));
        assert_eq!(GiroCode::of(&Transfer { iban: "".into(), ..transfer() }), Err(NotATransfer::Account));
        assert_eq!(GiroCode::of(&Transfer { text: "x".repeat(141), ..transfer() }), Err(NotATransfer::Text));
        let wide = Transfer { holder: "ß".repeat(70), text: "ß".repeat(140), ..transfer() };
        assert_eq!(GiroCode::of(&wide), Err(NotATransfer::TooLarge));
    }
}
