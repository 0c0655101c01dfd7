//! `cargo xtask screenshots`: renews the pictures in `docs/images` by walking the browser stories. Tests never write
//! there, so that a test run leaves the checkout as it was.

use crate::e2e;
use crate::place;
use crate::stop::Stop;

/// Walks the stories with the pictures' folder handed on.
pub(crate) fn run() -> Result<(), Stop> {
    e2e::prepare()?;
    let mut stories = e2e::stories(&[])?;
    stories.env("FACHWERK_PICTURES", place::root().join("docs").join("images"));
    e2e::walk(&mut stories).1
}
