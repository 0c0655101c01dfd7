//! Who walks: from a stranger to the person whose case it is.

use super::doors::Door;
use crate::browser::Browser;
use crate::demo::{DEMO_PASSWORD, DEMO_SECRET, Demo};
use crate::installation::{PASSWORD, SECRET, TOWN};
use crate::story;

/// The password of the demo's logins.
/// A neighbouring town of the demo.
const NEIGHBOUR: &str = "hanau";

/// Somebody who tries the doors.
pub(super) struct Person {
    /// Who they are, for the list.
    pub(super) name: &'static str,
    /// The town in the addresses that they type.
    pub(super) town: &'static str,
    /// What they come with.
    pub(super) browser: Browser,
}

impl Person {
    fn new(name: &'static str, browser: Browser) -> Self {
        Self { name, town: TOWN, browser }
    }

    /// Whether what lies behind this door is theirs.
    pub(super) fn owns(&self, door: &Door) -> bool {
        // The demo shows all mails to whoever looks, and says so; there is no such page elsewhere.
        door.path.starts_with("/demo/post")
            || self.name == if door.audience == "desk" { "clerk" } else { "applicant" }
    }

    /// Whether a link was meant for them.
    pub(super) fn has_links(&self) -> bool {
        matches!(self.name, "clerk" | "applicant")
    }
}

/// Everybody; the last two are those whose case it is.
pub(super) fn all(demo: &Demo, applicant: Browser, clerk: Browser) -> Vec<Person> {
    let fresh = || Browser::new(&[&demo.address]);
    let staff = |town: &str, login: &str, words: &[&str]| {
        let name = ["user", "add", town, login, "Kim Fremd", "--take-over"];
        demo.done(&[&name, words].concat(), &format!("{PASSWORD}\n{SECRET}"));
        let mut browser = fresh();
        story::sign_in_with(&mut browser, town, (login, PASSWORD, SECRET));
        browser
    };
    let head = staff(NEIGHBOUR, "nachbar", &["--group", "steueramt", "--role", "head"]);
    let abroad = Person { town: NEIGHBOUR, ..Person::new("neighbour at home", head.twin()) };
    vec![
        Person::new("stranger", fresh()),
        Person::new("other guest", guest(fresh())),
        Person::new("other citizen", card_holder(fresh())),
        Person::new("half signed in", half(fresh())),
        Person::new("other office", staff(TOWN, "bauer", &["--group", "bauamt"])),
        Person::new("administrator", staff(TOWN, "admin", &["--role", "administrator"])),
        Person::new("neighbour", head),
        abroad,
        Person::new("applicant", applicant),
        Person::new("clerk", clerk),
    ]
}

/// A clerk of the demo.
pub(super) fn clerk(mut browser: Browser) -> Browser {
    story::sign_in_with(&mut browser, TOWN, ("weber", DEMO_PASSWORD, DEMO_SECRET));
    browser
}

/// Has applied for another dog, and opened that case with number and code.
fn guest(mut browser: Browser) -> Browser {
    let receipt = story::register(&mut browser, "Rex");
    let page = browser.open(&format!("/{TOWN}/vorgang")).found();
    let typed = [("number", receipt.number.as_str()), ("code", receipt.code.as_str())];
    browser.press(&page, "/vorgang", None, &typed).found();
    browser
}

/// Has shown an identity card.
fn card_holder(mut browser: Browser) -> Browser {
    let page = browser.open("/anmelden").found();
    let page = browser.press(&page, "/anmelden/ausweis", None, &[]).found();
    let mut fields = page.form("/ausweis-demo").expect("persons to choose from").pressed(None);
    fields.push(("person".to_owned(), "2".to_owned()));
    let page = browser.send("/ausweis-demo", &fields).found();
    assert_eq!(page.path, "/meine");
    browser
}

/// Knows a password and no code.
fn half(mut browser: Browser) -> Browser {
    let page = browser.open(&format!("/amt/{TOWN}/anmelden")).found();
    browser.press(&page, "/anmelden", None, &[("login", "kaya"), ("password", DEMO_PASSWORD)]).found();
    browser
}
