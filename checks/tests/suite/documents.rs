//! The documents for readers: files and pictures they name exist. Whether a sentence is true is for people to say.

use checks::{Checkout, Findings, SourceFile};

/// Whoever follows a document to a file finds it there.
#[test]
fn every_named_file_exists() {
    let checkout = Checkout::here();
    let mut findings = Findings::against("A document names only files that exist.");
    for document in documents() {
        for path in named_paths(&document.text).filter(|path| !checkout.root().join(path).exists()) {
            findings.add(&document.path, format!("{path} does not exist"));
        }
        let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for link in linked(&document.text).filter(|link| !checkout.root().join(folder).join(link).exists()) {
            findings.add(&document.path, format!("the link {link} leads nowhere"));
        }
    }
    findings.close();
}

fn documents() -> Vec<SourceFile> {
    let checkout = Checkout::here();
    let mut documents = checkout.files("docs", &[".md"]);
    documents.extend(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| checkout.file(name)));
    documents
}

/// Paths between backticks that begin with a folder of the checkout.
fn named_paths(text: &str) -> impl Iterator<Item = &str> {
    let ours = ["bench/", "checks/", "crates/", "docs/", "e2e/", "frontend/", "library/", "xtask/"];
    let is_path = move |word: &&str| {
        ours.iter().any(|folder| word.starts_with(folder)) && !word.contains(['*', ' ', '{'])
    };
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).filter(is_path)
}

/// Targets of links and pictures inside the checkout.
fn linked(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.map(|target| target.split('#').next().unwrap_or(target)).filter(|target| !target.contains("://"))
}
