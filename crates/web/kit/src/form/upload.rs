//! A question for files: what is there, what may be added, the button that adds it.

use super::Drawing;
use crate::Words;
use askama::Template;
use forms::{FieldView, FileAnswer, UploadView};

/// Kinds that browsers draw by themselves.
const PREVIEWED: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];

#[derive(Template)]
#[template(path = "form/upload.html")]
pub(super) struct UploadPart<'a> {
    pub(super) field: &'a FieldView,
    pub(super) upload: &'a UploadView,
    pub(super) drawing: &'a Drawing<'a>,
}

impl UploadPart<'_> {
    fn words(&self) -> &Words {
        self.drawing.words
    }

    fn has_problems(&self) -> bool {
        !self.field.problems.is_empty()
    }

    fn described_by(&self) -> String {
        let id = &self.field.id;
        let hint = self.field.hint.as_ref().map(|_| format!("{id}-hilfe"));
        let problem = self.has_problems().then(|| format!("{id}-fehler"));
        hint.into_iter().chain([format!("{id}-erlaubt")]).chain(problem).collect::<Vec<_>>().join(" ")
    }

    fn limit_bytes(&self) -> u64 {
        let own = self.upload.max_bytes.unwrap_or(u64::MAX);
        own.min(self.drawing.files.map_or(u64::MAX, |files| files.max_bytes))
    }

    fn limit(&self) -> String {
        limit(self.limit_bytes())
    }

    /// What to do, by what is welcome.
    fn invitation(&self) -> String {
        let takes_photos = self.upload.accept.iter().any(|kind| kind.starts_with("image/"));
        let key = if takes_photos { "kit-upload-photo" } else { "kit-upload-file" };
        self.words().fill(key, &[("limit", &self.limit())])
    }

    fn kinds(&self) -> String {
        let names: Vec<&str> = self.upload.accept.iter().map(|kind| kind_name(kind)).collect();
        self.words().fill("kit-upload-kinds", &[("kinds", names.join(", "))])
    }

    fn too_large(&self) -> String {
        self.words().fill("kit-upload-too-large", &[("limit", &self.limit())])
    }

    fn accept(&self) -> String {
        self.upload.accept.join(",")
    }

    fn takes_more(&self) -> bool {
        self.upload.multiple || self.upload.files.is_empty()
    }

    fn facts(&self, file: &FileAnswer) -> String {
        facts(file)
    }

    fn address(&self, file: &FileAnswer) -> Option<String> {
        self.drawing.files.map(|files| format!("{}/datei/{}", files.base, file.id))
    }

    fn preview(&self, file: &FileAnswer) -> Option<String> {
        self.address(file).filter(|_| PREVIEWED.contains(&file.media_type.as_str()))
    }

    fn named(&self, key: &str, file: &FileAnswer) -> String {
        self.words().fill(key, &[("name", &file.name)])
    }
}

/// `PDF, 1,4 MB`.
pub(crate) fn facts(file: &FileAnswer) -> String {
    let size = crate::size(i64::try_from(file.size).unwrap_or(i64::MAX));
    format!("{}, {size}", kind_name(&file.media_type))
}

/// `10 MB`: how large a file may be.
pub fn limit(bytes: u64) -> String {
    if bytes.is_multiple_of(1_000_000) {
        return format!("{}\u{a0}MB", bytes / 1_000_000);
    }
    crate::size(i64::try_from(bytes).unwrap_or(i64::MAX))
}

/// What people call this kind of file.
pub fn kind_name(media_type: &str) -> &str {
    match media_type {
        "application/pdf" => "PDF",
        "image/jpeg" => "JPG",
        "image/png" => "PNG",
        "image/heic" => "HEIC",
        "image/tiff" => "TIFF",
        "image/webp" => "WebP",
        other => other,
    }
}
