//! A citizen makes an account, with the link in a mail of the tray.

use crate::browser::Browser;
use crate::patience::until;
use std::path::{Path, PathBuf};

/// The password of all accounts.
pub(crate) const PASSWORD: &str = "drei lange Wörter";

/// An account for this address; afterwards the browser is signed in.
pub(crate) fn sign_up(tray: &Path, browser: &mut Browser, mail: &str) {
    let page = browser.open("/konto/neu").found();
    browser.press(&page, "/konto/neu", None, &[("mail", mail), ("password", PASSWORD)]).found();
    let page = browser.open(&format!("/konto/bestaetigen/{}", mailed(tray, "/konto/bestaetigen/"))).found();
    let page = browser.press(&page, &page.path, None, &[("password", PASSWORD)]).found();
    assert_eq!(page.path, "/meine", "{}", page.text());
}

/// The token of a link in the tray, once there is one; the mail is taken out.
pub(crate) fn mailed(tray: &Path, way: &str) -> String {
    until(&format!("a mail with {way}"), || {
        let token = |path: &Path| {
            let text = std::fs::read_to_string(path).ok()?.replace("=\r\n", "");
            let (_, rest) = text.split_once(way)?;
            Some(rest.chars().take_while(char::is_ascii_hexdigit).collect::<String>())
        };
        let (path, token) = lying(tray).find_map(|path| token(&path).map(|token| (path, token)))?;
        (token.len() == 64).then(|| std::fs::remove_file(path).map(|()| token).expect("taken out"))
    })
}

/// The mails of a tray; one that is still being written has another ending, and is about to be renamed.
pub(crate) fn lying(tray: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(tray).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "eml"))
}
