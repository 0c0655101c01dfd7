//! Rendering: from template and data to PDF bytes, both standards enforced, and to the same letter for the screen. What
//! the letterhead looks like is in `typst/`.

use crate::failure::LetterFailure;
use crate::page;
use crate::world::{Desk, Sheet};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use typst::diag::Warned;
use typst::foundations::Smart;
use typst_html::HtmlDocument;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use values::{Language, Place, Problem};

/// The longest template that is read.
pub const MAX_TEMPLATE_BYTES: usize = 256 * 1024;
/// The most data one letter is given.
pub const MAX_DATA_BYTES: usize = 4 * 1024 * 1024;
/// The largest letter on screen.
pub const MAX_PAGE_BYTES: usize = 2 * 1024 * 1024;
/// The longest letter, in pages.
pub const MAX_PAGES: usize = 200;

/// How many further letters a memoized result survives unused: the parsed letterhead stays warm, what was typeset for one
/// person is soon gone.
const MEMORY_AGE: usize = 2;

/// What is needed to write one letter.
#[derive(Debug, Clone, Copy)]
pub struct LetterSource<'a> {
    /// The Typst template.
    pub template: &'a str,
    /// What the template reads at `/data.json`; the letterhead expects the shape of [`LetterData`](crate::LetterData).
    pub data: &'a Value,
    /// The subject; also the title of the PDF.
    pub title: &'a str,
    /// The language of the letter.
    pub language: Language,
    /// The date of the letter.
    pub date: jiff::civil::Date,
}

/// A letter in its two forms. Both come from one template and one set of data, so they say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenLetter {
    /// PDF/A-2a and PDF/UA-1.
    pub pdf: Vec<u8>,
    /// A fragment of HTML without title, for a page around it.
    pub page: String,
}

/// What the letter is set for.
#[derive(Debug, Clone, Copy)]
enum Target {
    Paper,
    Screen,
}

/// Writes letters. Made once and shared between threads: it holds the fonts and the letterhead.
pub struct Letters {
    desk: Desk,
    standards: PdfStandards,
}

impl std::fmt::Debug for Letters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letters")
    }
}

impl Letters {
    /// Reads the embedded fonts and the letterhead.
    pub fn new() -> Self {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .expect("PDF/A-2a and PDF/UA-1 share PDF 1.7");
        Self { desk: Desk::new(), standards }
    }

    /// Typesets one letter as PDF/A-2a and PDF/UA-1. The same source gives the same bytes, wherever and whenever.
    /// Takes milliseconds to tens of milliseconds of CPU time; an async caller hands it to a blocking thread.
    pub fn render(&self, source: &LetterSource<'_>) -> Result<Vec<u8>, LetterFailure> {
        let sheet = self.sheet(source, Target::Paper)?;
        let bytes = typeset(&sheet).and_then(|document| self.print(&document, &sheet));
        comemo::evict(MEMORY_AGE);
        bytes
    }

    /// The same letter for the screen, as a fragment of HTML without its title. For previews, and for people who cannot
    /// use a PDF (§ 14 HessBGG).
    pub fn page(&self, source: &LetterSource<'_>) -> Result<String, LetterFailure> {
        let sheet = self.sheet(source, Target::Screen)?;
        let page = on_screen(&sheet);
        comemo::evict(MEMORY_AGE);
        page
    }

    /// The letter in both forms.
    pub fn write(&self, source: &LetterSource<'_>) -> Result<WrittenLetter, LetterFailure> {
        Ok(WrittenLetter { pdf: self.render(source)?, page: self.page(source)? })
    }

    fn print(&self, document: &PagedDocument, sheet: &Sheet<'_>) -> Result<Vec<u8>, LetterFailure> {
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("Fachwerk".to_owned())),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options).map_err(|errors| LetterFailure::told(sheet, &errors))
    }

    fn sheet(&self, source: &LetterSource<'_>, target: Target) -> Result<Sheet<'_>, LetterFailure> {
        if source.template.len() > MAX_TEMPLATE_BYTES {
            let sizes = [("bytes", source.template.len()), ("limit", MAX_TEMPLATE_BYTES)];
            return Err(refused("letters-template-too-large", &sizes));
        }
        let title = self.desk.printable_text(source.title.trim());
        if title.is_empty() {
            return Err(refused("letters-title-missing", &[]));
        }
        if source.date.year() < 1 {
            let problem = Problem::new(Place::Whole, "letters-date-impossible").with("date", source.date);
            return Err(LetterFailure::new(vec![problem]));
        }
        let data = self.desk.printable(source.data).to_string();
        if data.len() > MAX_DATA_BYTES {
            return Err(refused(
                "letters-data-too-large",
                &[("bytes", data.len()), ("limit", MAX_DATA_BYTES)],
            ));
        }
        let meta = json!({
            "title": title,
            "language": source.language.code(),
            "date": source.date.to_string(),
            "target": match target {
                Target::Paper => "pdf",
                Target::Screen => "html",
            },
        });
        Ok(Sheet::new(&self.desk, source.template, data, meta.to_string(), source.date))
    }
}

impl Default for Letters {
    fn default() -> Self {
        Self::new()
    }
}

fn typeset(sheet: &Sheet<'_>) -> Result<PagedDocument, LetterFailure> {
    let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(sheet);
    let document = output.map_err(|errors| LetterFailure::told(sheet, &errors))?;
    match document.pages().len() {
        ..=MAX_PAGES => Ok(document),
        pages => Err(refused("letters-too-many-pages", &[("pages", pages), ("limit", MAX_PAGES)])),
    }
}

fn on_screen(sheet: &Sheet<'_>) -> Result<String, LetterFailure> {
    let Warned { output, warnings: _ } = typst::compile::<HtmlDocument>(sheet);
    let document = output.map_err(|errors| LetterFailure::told(sheet, &errors))?;
    let page = page::fragment(&document);
    if page.len() > MAX_PAGE_BYTES {
        return Err(refused("letters-page-too-large", &[("bytes", page.len()), ("limit", MAX_PAGE_BYTES)]));
    }
    Ok(page)
}

fn refused(key: &'static str, sizes: &[(&'static str, usize)]) -> LetterFailure {
    let whole = Problem::new(Place::Whole, key);
    LetterFailure::new(vec![sizes.iter().fold(whole, |problem, (name, value)| problem.with(*name, value))])
}

#[cfg(test)]
mod tests;
