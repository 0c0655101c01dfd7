//! Letters without their marks, so that lists sort as Germans expect (DIN 5007, variant 2: ä as ae) and a search finds what
//! somebody wrote differently. Which words are searched is decided elsewhere.

/// How ä, ö and ü are written without their dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Umlauts {
    /// As in German: ae, oe, ue.
    Spelled,
    /// As on a keyboard that has none: a, o, u.
    Bare,
}

/// Letters of other languages with the plain ones they are found and sorted under (of DIN SPEC 91379, the common ones).
const PLAIN: [(&str, &str); 30] = [
    ("a", "àáâãāăąǎȁȃạảấầẩẫậắằẳẵặ"),
    ("ae", "æǽ"),
    ("aa", "å"),
    ("c", "çćĉċč"),
    ("d", "ďđḏḍḑ"),
    ("dh", "ð"),
    ("e", "èéêëēĕėęěȅȇẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǥḡ"),
    ("h", "ĥħḥḧḩḫ"),
    ("i", "ìíîïĩīĭįıǐȉȋịỉ"),
    ("j", "ĵǰ"),
    ("k", "ķĸǩḱḳḵ"),
    ("l", "ĺļľŀłḷḻ"),
    ("m", "ṁṃ"),
    ("n", "ñńņňŉŋṅṇṉ"),
    ("o", "òóôõōŏőơǒǫȍȏọỏốồổỗộớờởỡợ"),
    ("oe", "øœǿ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṟ"),
    ("s", "śŝşšșṡṣ"),
    ("ss", "ß"),
    ("t", "ţťŧțṫṭṯ"),
    ("th", "þ"),
    ("u", "ùúûũūŭůűųưǔȕȗụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉ"),
    ("y", "ýÿŷȳẏỳỵỷỹ"),
    ("z", "źżžƶẑẓẕ"),
    ("x", "ẋẍ"),
];

/// The text as it is sorted: small letters, ä as ae, other letters without their marks.
pub fn sort_key(text: &str) -> String {
    fold(text.trim(), Umlauts::Spelled)
}

/// The words of a text as somebody may type them: each in German spelling, and with bare vowels where that differs.
pub fn spellings(text: &str) -> Vec<String> {
    let mut words = words_in(&fold(text, Umlauts::Spelled));
    let bare = words_in(&fold(text, Umlauts::Bare));
    let others: Vec<String> = bare.into_iter().filter(|word| !words.contains(word)).collect();
    words.extend(others);
    words
}

/// The words that somebody searches for, in German spelling.
pub fn search_words(text: &str) -> Vec<String> {
    words_in(&fold(text, Umlauts::Spelled))
}

fn words_in(folded: &str) -> Vec<String> {
    folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn fold(text: &str, umlauts: Umlauts) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => vowel(&mut folded, 'a', umlauts),
            'ö' => vowel(&mut folded, 'o', umlauts),
            'ü' => vowel(&mut folded, 'u', umlauts),
            // Two dots as a letter of their own after the vowel.
            '\u{308}' if folded.ends_with(['a', 'o', 'u']) && umlauts == Umlauts::Spelled => folded.push('e'),
            '\u{300}'..='\u{36f}' => {}
            letter if letter.is_ascii() => folded.push(letter),
            letter => match PLAIN.iter().find(|(_, marked)| marked.contains(letter)) {
                Some((plain, _)) => folded.push_str(plain),
                None => folded.push(letter),
            },
        }
    }
    folded
}

fn vowel(folded: &mut String, vowel: char, umlauts: Umlauts) {
    folded.push(vowel);
    if umlauts == Umlauts::Spelled {
        folded.push('e');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names stand where a German looks for them, wherever their bearer comes from.
    #[test]
    fn names_are_sorted_as_in_a_directory() {
        let mut names =
            ["Zander", "Öztürk", "Odenwald", "Łukaszewicz", "Lang", "Mueller", "Müller", "Mahr", "Ångström"];
        names.sort_by_key(|name| sort_key(name));
        let expected =
            ["Ångström", "Lang", "Łukaszewicz", "Mahr", "Mueller", "Müller", "Odenwald", "Öztürk", "Zander"];
        assert_eq!(names, expected);
    }

    /// Who has no umlauts on the keyboard, or spells them out, finds the same people.
    #[test]
    fn a_name_is_found_in_every_spelling() {
        assert_eq!(spellings("Müller-Weiß"), ["mueller", "weiss", "muller"]);
        assert_eq!(spellings("Mu\u{308}ller"), ["mueller", "muller"]);
        assert_eq!(search_words("Müller"), ["mueller"]);
        assert_eq!(search_words("Nr. 2026-00042"), ["nr", "2026", "00042"]);
        assert_eq!(spellings("Żółć"), ["zolc"]);
        assert_eq!(spellings("Иванов"), ["иванов"]);
    }
}
