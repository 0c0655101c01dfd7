//! Renders the samples of a page in every language and says what no page may do. Called by the tests of every audience.

use crate::error_pages::ErrorPage;
use crate::{Audience, Frame, Page, Shell, SignedIn, Town, Visitor};
use values::Language;

/// A frame around samples: the town and the person everybody knows.
fn shell(audience: Audience, language: Language) -> Shell {
    let mut visitor = Visitor::default();
    visitor.language = language;
    visitor.path = "/musterstadt/hier".to_owned();
    let town = Town {
        slug: "musterstadt".into(),
        name: "Stadt Musterstadt".into(),
        crest: String::new(),
        notice: "Demo".into(),
        notice_en: "Demo".into(),
        colour: "#1a6b3c".into(),
    };
    let shell = Shell::plain(audience, visitor).in_town(town);
    match audience {
        Audience::Portal => shell,
        Audience::Desk => shell.signed_in(SignedIn {
            name: "Petra Weber".into(),
            sign_out: "/amt/musterstadt/abmelden".into(),
            token: "0".into(),
        }),
    }
}

/// All samples of a page, in all languages, as HTML.
pub fn rendered<P: Page>(frame: &Frame, audience: Audience) -> Vec<String> {
    let in_language = |language| {
        let pages = P::samples(&frame.words(language));
        pages.into_iter().map(move |page| frame.html(shell(audience, language), &page).unwrap_or_default())
    };
    Language::ALL.into_iter().flat_map(in_language).collect()
}

/// What is wrong with the samples of a page; nothing when all is well.
pub fn faults<P: Page>(frame: &Frame, audience: Audience) -> Vec<String> {
    let pages = rendered::<P>(frame, audience);
    let none = pages.is_empty().then(|| "the page has no samples".to_owned());
    none.into_iter().chain(pages.iter().flat_map(|html| faults_of(html))).collect()
}

/// The error pages, which belong to no audience alone.
pub fn faults_of_error_pages(frame: &Frame) -> Vec<String> {
    faults::<ErrorPage>(frame, Audience::Portal)
}

fn faults_of(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, fault: &str| {
        if !holds {
            faults.push(format!("{fault}: {}", excerpt(html)));
        }
    };
    check(html.matches("<h1").count() == 1, "not exactly one h1");
    check(html.contains("<html lang=\"de\"") || html.contains("<html lang=\"en\""), "no language");
    check(!html.contains('⟦'), "a text is missing");
    check(!html.contains(" style=") && !html.contains("<script>"), "style or script inside the page");
    check(!html.contains("<title></title>") && !html.contains("<title> –"), "no title");
    check(repeated_id(html).is_none(), "an id stands twice");
    faults
}

/// The part of the page that tells most: around a missing text, else the start of the body.
fn excerpt(html: &str) -> &str {
    let start = html.find('⟦').or_else(|| html.find("<main")).unwrap_or(0);
    let end = html[start..].char_indices().nth(300).map_or(html.len(), |(offset, _)| start + offset);
    &html[start..end]
}

fn repeated_id(html: &str) -> Option<&str> {
    let mut seen = std::collections::BTreeSet::new();
    let ids = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    ids.into_iter().find(|id| !seen.insert(*id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Cookies, Texts};

    /// Whoever meets an error page reads a whole sentence in their language, and a way on.
    #[test]
    fn error_pages_are_whole() {
        let frame = Frame::new(&[], Cookies::Plain).expect("the kit's own catalogue");
        assert_eq!(faults_of_error_pages(&frame), Vec::<String>::new());
        assert_eq!(Texts::gaps(&[crate::TEXTS]), Vec::<String>::new());
    }
}
