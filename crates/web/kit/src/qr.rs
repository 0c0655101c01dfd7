//! A QR code as the address of a picture, because nothing may stand inside a page that is not text. What the code says is
//! not known here.

use qrcode::QrCode;
use qrcode::render::svg;

/// The picture of a text as a `data:` address; `None` when the text is too long for a QR code.
pub fn qr_image(text: &str) -> Option<String> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let picture = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    Some(format!("data:image/svg+xml,{}", encoded(&picture)))
}

fn encoded(text: &str) -> String {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/' | b':' | b'=');
    let one = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A phone can be pointed at the page although nothing in it may be drawn by a script or a style.
    #[test]
    fn a_code_is_a_picture() {
        let picture = qr_image("otpauth://totp/Stadt:weber?secret=GEZDGNBVGY3TQOJQ").expect("a short text");
        assert!(picture.starts_with("data:image/svg+xml,%3C"), "{picture}");
        assert!(picture.contains("svg") && !picture.contains(['"', '<', ' ']));
        assert_eq!(qr_image(&"x".repeat(10_000)), None);
    }
}
