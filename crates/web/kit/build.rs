//! Says in one sentence what is missing when the front end has not been built; builds nothing itself.

use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../../../frontend/dist");
    println!("cargo:rerun-if-changed=templates");
    let manifest = Path::new("../../../frontend/dist/manifest.json");
    if !manifest.exists() {
        panic!("The front end is not built yet: run `cargo xtask frontend` once (it needs Node.js and npm).");
    }
}
