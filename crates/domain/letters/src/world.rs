//! The world a template sees: five file names, the embedded fonts, the date of the letter. Nothing else exists for it.

use crate::{fonts, printable};
use serde_json::Value;
use std::path::PathBuf;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// What all letters share: the library, the fonts and the letterhead, parsed once.
pub(crate) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    letterhead: Source,
    format: Source,
    template: FileId,
    data: FileId,
    meta: FileId,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let fonts = fonts::embedded();
        Self {
            library: LazyHash::new(
                Library::builder().with_features([Feature::Html].into_iter().collect()).build(),
            ),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            main: Source::new(id("/fachwerk/main.typ"), include_str!("../typst/main.typ").to_owned()),
            letterhead: Source::new(
                id("/fachwerk/letter.typ"),
                include_str!("../typst/letter.typ").to_owned(),
            ),
            format: Source::new(id("/fachwerk/format.typ"), include_str!("../typst/format.typ").to_owned()),
            template: id("/letter.typ"),
            data: id("/data.json"),
            meta: id("/fachwerk/meta.json"),
        }
    }

    /// The text with a sign in place of each character no embedded font can draw.
    pub(crate) fn printable_text(&self, text: &str) -> String {
        printable::text(text, &self.fonts)
    }

    /// The data with a sign in place of each character no embedded font can draw.
    pub(crate) fn printable(&self, data: &Value) -> Value {
        printable::value(data, &self.fonts)
    }
}

/// A file id per name, made once: Typst keeps ids for the life of the process.
fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("our own file names are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// One letter being written.
pub(crate) struct Sheet<'a> {
    desk: &'a Desk,
    template: Source,
    data: Bytes,
    meta: Bytes,
    date: jiff::civil::Date,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(
        desk: &'a Desk,
        template: &str,
        data: String,
        meta: String,
        date: jiff::civil::Date,
    ) -> Self {
        Self {
            desk,
            template: Source::new(desk.template, template.to_owned()),
            data: Bytes::from_string(data),
            meta: Bytes::from_string(meta),
            date,
        }
    }

    /// The designer's template, to which problems point.
    pub(crate) fn template(&self) -> &Source {
        &self.template
    }
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.desk.book
    }

    fn main(&self) -> FileId {
        self.desk.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let sources = [&self.desk.main, &self.desk.letterhead, &self.desk.format, &self.template];
        sources.into_iter().find(|source| source.id() == id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id {
            id if id == self.desk.data => Ok(self.data.clone()),
            id if id == self.desk.meta => Ok(self.meta.clone()),
            _ => Err(not_found(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.get(index).cloned()
    }

    /// The date of the letter, so that a letter rendered again next year still says the same.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Datetime::from_ymd(
            i32::from(self.date.year()),
            self.date.month().unsigned_abs(),
            self.date.day().unsigned_abs(),
        )
    }
}

fn not_found(id: FileId) -> FileError {
    if matches!(id.root(), VirtualRoot::Package(_)) {
        return FileError::Other(Some("letters have no packages".into()));
    }
    FileError::NotFound(PathBuf::from(id.vpath().get_with_slash()))
}
