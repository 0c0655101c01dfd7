//! Where things lie in the checkout. No file is read or written here.

use std::path::PathBuf;

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.parent().expect("this crate lies in a folder of the checkout").to_owned()
}

/// The front end's npm project.
pub(crate) fn frontend() -> PathBuf {
    root().join("frontend")
}

/// The browser stories' npm project.
pub(crate) fn e2e() -> PathBuf {
    root().join("e2e")
}

/// Where cargo puts the program in the dev profile.
pub(crate) fn program() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    root().join(target).join("debug").join("fachwerk")
}
