//! Signing in takes a password and a code, and neither helps without the other.

use crate::office::{ADDRESS, Office, PASSWORD, on_both_databases, town};
use casework::{NewStaff, Refusal, SecondStep};
use identity::TotpSecret;
use jiff::SignedDuration;
use std::collections::BTreeSet;

on_both_databases!(
    a_password_alone_opens_nothing,
    the_first_code_teaches_the_app,
    a_lost_phone_locks_nobody_out,
    guessing_codes_takes_for_ever,
    a_link_counts_once,
    a_new_password_ends_what_the_old_one_opened,
    nobody_stays_signed_in_at_an_empty_desk,
    a_reset_ends_what_the_lost_phone_opened,
);

fn krause(password: &str) -> NewStaff {
    NewStaff {
        login: "krause".to_owned(),
        name: "Frau Krause".to_owned(),
        password: password.to_owned(),
        groups: BTreeSet::new(),
        roles: BTreeSet::new(),
    }
}

fn wrong_code(refused: Result<casework::SignedIn, Refusal>) -> bool {
    matches!(refused, Err(Refusal::Problems(problems)) if problems[0].key == "staff-code-wrong")
}

/// Whoever steals a caseworker's password sees nothing: half a sign-in is none, neither here nor in another town; and a
/// code that somebody has watched being typed is worth nothing.
async fn a_password_alone_opens_nothing(office: Office) {
    let clerk = office.staff("weber", &["steueramt"], &[]).await;
    assert_eq!(clerk.kind(), "staff");
    let half = office.casework.sign_in(&office.town, "weber", PASSWORD, ADDRESS).await.expect("a half");
    let refused = office.casework.staff(office.town.tenant, Some(&half)).await;
    assert_eq!(refused, Err(Refusal::NotSignedIn));
    let again = office.casework.finish_sign_in(&office.town, Some(&half), &office.code()).await;
    assert!(wrong_code(again), "the code was used before");
    let elsewhere = town(&office.casework, "anderswo").await;
    office.wait(SignedDuration::from_secs(30));
    let abroad = office.casework.finish_sign_in(&elsewhere, Some(&half), &office.code()).await;
    assert_eq!(abroad, Err(Refusal::NotSignedIn));
    let code = office.code();
    assert_eq!(office.casework.finish_sign_in(&office.town, None, &code).await, Err(Refusal::NotSignedIn));
    office.wait(SignedDuration::from_mins(11));
    let late = office.casework.finish_sign_in(&office.town, Some(&half), &office.code()).await;
    assert_eq!(late, Err(Refusal::NotSignedIn), "half a sign-in does not wait for ever");
}

/// A new colleague is shown a secret until her app has proved to know it, and never again.
async fn the_first_code_teaches_the_app(office: Office) {
    office.casework.add_staff(office.town.tenant, krause(PASSWORD)).await.expect("added");
    let half = office.casework.sign_in(&office.town, "krause", PASSWORD, ADDRESS).await.expect("a half");
    let step = office.casework.second_step(&office.town, Some(&half)).await.expect("the second step");
    let SecondStep::Enrol(enrolment) = step else { panic!("the app knows nothing yet") };
    assert!(enrolment.address.contains(&enrolment.secret));
    assert!(!format!("{enrolment:?}").contains(&enrolment.secret), "secrets stay out of logs");
    assert!(wrong_code(office.casework.finish_sign_in(&office.town, Some(&half), "000000").await));
    let secret = TotpSecret::from_text(&enrolment.secret).expect("a readable secret");
    let code = secret.code(office.seconds());
    let signed_in = office.casework.finish_sign_in(&office.town, Some(&half), &code).await;
    assert_eq!(signed_in.expect("the app knows it").recovery.len(), 8);
    let half = office.casework.sign_in(&office.town, "krause", PASSWORD, ADDRESS).await.expect("a half");
    let step = office.casework.second_step(&office.town, Some(&half)).await.expect("the second step");
    assert_eq!(step, SecondStep::Code);
}

/// Whoever has lost the phone gets in with a recovery code, once for each; without those the administration starts anew.
async fn a_lost_phone_locks_nobody_out(office: Office) {
    office.casework.add_staff(office.town.tenant, krause(PASSWORD)).await.expect("added");
    let half = office.casework.sign_in(&office.town, "krause", PASSWORD, ADDRESS).await.expect("a half");
    let step = office.casework.second_step(&office.town, Some(&half)).await.expect("the second step");
    let SecondStep::Enrol(enrolment) = step else { panic!("the app knows nothing yet") };
    let code = TotpSecret::from_text(&enrolment.secret).expect("readable").code(office.seconds());
    let signed_in = office.casework.finish_sign_in(&office.town, Some(&half), &code).await;
    let codes = signed_in.expect("the code fits").recovery;
    for (attempt, is_fine) in [(codes[0].to_lowercase(), true), (codes[0].clone(), false)] {
        let half = office.casework.sign_in(&office.town, "krause", PASSWORD, ADDRESS).await.expect("a half");
        let tried = office.casework.finish_sign_in(&office.town, Some(&half), &attempt).await;
        assert_eq!(tried.is_ok(), is_fine, "{tried:?}");
    }
    office.casework.reset_second_factor(office.town.tenant, "krause").await.expect("reset");
    let half = office.casework.sign_in(&office.town, "krause", PASSWORD, ADDRESS).await.expect("a half");
    let step = office.casework.second_step(&office.town, Some(&half)).await.expect("the second step");
    let SecondStep::Enrol(anew) = step else { panic!("it was reset") };
    assert_ne!(anew.secret, enrolment.secret);
}

/// A thief with the password cannot try a million codes, not even by waiting until the program tidies up.
async fn guessing_codes_takes_for_ever(office: Office) {
    office.staff("weber", &["steueramt"], &[]).await;
    let half = office.casework.sign_in(&office.town, "weber", PASSWORD, ADDRESS).await.expect("a half");
    for _ in 0..6 {
        assert!(wrong_code(office.casework.finish_sign_in(&office.town, Some(&half), "123456").await));
    }
    let slowed = office.casework.finish_sign_in(&office.town, Some(&half), "123456").await;
    assert!(matches!(slowed, Err(Refusal::Throttled { .. })), "{slowed:?}");
    office.wait(SignedDuration::from_mins(1));
    office.casework.forget_expired().await.expect("it tidies up");
    assert!(wrong_code(office.casework.finish_sign_in(&office.town, Some(&half), "123456").await));
    let still = office.casework.finish_sign_in(&office.town, Some(&half), "123456").await;
    assert!(matches!(still, Err(Refusal::Throttled { .. })), "the wrong ones before still count: {still:?}");
}

/// Whoever leaves the desk is signed out after an hour; whoever works goes on, but no longer than a working day.
async fn nobody_stays_signed_in_at_an_empty_desk(office: Office) {
    let (casework, tenant) = (&office.casework, office.town.tenant);
    let session = signed_in(&office, "weber").await;
    for _ in 0..11 {
        office.wait(SignedDuration::from_mins(50));
        let Ok(_) = casework.staff(tenant, Some(&session)).await else { panic!("somebody is working") };
    }
    office.wait(SignedDuration::from_mins(50));
    assert_eq!(casework.staff(tenant, Some(&session)).await, Err(Refusal::NotSignedIn), "ten hours are over");
    let session = signed_in(&office, "kaya").await;
    office.wait(SignedDuration::from_mins(61));
    assert_eq!(casework.staff(tenant, Some(&session)).await, Err(Refusal::NotSignedIn));
}

/// Whoever finds the lost phone unlocked is out as soon as the administration resets the second factor.
async fn a_reset_ends_what_the_lost_phone_opened(office: Office) {
    let (casework, tenant) = (&office.casework, office.town.tenant);
    let session = signed_in(&office, "weber").await;
    assert!(casework.staff(tenant, Some(&session)).await.is_ok());
    casework.reset_second_factor(tenant, "weber").await.expect("reset");
    assert_eq!(casework.staff(tenant, Some(&session)).await, Err(Refusal::NotSignedIn));
}

/// The session of somebody who has passed both steps.
async fn signed_in(office: &Office, login: &str) -> String {
    office.staff(login, &["steueramt"], &[]).await;
    office.wait(SignedDuration::from_secs(30));
    let half = office.casework.sign_in(&office.town, login, PASSWORD, ADDRESS).await.expect("a half");
    let done = office.casework.finish_sign_in(&office.town, Some(&half), &office.code()).await;
    done.expect("in").session
}

/// A link that was meant for one person sets one password, in one town, and then is dead.
async fn a_link_counts_once(office: Office) {
    office.casework.add_staff(office.town.tenant, krause("")).await.expect("added");
    let before = office.casework.sign_in(&office.town, "krause", "", ADDRESS).await;
    assert_eq!(before, Err(Refusal::NotSignedIn), "no password is not an empty one");
    let link = office.casework.link_for_staff(office.town.tenant, "krause").await.expect("a link");
    let elsewhere = town(&office.casework, "anderswo").await;
    let abroad = office.casework.choose_password(&elsewhere, &link, PASSWORD).await;
    assert_eq!(abroad, Err(Refusal::NotFound));
    let short = office.casework.choose_password(&office.town, &link, "kurz").await;
    assert!(matches!(short, Err(Refusal::Problems(_))), "{short:?}");
    office.casework.choose_password(&office.town, &link, PASSWORD).await.expect("chosen");
    let again = office.casework.choose_password(&office.town, &link, "another long password").await;
    assert_eq!(again, Err(Refusal::NotFound));
    office.casework.sign_in(&office.town, "krause", PASSWORD, ADDRESS).await.expect("it is the password");
}

/// A clerk who fears that somebody knows the password chooses another, and whoever was signed in with the old one, here
/// or half way, is out; so is a second link that lies in some mailbox.
async fn a_new_password_ends_what_the_old_one_opened(office: Office) {
    let casework = &office.casework;
    let (tenant, town) = (office.town.tenant, &office.town);
    office.staff("weber", &["steueramt"], &[]).await;
    office.wait(SignedDuration::from_secs(30));
    let half = casework.sign_in(town, "weber", PASSWORD, ADDRESS).await.expect("a half");
    let session = casework.finish_sign_in(town, Some(&half), &office.code()).await.expect("in").session;
    assert_ne!(session, half, "a token that was known before opens nothing");
    assert_eq!(casework.second_step(town, Some(&half)).await, Err(Refusal::NotSignedIn), "and is gone");
    let half = casework.sign_in(town, "weber", PASSWORD, ADDRESS).await.expect("a half");
    let first = casework.link_for_staff(tenant, "weber").await.expect("a link");
    let second = casework.link_for_staff(tenant, "weber").await.expect("a link");
    assert!(casework.staff(tenant, Some(&session)).await.is_ok());
    casework.choose_password(town, &first, "drei andere lange Wörter").await.expect("chosen");
    assert_eq!(casework.staff(tenant, Some(&session)).await, Err(Refusal::NotSignedIn));
    assert_eq!(casework.second_step(town, Some(&half)).await, Err(Refusal::NotSignedIn));
    let again = casework.choose_password(town, &second, "noch drei lange Wörter").await;
    assert_eq!(again, Err(Refusal::NotFound));
    let signed_out = office.staff("kaya", &["steueramt"], &[]).await;
    assert_eq!(signed_out.kind(), "staff");
    office.wait(SignedDuration::from_secs(30));
    let half = casework.sign_in(town, "kaya", PASSWORD, ADDRESS).await.expect("a half");
    let session = casework.finish_sign_in(town, Some(&half), &office.code()).await.expect("in").session;
    office.wait(SignedDuration::from_mins(50));
    assert!(casework.staff(tenant, Some(&session)).await.is_ok());
    let elsewhere = casework.sign_in(town, "kaya", PASSWORD, ADDRESS).await.expect("a half");
    casework.sign_out(Some(&session)).await.expect("out");
    assert_eq!(casework.staff(tenant, Some(&session)).await, Err(Refusal::NotSignedIn), "out is out");
    let session = casework.finish_sign_in(town, Some(&elsewhere), &office.code()).await.expect("in").session;
    office.wait(SignedDuration::from_hours(11));
    assert_eq!(casework.staff(tenant, Some(&session)).await, Err(Refusal::NotSignedIn), "a day ends");
}
