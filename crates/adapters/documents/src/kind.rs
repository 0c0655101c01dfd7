//! What a file is, by its first bytes. What its name or its sender says does not count; whether it is welcome is decided
//! elsewhere. Only kinds that run nothing are known: no HTML, no SVG, no office files.

/// The media type of a file that starts like this.
pub(crate) fn media_type(head: &[u8]) -> Option<&'static str> {
    let starts = |signature: &[u8]| head.starts_with(signature);
    match head {
        // ISO 32000-2, 7.5.2.
        _ if starts(b"%PDF-") => Some("application/pdf"),
        // ISO/IEC 10918-1, B.1.1.3.
        _ if starts(&[0xff, 0xd8, 0xff]) => Some("image/jpeg"),
        // PNG, third edition, 5.2.
        _ if starts(b"\x89PNG\r\n\x1a\n") => Some("image/png"),
        // TIFF 6.0, section 2.
        _ if starts(b"II*\0") || starts(b"MM\0*") => Some("image/tiff"),
        // RFC 9649, 2.4.
        _ if starts(b"RIFF") && head.get(8..12) == Some(b"WEBP") => Some("image/webp"),
        // ISO/IEC 23008-12, 10.2: the brand in the file type box.
        _ if head.get(4..8) == Some(b"ftyp") => heic(head.get(8..12)?),
        _ => None,
    }
}

fn heic(brand: &[u8]) -> Option<&'static str> {
    matches!(brand, b"heic" | b"heix" | b"heim" | b"heis" | b"mif1").then_some("image/heic")
}

#[cfg(test)]
mod tests {
    use super::media_type;

    /// A photo from any telephone is recognised, and a page that runs something never passes for one, whatever it is called.
    #[test]
    fn content_decides() {
        assert_eq!(media_type(b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(media_type(&[0xff, 0xd8, 0xff, 0xe0]), Some("image/jpeg"));
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n\0\0"), Some("image/png"));
        assert_eq!(media_type(b"RIFF\x10\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(media_type(b"\0\0\0\x18ftypheic\0\0"), Some("image/heic"));
        assert_eq!(media_type(b"MM\0*\0\0\0\x08"), Some("image/tiff"));
        let others: [&[u8]; 6] = [
            b"",
            b"<svg xmlns='http://www.w3.org/2000/svg'>",
            b"<!doctype html>",
            b"PK\x03\x04",
            b"MZ\x90\0",
            b"\0\0\0\x18ftypmp42",
        ];
        assert!(others.iter().all(|head| media_type(head).is_none()));
    }
}
