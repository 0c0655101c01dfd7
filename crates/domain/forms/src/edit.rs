//! What a button inside a form changes beside the answers: one group more or less, one file less. Read from the button's name,
//! applied to answers; the buttons are drawn by the page kit.

use crate::definition::Form;
use crate::file::FileAnswer;
use crate::raw::RawAnswers;
use crate::show;

/// A change that a button asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// One more group in the list with this path.
    AddGroup {
        /// Path of the list.
        list: String,
    },
    /// The group with this number in its path goes, with everything that was typed into it.
    RemoveGroup {
        /// Path of the list.
        list: String,
        /// Its number in paths.
        number: u32,
    },
    /// A file comes; its bytes accompany the page, so that the button itself changes nothing.
    AddFile {
        /// Path of the question.
        path: String,
    },
    /// A file goes.
    RemoveFile {
        /// Path of the question.
        path: String,
        /// Id of the file.
        file: String,
    },
}

impl Edit {
    /// What a button with this value asks for: `add:dogs`, `remove:dogs[1]`, `drop:proof:0198…`. Other buttons change
    /// nothing.
    pub fn of_button(value: &str) -> Option<Self> {
        if let Some(list) = value.strip_prefix("add:") {
            return Some(Self::AddGroup { list: list.to_owned() });
        }
        if let Some(path) = value.strip_prefix("upload:") {
            return Some(Self::AddFile { path: path.to_owned() });
        }
        if let Some((path, file)) = value.strip_prefix("drop:").and_then(|rest| rest.rsplit_once(':')) {
            return Some(Self::RemoveFile { path: path.to_owned(), file: file.to_owned() });
        }
        let (list, number) = value.strip_prefix("remove:")?.strip_suffix(']')?.rsplit_once('[')?;
        Some(Self::RemoveGroup { list: list.to_owned(), number: number.parse().ok()? })
    }

    /// The HTML id of what changes, for looking at it next.
    pub fn place(&self) -> String {
        match self {
            Self::AddGroup { list } | Self::RemoveGroup { list, .. } => list.clone(),
            Self::AddFile { path } | Self::RemoveFile { path, .. } => show::html_id(path),
        }
    }
}

/// A page as it was sent: the answers, and what the pressed button changes beside them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SentPage {
    /// The answers as typed.
    pub answers: RawAnswers,
    /// Files that came with it, by the path of their question. Their bytes are kept already.
    pub files: Vec<(String, FileAnswer)>,
    /// What the button changes.
    pub edit: Option<Edit>,
}

impl From<RawAnswers> for SentPage {
    fn from(answers: RawAnswers) -> Self {
        Self { answers, ..Self::default() }
    }
}

impl Form {
    /// The answers after this change; one that the form does not know or allow changes nothing.
    pub fn edited(&self, raw: &RawAnswers, edit: &Edit) -> RawAnswers {
        match edit {
            Edit::AddGroup { list } => self.with_group(raw, list),
            Edit::RemoveGroup { list, number } => self.without_group(raw, list, *number),
            Edit::RemoveFile { path, file } if self.file_rules(path).is_some() => {
                let mut left = raw.clone();
                let other = |text: &String| FileAnswer::of_text(text).is_none_or(|known| known.id != *file);
                if let Some(typed) = left.0.get_mut(path) {
                    typed.retain(other);
                }
                left
            }
            Edit::AddFile { .. } | Edit::RemoveFile { .. } => raw.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A browser without a script adds and takes out a dog with plain buttons, and any other button leaves the dogs alone.
    #[test]
    fn buttons_name_their_group() {
        let add = Edit::of_button("add:dogs");
        assert_eq!(add, Some(Edit::AddGroup { list: "dogs".into() }));
        let inner = Edit::of_button("remove:dogs[1].proofs[0]");
        assert_eq!(inner, Some(Edit::RemoveGroup { list: "dogs[1].proofs".into(), number: 0 }));
        let file = Edit::of_button("drop:dogs[1].proof:ab12");
        assert_eq!(file.map(|edit| edit.place()), Some("dogs-1-proof".to_owned()));
        let others = ["next", "remove:dogs", "remove:dogs[x]", "remove:dogs[99999999999]"];
        assert!(others.iter().all(|value| Edit::of_button(value).is_none()));
    }
}
