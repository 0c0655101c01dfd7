//! Every page of the desk in every language.

use crate::{
    case, entry, link, migration, print_tray, records, search, second_factor, sign_in, stuck, undelivered,
    work_list,
};
use kit::{Audience, Cookies, Frame, samples};

/// No caseworker meets a page with a missing sentence, two headings of the first rank or no language.
#[test]
fn every_page_is_whole_in_every_language() {
    let catalogues = [forms::TEXTS, crate::TEXTS];
    let frame = Frame::new(&catalogues, Cookies::Plain).expect("the catalogues of the desk");
    let faults = [
        samples::faults::<sign_in::SignInPage>(&frame, Audience::Desk),
        samples::faults::<second_factor::CodePage>(&frame, Audience::Desk),
        samples::faults::<second_factor::RecoveryPage>(&frame, Audience::Desk),
        samples::faults::<link::PasswordPage>(&frame, Audience::Desk),
        samples::faults::<work_list::WorkListPage>(&frame, Audience::Desk),
        samples::faults::<case::CaseFile>(&frame, Audience::Desk),
        samples::faults::<search::SearchPage>(&frame, Audience::Desk),
        samples::faults::<records::RegisterPage>(&frame, Audience::Desk),
        samples::faults::<records::RecordFile>(&frame, Audience::Desk),
        samples::faults::<entry::EntryListPage>(&frame, Audience::Desk),
        samples::faults::<entry::EnteredPage>(&frame, Audience::Desk),
        samples::faults::<print_tray::PrintTrayPage>(&frame, Audience::Desk),
        samples::faults::<stuck::StuckFile>(&frame, Audience::Desk),
        samples::faults::<migration::MigrationFile>(&frame, Audience::Desk),
        samples::faults::<migration::OutdatedPage>(&frame, Audience::Desk),
        samples::faults::<undelivered::UndeliveredList>(&frame, Audience::Desk),
        samples::faults::<undelivered::UndeliveredFile>(&frame, Audience::Desk),
        samples::faults::<kit::letter::LetterOnScreen>(&frame, Audience::Desk),
    ];
    assert_eq!(faults.concat(), Vec::<String>::new());
    assert_eq!(kit::Texts::gaps(&[crate::TEXTS]), Vec::<String>::new());
}
