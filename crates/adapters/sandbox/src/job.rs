//! What goes into the child and what comes back. Both ends are the same program, so this is no stored format.

use letters::{LetterSource, WrittenLetter};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use values::Language;

/// One letter to write.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LetterJob {
    /// The template.
    pub template: String,
    /// What it reads.
    pub data: serde_json::Value,
    /// The subject.
    pub title: String,
    /// Its language.
    pub language: Language,
    /// Its date.
    #[serde(with = "day")]
    pub date: jiff::civil::Date,
    /// In which forms.
    pub wanted: Wanted,
}

/// In which forms a letter is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wanted {
    /// As PDF and for the screen.
    Both,
    /// For the screen alone.
    Page,
}

/// A date as text.
mod day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl LetterJob {
    pub(crate) fn source(&self) -> LetterSource<'_> {
        LetterSource {
            template: &self.template,
            data: &self.data,
            title: &self.title,
            language: self.language,
            date: self.date,
        }
    }
}

/// What the child answers: a letter, or the sentences why there is none.
pub(crate) type Answer = Result<WrittenLetter, String>;

const WRITTEN: u8 = b'W';
const REFUSED: u8 = b'R';

/// A letter: mark, length of the page, page, PDF. Anything else: mark and text.
pub(crate) fn write_answer(answer: &Answer, output: &mut impl Write) -> io::Result<()> {
    match answer {
        Ok(letter) => {
            let length = u32::try_from(letter.page.len()).map_err(io::Error::other)?;
            output.write_all(&[WRITTEN])?;
            output.write_all(&length.to_be_bytes())?;
            output.write_all(letter.page.as_bytes())?;
            output.write_all(&letter.pdf)?;
        }
        Err(sentences) => {
            output.write_all(&[REFUSED])?;
            output.write_all(sentences.as_bytes())?;
        }
    }
    output.flush()
}

/// Reads what [`write_answer`] has written; `None` when it is cut off.
pub(crate) fn read_answer(mut bytes: &[u8]) -> Option<Answer> {
    let mut mark = [0];
    bytes.read_exact(&mut mark).ok()?;
    match mark[0] {
        WRITTEN => {
            let mut length = [0; 4];
            bytes.read_exact(&mut length).ok()?;
            let (page, pdf) = bytes.split_at_checked(u32::from_be_bytes(length) as usize)?;
            let page = String::from_utf8(page.to_vec()).ok()?;
            Some(Ok(WrittenLetter { pdf: pdf.to_vec(), page }))
        }
        REFUSED => Some(Err(String::from_utf8_lossy(bytes).into_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter comes back as it was written, and half an answer is no letter.
    #[test]
    fn answers_survive_the_way() {
        let letter = WrittenLetter { pdf: b"%PDF".to_vec(), page: "<p>Grüße</p>".to_owned() };
        for answer in [Ok(letter), Err("Das ist kein Datum".to_owned())] {
            let mut bytes = Vec::new();
            write_answer(&answer, &mut bytes).expect("a vector grows");
            assert_eq!(read_answer(&bytes), Some(answer));
        }
        assert_eq!(read_answer(b"W\0\0\0\x09<p>"), None);
        assert_eq!(read_answer(b""), None);
    }
}
