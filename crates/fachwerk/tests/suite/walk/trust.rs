//! What every answer tells the browser: trust as little as possible. And that no page needs more trust than that.

use crate::browser::Page;
use regex::Regex;
use std::sync::LazyLock;

/// Headers that no answer lacks, and a part of what each says.
const ALWAYS: [(&str, &str); 6] = [
    ("content-security-policy", "default-src 'none'"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=()"),
];

/// What a policy without inline and eval would refuse, and what would load from somewhere else.
static UNTRUSTED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"(?i)<style|<script(?:\s[^>]*)?>[^<]|\sstyle="|\son[a-z]+="|javascript:|(?:src|action)="(?:https?:)?//|<iframe|<base"#;
    Regex::new(pattern).expect("the pattern is fixed and valid")
});

/// What is wrong with an answer.
pub(crate) fn faults(page: &Page) -> Vec<String> {
    let header =
        |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut faults: Vec<String> = ALWAYS
        .iter()
        .filter(|(name, part)| !header(name).contains(part))
        .map(|(name, _)| format!("{name}: {}", header(name)))
        .collect();
    if header("content-security-policy").contains("unsafe") {
        faults.push("the policy allows what is unsafe".to_owned());
    }
    let is_kept = header("cache-control").contains("immutable");
    if !is_kept && header("cache-control") != "no-store" {
        faults.push(format!("it may be kept: {}", header("cache-control")));
    }
    let is_download = header("content-disposition").starts_with("attachment");
    if is_download && !header("content-security-policy").contains("sandbox") {
        faults.push("a download without a sandbox".to_owned());
    }
    if header("content-type").starts_with("text/html") {
        faults.extend(
            UNTRUSTED.find(&page.text()).map(|found| format!("inline or foreign: {}", found.as_str())),
        );
    }
    faults
}
