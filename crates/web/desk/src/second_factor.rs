//! Signing in, the second step: the code of an app; the first time the app learns its secret here.

use crate::sign_in::Carried;
use crate::{clerk, places, sign_in};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use casework::{Enrolment, Refusal, SecondStep};
use kit::{Audience, Failure, Lifetime, Page, Shell, Submitted, Visitor, Web, Words};

/// The cookie of somebody who has shown a password, but no second factor yet.
pub(crate) const HALF: &str = "fw_staff_half";

/// `GET /amt/{slug}/anmelden/code`.
pub(crate) async fn show(
    State(web): State<Web>,
    Path(slug): Path<String>,
    Query(wanted): Query<sign_in::Wanted>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    asked(&web, (slug, wanted.zu, Carried::default()), visitor, None).await
}

/// The page that asks for the code, with what had been typed when a session was over.
pub(crate) async fn asked_with(
    web: &Web,
    (slug, wanted, carried): (String, String, Carried),
    visitor: Visitor,
) -> Result<Response, Failure> {
    asked(web, (slug, wanted, carried), visitor, None).await
}

/// `POST /amt/{slug}/anmelden/code`.
pub(crate) async fn check(
    State(web): State<Web>,
    Path(slug): Path<String>,
    visitor: Visitor,
    form: Submitted,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let half = web.cookie(&visitor, HALF);
    web.check_form(&form, &visitor, HALF)?;
    let way = sign_in::way(&slug, form.get("zu"));
    let carried = Carried::by(&form);
    match web.casework.finish_sign_in(&town, half, form.get("code")).await {
        Ok(signed_in) => {
            let forget = web.frame.set_cookie(HALF, "", Lifetime::Ended);
            let session = web.frame.set_cookie(clerk::SESSION, &signed_in.session, Lifetime::Browser);
            let mut response = if !carried.is_empty() && signed_in.recovery.is_empty() {
                // The browser sends this form once more, to where what was typed belongs.
                Redirect::temporary(&sign_in::way(&slug, &carried.form)).into_response()
            } else if signed_in.recovery.is_empty() {
                Redirect::to(&way).into_response()
            } else {
                let words = web.frame.words(visitor.language);
                let page = RecoveryPage { words, codes: signed_in.recovery, way };
                web.page(Shell::plain(Audience::Desk, visitor).in_town((&town).into()), &page)
            };
            // Appended one by one: extending would put one cookie in the place of the other.
            for (name, value) in session.into_iter().chain(forget) {
                response.headers_mut().append(name, value);
            }
            Ok(response)
        }
        Err(Refusal::NotSignedIn) if !carried.is_empty() => {
            sign_in::anew(&web, &slug, &visitor, (way, carried)).await
        }
        Err(Refusal::NotSignedIn) => Ok(to_first_step(&slug, &way)),
        Err(refusal) => {
            let problem = said(&web.frame.words(visitor.language), refusal)?;
            let mut shown = asked(&web, (slug, way, carried), visitor, Some(problem)).await?;
            *shown.status_mut() = StatusCode::FORBIDDEN;
            Ok(shown)
        }
    }
}

/// The page that asks for the code; whoever waited too long begins again.
async fn asked(
    web: &Web,
    (slug, wanted, carried): (String, String, Carried),
    visitor: Visitor,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let town = web.town(&slug).await?;
    let half = web.cookie(&visitor, HALF);
    let step = match web.casework.second_step(&town, half).await {
        Err(Refusal::NotSignedIn) => return Ok(to_first_step(&slug, &wanted)),
        step => step?,
    };
    let token = kit::token_for(half.unwrap_or_default());
    let words = web.frame.words(visitor.language);
    let page = CodePage { words, slug, wanted, token, enrolment: shown(step), problem, carried };
    Ok(web.page(Shell::plain(Audience::Desk, visitor).in_town((&town).into()), &page))
}

fn to_first_step(slug: &str, wanted: &str) -> Response {
    let way = if wanted.is_empty() { String::new() } else { sign_in::way(slug, wanted) };
    Redirect::to(&places::with_way(&places::sign_in(slug), &way)).into_response()
}

fn said(words: &Words, refusal: Refusal) -> Result<String, Failure> {
    match refusal {
        Refusal::Problems(problems) => Ok(problems.iter().map(|problem| words.problem(problem)).collect()),
        other => sign_in::said(words, other),
    }
}

/// The secret as the page shows it.
struct Shown {
    picture: Option<String>,
    /// In groups of four, for typing.
    secret: String,
    address: String,
}

fn shown(step: SecondStep) -> Option<Shown> {
    let SecondStep::Enrol(Enrolment { secret, address }) = step else { return None };
    let grouped: Vec<String> =
        secret.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    Some(Shown { picture: kit::qr_image(&address), secret: grouped.join(" "), address })
}

#[derive(Template)]
#[template(path = "second_factor.html")]
pub(crate) struct CodePage {
    words: Words,
    slug: String,
    wanted: String,
    token: String,
    enrolment: Option<Shown>,
    problem: Option<String>,
    carried: Carried,
}

impl CodePage {
    fn action(&self) -> String {
        places::second_factor(&self.slug)
    }

    fn heading(&self) -> String {
        self.words.of(if self.enrolment.is_some() { "desk-enrol-title" } else { "desk-code-title" })
    }
}

impl Page for CodePage {
    fn title(&self) -> String {
        self.heading()
    }

    fn samples(words: &Words) -> Vec<Self> {
        let page = |step, problem| CodePage {
            words: words.clone(),
            slug: "musterstadt".into(),
            wanted: "/amt/musterstadt/aufgaben".into(),
            token: "0".into(),
            enrolment: shown(step),
            problem,
            carried: Carried { form: "/a".into(), fields: vec![("getippt:note".into(), "Text".into())] },
        };
        let enrolment = Enrolment { secret: "GEZDGNBVGY3TQOJQ".into(), address: "otpauth://totp/a".into() };
        vec![
            page(SecondStep::Code, Some(words.of("desk-sign-in-wrong"))),
            page(SecondStep::Enrol(enrolment), None),
        ]
    }
}

/// The codes for the day the phone is gone, shown this once.
#[derive(Template)]
#[template(path = "recovery.html")]
pub(crate) struct RecoveryPage {
    words: Words,
    codes: Vec<String>,
    way: String,
}

impl Page for RecoveryPage {
    fn title(&self) -> String {
        self.words.of("desk-recovery-title")
    }

    fn samples(words: &Words) -> Vec<Self> {
        vec![RecoveryPage {
            words: words.clone(),
            codes: vec!["ABCDE-FGHJK".into(), "LMNPQ-RSTUV".into()],
            way: "/amt/musterstadt/aufgaben".into(),
        }]
    }
}
