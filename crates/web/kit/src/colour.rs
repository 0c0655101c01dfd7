//! A town's colour as a style sheet of its own, because the content security policy allows no style inside a page.

use crate::assets::FOREVER;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour([u8; 3]);

impl Colour {
    /// Reads `1a3da5` or `#1A3DA5`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Six lower-case digits.
    pub(crate) fn digits(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02x}{green:02x}{blue:02x}")
    }

    /// Black or white, whichever is easier to read on this colour (relative luminance, WCAG 2.2).
    fn readable_on(self) -> &'static str {
        let [red, green, blue] = self.0.map(linear);
        let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        if luminance > 0.179 { "#000" } else { "#fff" }
    }
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

/// `GET /static/farbe/{digits}`.
pub(crate) async fn serve(Path(digits): Path<String>) -> Response {
    let Some(colour) = Colour::parse(digits.trim_end_matches(".css")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, FOREVER)];
    let sheet =
        format!(":root{{--town-color:#{};--town-on-color:{}}}", colour.digits(), colour.readable_on());
    (headers, sheet).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letter in a town's crest can be read whatever colour the town chose.
    #[test]
    fn text_on_a_colour_is_readable() {
        let on = |text| Colour::parse(text).map(Colour::readable_on);
        assert_eq!(on("#ffd500"), Some("#000"));
        assert_eq!(on("1a3da5"), Some("#fff"));
        assert_eq!(on("red;}body{display:none"), None);
    }
}
