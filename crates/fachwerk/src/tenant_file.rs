//! A tenant as a file: its settings in TOML, its crest as a drawing beside it. What the settings mean is not known here.

use crate::output::Failure;
use casework::TenantSettings;
use std::path::Path;

/// Settings with the drawing of the crest.
pub(crate) struct TenantFile {
    pub(crate) settings: TenantSettings,
    pub(crate) crest: Option<Vec<u8>>,
}

/// Reads settings; `crest` names an SVG beside the file.
pub(crate) fn read(file: &Path) -> Result<TenantFile, Failure> {
    let wrong =
        |why: String| Failure::no(format!("The settings in {} cannot be used: {why}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    let settings: TenantSettings = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    with_crest(settings, |name| {
        std::fs::read(folder.join(name)).map_err(|error| wrong(format!("the crest {name}: {error}")))
    })
}

/// The settings with the drawing that they name.
pub(crate) fn with_crest(
    mut settings: TenantSettings,
    drawing: impl FnOnce(&str) -> Result<Vec<u8>, Failure>,
) -> Result<TenantFile, Failure> {
    let name = std::mem::take(&mut settings.crest);
    let crest = if name.is_empty() { None } else { Some(drawing(&name)?) };
    Ok(TenantFile { settings, crest })
}
