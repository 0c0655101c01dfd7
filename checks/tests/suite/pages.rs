//! What pages may hold: nothing from a stranger's server, nothing that the content security policy would refuse. How
//! pages look is checked in the browser stories.

use checks::{Checkout, Findings, SourceFile};

/// Names of formats that look like addresses; nothing is fetched from them.
const NAMES_OF_FORMATS: [&str; 2] = ["http://www.w3.org/", "urn:"];

/// Who opens a page is seen by the town alone: no font, picture or script comes from a third party.
#[test]
fn nothing_is_fetched_from_a_stranger() {
    let mut findings = Findings::against("Pages, styles and scripts name no address of a third party.");
    for file in page_files() {
        for (number, line) in numbered(&file) {
            let line = NAMES_OF_FORMATS.iter().fold(line.to_owned(), |line, name| line.replace(name, ""));
            let fetches = ["src=\"//", "href=\"//", "url(//", "url(\"//", "@import \"//"];
            if line.contains("http://")
                || line.contains("https://")
                || fetches.iter().any(|word| line.contains(word))
            {
                findings.add(format!("{}:{number}", file.path), line.trim());
            }
        }
    }
    findings.close();
}

/// Every page works under a policy without inline scripts and styles, so an injected one never runs.
#[test]
fn nothing_is_inline() {
    let mut findings = Findings::against("Scripts and styles are files; the policy allows no inline ones.");
    for file in page_files().iter().filter(|file| file.path.ends_with(".html")) {
        for (number, line) in numbered(file) {
            let lower = line.to_ascii_lowercase();
            let bare_script = lower.contains("<script") && !lower.contains("src=");
            let inline =
                [" style=", "<style", "javascript:", " onclick=", " onchange=", " onsubmit=", " oninput="];
            if bare_script || inline.iter().any(|word| lower.contains(word)) {
                findings.add(format!("{}:{number}", file.path), line.trim());
            }
        }
    }
    findings.close();
}

fn page_files() -> Vec<SourceFile> {
    let checkout = Checkout::here();
    let mut files = checkout.files("crates/web", &[".html", ".css", ".js", ".svg"]);
    files.extend(checkout.files("frontend", &[".css", ".scss", ".ts", ".html", ".svg"]));
    files
}

fn numbered(file: &SourceFile) -> impl Iterator<Item = (usize, &str)> {
    file.text.lines().enumerate().map(|(index, line)| (index + 1, line))
}
