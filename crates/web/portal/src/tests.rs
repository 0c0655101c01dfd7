//! Every page of the portal in every language.

use crate::{
    account, demo_checkout, demo_post, done, known, later, legal, place_list, status, status_form, town,
    towns, withdraw,
};
use kit::wizard::{SummaryPage, WizardPage};
use kit::{Audience, Cookies, Frame, samples};

fn frame() -> Frame {
    Frame::new(&[forms::TEXTS, crate::TEXTS], Cookies::Plain).expect("the catalogues of the portal")
}

/// Nobody meets a page with a missing sentence, two headings of the first rank or no language.
#[test]
fn every_page_is_whole_in_every_language() {
    let frame = frame();
    let portal = Audience::Portal;
    let faults = [
        samples::faults::<towns::TownsPage>(&frame, portal),
        samples::faults::<town::TownPage>(&frame, portal),
        samples::faults::<known::KnownPage>(&frame, portal),
        samples::faults::<known::NotOnlinePage>(&frame, portal),
        samples::faults::<place_list::PlaceListPage>(&frame, portal),
        samples::faults::<legal::TextPage>(&frame, portal),
        samples::faults::<legal::BarrierPage>(&frame, portal),
        samples::faults::<crate::service::ServiceInTown>(&frame, portal),
        samples::faults::<WizardPage>(&frame, portal),
        samples::faults::<later::LaterPage>(&frame, portal),
        samples::faults::<SummaryPage>(&frame, portal),
        samples::faults::<done::DonePage>(&frame, portal),
        samples::faults::<status_form::StatusFormPage>(&frame, portal),
        samples::faults::<status::CaseStatusPage>(&frame, portal),
        samples::faults::<withdraw::WithdrawPage>(&frame, portal),
        samples::faults::<kit::letter::LetterOnScreen>(&frame, portal),
        samples::faults::<demo_checkout::DemoCheckoutPage>(&frame, portal),
        samples::faults::<account::form::AccountPage>(&frame, portal),
        samples::faults::<account::mine::MinePage>(&frame, portal),
        samples::faults::<account::postbox::PostboxPage>(&frame, portal),
        samples::faults::<demo_post::TrayPage>(&frame, portal),
        samples::faults::<demo_post::MailPage>(&frame, portal),
        samples::faults::<account::eid_demo::EidDemoPage>(&frame, portal),
    ];
    assert_eq!(faults.concat(), Vec::<String>::new());
    assert_eq!(kit::Texts::gaps(&[crate::TEXTS]), Vec::<String>::new());
}

/// A person can go back, pause and send by pressing Enter, without a script: the first button of the form is "Weiter".
#[test]
fn the_enter_key_goes_on() {
    let pages = samples::rendered::<WizardPage>(&frame(), Audience::Portal);
    for page in &pages {
        let first = page.split("<button").nth(1).expect("a form has buttons");
        assert!(first.contains("value=\"next\""), "{first}");
        for action in ["back", "later"] {
            assert!(page.contains(&format!("name=\"action\" value=\"{action}\"")), "{page}");
        }
    }
    assert!(pages[1].contains("data-error-summary"), "{}", pages[1]);
    assert!(pages[0].contains("Schritt 2 von 3"), "{}", pages[0]);
}
