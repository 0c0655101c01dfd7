//! Files over HTTP, as a browser without JavaScript sends them: kept, looked at, refused; and what is too much or garbled.

use crate::browser::{Browser, Page};
use crate::installation::{Backend, Installation, TOWN, free_address};
use crate::program::Process;
use std::io::{Cursor, Read};
use std::path::Path;

const PDF: &[u8] = b"%PDF-1.7\nNachweis";

/// A running town whose first page asks for a proof, and a browser on that page.
struct Stage {
    _installation: Installation,
    server: Process,
    browser: Browser,
    page: Page,
}

impl Stage {
    fn set(name: &str) -> Self {
        let installation = Installation::with_town(Backend::Sqlite, name);
        let package = installation.folder().join("package");
        service_with_proof(&package);
        installation.done(&["library", "install", &package.to_string_lossy(), "--tenant", TOWN]);
        let address = free_address();
        let server = installation.serve(&address, &[]);
        let mut browser = Browser::new(&[&address]);
        let page = browser.open(&format!("/{TOWN}/leistung/hundesteuer")).found();
        let page = browser.press(&page, "/antrag/register", None, &[]).found();
        Self { _installation: installation, server, browser, page }
    }

    /// Sends the page with this file.
    fn send(&mut self, file_name: &str, file: impl Read + 'static) -> Page {
        send(&mut self.browser, &self.page, (file_name, file))
    }
}

/// Sends the first page with a name typed, this file and another name typed after it.
pub(crate) fn send(
    browser: &mut Browser,
    page: &Page,
    (file_name, file): (&str, impl Read + 'static),
) -> Page {
    let form = page.form("/1").expect("the form of the page");
    let mut fields = form.clone().pressed(Some("upload:proof"));
    fields.retain(|(name, _)| name != "proof" && !name.starts_with("keeper."));
    let part = |(name, value): (&str, &str)| {
        format!("--limit\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut head: String = fields.iter().map(|(name, value)| part((name, value))).collect();
    head.push_str(&part(("keeper.first_name", "Erika")));
    head.push_str(&format!(
        "--limit\r\ncontent-disposition: form-data; name=\"proof\"; filename=\"{file_name}\"\r\n\
         content-type: image/png\r\n\r\n"
    ));
    let tail = format!("\r\n{}--limit--\r\n", part(("keeper.last_name", "Muster")));
    let body = Cursor::new(head).chain(file).chain(Cursor::new(tail));
    browser.send_parts(&form.action, "limit", body)
}

/// The small service with a question for a proof on its first page, in this folder.
pub(crate) fn service_with_proof(package: &Path) {
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/services/tests/packages/hundesteuer"),
        package,
    );
    ask_for_a_proof(package);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the library is there").map(|entry| entry.expect("an entry"))
    {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// A loose question belongs to the page before it: the first.
fn ask_for_a_proof(package: &Path) {
    let form = package.join("forms/registration.form");
    let text = std::fs::read_to_string(&form).expect("the form");
    let mut json: serde_json::Value = serde_json::from_str(&text).expect("a form is JSON");
    let proof = serde_json::json!({
        "type": "filepicker", "id": "Field_proof", "key": "proof", "label": "Nachweis", "multiple": true
    });
    json["components"].as_array_mut().expect("pages").insert(1, proof);
    std::fs::write(&form, json.to_string()).expect("the form is written");
    let english = package.join("texts/en.toml");
    let texts = std::fs::read_to_string(&english).expect("English texts");
    let more = "\n[form.registration.Field_proof]\nlabel = \"Proof\"\n";
    std::fs::write(english, texts + more).expect("the texts are written");
}

/// A citizen adds a proof without a script, sees it in the list and can look at it and take it out; a stranger who knows the
/// address sees nothing.
#[test]
fn a_proof_is_added_and_taken_out() {
    let mut stage = Stage::set("proof");
    let page = stage.send("Nachweis „neu“.pdf", Cursor::new(PDF)).found();
    let text = page.text();
    assert!(text.contains("Nachweis „neu“.pdf") && text.contains("nicht auf Viren geprüft"), "{text}");
    assert!(text.contains("value=\"Erika\"") && text.contains("value=\"Muster\""), "nothing typed is lost");
    let address = text.split("href=\"").find(|rest| rest.contains("/datei/")).expect("a link");
    let address = address.split('"').next().expect("an address ends").to_owned();
    let file = stage.browser.open(&address).found();
    assert_eq!(file.bytes, PDF);
    let mut stranger = stage.browser.stranger();
    assert_eq!(stranger.open(&address).status, 404);
    let id = address.rsplit('/').next().expect("an id");
    stage.page = page;
    let page = stage.browser.press(&stage.page, "/1", Some(&format!("drop:proof:{id}")), &[]).found();
    assert!(!page.text().contains("Nachweis „neu“.pdf"));
    assert_eq!(stage.browser.open(&address).status, 404);
    stage.server.end();
}

/// Two hundred megabytes are refused in words on the same page, with everything typed still there, and the program does not
/// grow by them; a file that lies about what it is is refused just so.
#[test]
fn what_is_no_proof_is_refused_in_words() {
    let mut stage = Stage::set("refused");
    for (language, too_large, lies) in [
        (
            "de",
            "„riesig.pdf“ ist zu groß. Erlaubt sind 10\u{a0}MB.",
            "Diese Datei können wir nicht öffnen: „Foto.png“.",
        ),
        (
            "en",
            "“riesig.pdf” is too large. Up to 10\u{a0}MB are allowed.",
            "We cannot open this file: “Foto.png”.",
        ),
    ] {
        stage.browser.open(&format!("/{TOWN}?lang={language}")).found();
        let before = stage.server.peak_memory_kilobytes();
        let huge = Cursor::new(PDF).chain(std::io::repeat(b'x').take(200_000_000));
        let svg = Cursor::new("<svg xmlns='http://www.w3.org/2000/svg'/>");
        for (page, told) in [(stage.send("riesig.pdf", huge), too_large), (stage.send("Foto.png", svg), lies)]
        {
            assert_eq!(page.status, 422, "{}", page.text());
            assert!(page.text().contains(told), "{}", page.text());
            assert!(page.text().contains("value=\"Erika\"") && page.text().contains("value=\"Muster\""));
        }
        let grown = stage.server.peak_memory_kilobytes() - before;
        assert!(grown < 40_000, "200 MB passed by, and the program grew by {grown} kB");
    }
    stage.server.end();
}

/// A form that is garbled or far too long is answered with a page that says what to do, and the draft is as it was.
#[test]
fn garbled_and_endless_forms_are_answered() {
    let mut stage = Stage::set("garbled");
    let form = stage.page.form("/1").expect("the form of the page");
    for (language, words) in [("en", "We could not read that"), ("de", "Das konnten wir nicht lesen")] {
        stage.browser.open(&format!("/{TOWN}?lang={language}")).found();
        let page = stage.browser.send_parts(&form.action, "limit", Cursor::new("--limit\r\nno end"));
        assert_eq!(page.status, 400);
        assert!(page.text().contains(words), "{}", page.text());
    }
    // What is wrong stands at the start; a browser that is answered then, and cut off, never shows the answer.
    let rest = std::io::repeat(b'x').take(5_000_000);
    let page = stage.send("x\u{0}y.pdf", Cursor::new(b"\xff\xfe").chain(rest));
    assert!(page.status == 422 || page.status == 400, "{}", page.status);
    let mut fields = form.clone().pressed(Some("next"));
    fields.push(("keeper.first_name".to_owned(), "x".repeat(3_000_000)));
    for (language, words) in [("en", "That was too much at once"), ("de", "Das war zu viel auf einmal")] {
        stage.browser.open(&format!("/{TOWN}?lang={language}")).found();
        let page = stage.browser.ask(&form.action, Some(&fields)).expect("an answer");
        assert_eq!(page.status, 413);
        assert!(page.text().contains(words), "{}", page.text());
    }
    assert_eq!(stage.browser.open(&form.action).status, 200);
    stage.server.end();
}
