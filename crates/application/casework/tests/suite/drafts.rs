//! What was typed is never lost: two tabs, the back button, a session that ends in the midst of a page.

use crate::office::{Office, on_both_databases, typed};
use cases::Actor;
use casework::{DraftOwner, PageAsked, Refusal, ShowProblems};
use forms::{RawAnswers, SentPage};
use values::{DraftId, Language};

on_both_databases!(an_ended_session_loses_nothing, the_later_of_two_tabs_counts);

const FIRST_PAGE: PageAsked = PageAsked { index: 0, language: Language::De, problems: ShowProblems::No };

async fn answers(office: &Office, actor: &Actor, draft: DraftId) -> RawAnswers {
    office.casework.summary(actor, &office.town, draft, Language::De).await.expect("their draft").answers
}

/// Whoever signs in again finds what they sent after their session had ended; the key of the page opens nothing and fits
/// no other draft, and an application that was sent stays as it was.
async fn an_ended_session_loses_nothing(office: Office) {
    let (guest, draft) = office.filled_draft("Bello").await;
    let page = office.casework.draft_page(&guest, &office.town, draft, FIRST_PAGE).await.expect("the page");
    let key = page.draft.parking_key;
    let sent = SentPage::from(typed(&[("keeper.first_name", "Eva")]));
    let park = |draft, key: String| {
        let (casework, town, sent) = (office.casework.clone(), office.town.clone(), sent.clone());
        async move { casework.park_page(&town, (draft, &key), FIRST_PAGE, &sent).await }
    };
    assert_eq!(park(draft, "0".repeat(64)).await, Err(Refusal::NotFound));
    let (_, other) = office.filled_draft("Rex").await;
    assert_eq!(park(other, key.clone()).await, Err(Refusal::NotFound));
    assert_eq!(answers(&office, &guest, draft).await.get("keeper.first_name"), ["Erika"]);
    assert_eq!(park(draft, key.clone()).await, Ok(DraftOwner::Browser));
    let stored = answers(&office, &guest, draft).await;
    assert_eq!(
        (stored.get("keeper.first_name"), stored.get("dog.name")),
        (["Eva".to_owned()].as_slice(), ["Bello".to_owned()].as_slice())
    );
    let (sent_by, sent_draft) = office.filled_draft("Luna").await;
    let page =
        office.casework.draft_page(&sent_by, &office.town, sent_draft, FIRST_PAGE).await.expect("the page");
    office
        .casework
        .submit_application(&sent_by, &office.town, sent_draft, Language::De)
        .await
        .expect("it is sent");
    assert_eq!(park(sent_draft, page.draft.parking_key).await, Err(Refusal::NotFound));
}

/// Of two tabs with the same page the later one counts, and neither touches what stands on another page.
async fn the_later_of_two_tabs_counts(office: Office) {
    let (guest, draft) = office.filled_draft("Bello").await;
    for name in ["Eva", "Erna"] {
        let sent = typed(&[("keeper.first_name", name), ("keeper.last_name", "Muster")]);
        office.casework.save_page(&guest, &office.town, draft, FIRST_PAGE, sent).await.expect("it is saved");
    }
    let stored = answers(&office, &guest, draft).await;
    assert_eq!(stored.get("keeper.first_name"), ["Erna"]);
    assert_eq!(stored.get("dog.name"), ["Bello"]);
}
