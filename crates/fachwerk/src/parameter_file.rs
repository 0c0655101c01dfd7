//! The file in which a tenant sets the parameters of a service, read for a package. What it means is said in `services`.

use crate::output::{Failure, sentences};
use feel::Context;
use services::Package;

/// The values of the file; `name` is what problems call it.
pub(crate) fn parameters(package: &Package, name: &str, bytes: &[u8]) -> Result<Context, Failure> {
    let text =
        std::str::from_utf8(bytes).map_err(|error| Failure::no(format!("{name} is no text: {error}")))?;
    let read = package.manifest().read_parameters(name, text);
    read.map_err(|problems| Failure::no(sentences(&problems).join("\n")))
}
