//! Reads back the mails of the demo's tray: the headers and encodings that our own mails have (RFC 5322, 2045 and 2047), and
//! no others. Whatever cannot be read stands there as it is written.

/// The parts of a mail that people read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Eml {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl Eml {
    /// Reads the bytes of a mail.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let whole = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        let (head, body) = whole.split_once("\n\n").unwrap_or((&whole, ""));
        let head = head.replace("\n ", " ").replace("\n\t", " ");
        let text = match header(&head, "Content-Transfer-Encoding") {
            "quoted-printable" => utf8(from_quoted(&body.replace("=\n", ""))),
            "base64" => utf8(from_base64(body)),
            _ => body.to_owned(),
        };
        Self {
            to: in_words(header(&head, "To")),
            subject: in_words(header(&head, "Subject")),
            text: text.replace("\r\n", "\n"),
        }
    }
}

fn header<'a>(head: &'a str, name: &str) -> &'a str {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.trim())
}

/// Encoded words as what they say; the space between two of them does not count.
fn in_words(line: &str) -> String {
    let (mut said, mut after_encoded) = (String::new(), false);
    for word in line.split(' ') {
        let decoded = encoded_word(word);
        let belongs_to_the_last = after_encoded && decoded.is_some();
        if !said.is_empty() && !belongs_to_the_last {
            said.push(' ');
        }
        after_encoded = decoded.is_some();
        said.push_str(decoded.as_deref().unwrap_or(word));
    }
    said
}

/// `=?utf-8?b?…?=` and `=?utf-8?q?…?=`.
fn encoded_word(word: &str) -> Option<String> {
    let inner = word.strip_prefix("=?")?.strip_suffix("?=")?;
    let mut parts = inner.splitn(3, '?');
    let (_, way, text) = (parts.next()?, parts.next()?, parts.next()?);
    match way {
        "b" | "B" => Some(utf8(from_base64(text))),
        "q" | "Q" => Some(utf8(from_quoted(&text.replace('_', " ")))),
        _ => None,
    }
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

fn from_quoted(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let (mut read, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match digits.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| bytes[at] == b'=') {
            Some(byte) => {
                read.push(byte);
                at += 3;
            }
            None => {
                read.push(bytes[at]);
                at += 1;
            }
        }
    }
    read
}

fn from_base64(text: &str) -> Vec<u8> {
    let (mut read, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for sign in text.bytes() {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            let [.., byte] = (held >> bits).to_be_bytes();
            read.push(byte);
            held &= (1 << bits) - 1;
        }
    }
    read
}
