//! The person at the desk: who the session says it is, or the way to the sign-in page.

use crate::{places, sign_in};
use axum::response::{IntoResponse, Redirect, Response};
use cases::Actor;
use casework::{Refusal, Town};
use kit::{Audience, Failure, Shell, SignedIn, Submitted, Visitor, Web};

/// The cookie of the desk's session.
pub(crate) const SESSION: &str = "fw_staff";

/// A member of staff who is signed in at a town.
pub(crate) struct Clerk {
    pub(crate) town: Town,
    pub(crate) actor: Actor,
    name: String,
    token: String,
}

/// A form on which somebody wrote.
pub(crate) enum Written {
    /// It is sent now.
    Now(Submitted),
    /// It was typed in a session that ended, and is shown again, never sent.
    Before(Submitted),
}

impl Written {
    /// A form that was made for the session there is, unless it came along while somebody signed in.
    pub(crate) fn sent(form: Submitted) -> Self {
        form.brought().map_or(Written::Now(form), Written::Before)
    }

    /// A form that was made for another session.
    pub(crate) fn in_another_session(form: Submitted) -> Self {
        Written::Before(form.brought().unwrap_or(form))
    }
}

/// Why a page of the desk is not shown.
pub(crate) enum Turned {
    /// Nobody is signed in: here is the way.
    ToSignIn(String),
    /// Nobody is signed in any more: here is the page that signs in, with what was typed.
    Over(Box<Response>),
    /// Everything else.
    Away(Failure),
}

impl Clerk {
    /// Lets in whoever is signed in at this town.
    pub(crate) async fn enter(web: &Web, slug: &str, visitor: &Visitor) -> Result<Self, Turned> {
        let town = web.town(slug).await?;
        let session = web.cookie(visitor, SESSION);
        match web.casework.staff(town.tenant, session).await {
            Ok(Actor::Staff(staff)) => Ok(Self {
                town,
                name: staff.name.clone(),
                actor: Actor::Staff(staff),
                token: kit::token_for(session.unwrap_or_default()),
            }),
            Ok(_) | Err(Refusal::NotSignedIn) => {
                Err(Turned::ToSignIn(format!("{}?zu={}", places::sign_in(slug), page_of(&visitor.path))))
            }
            Err(other) => Err(other.into()),
        }
    }

    /// The same for a form, which must have been made for this session.
    pub(crate) async fn enter_with(
        web: &Web,
        slug: &str,
        visitor: &Visitor,
        form: &Submitted,
    ) -> Result<Self, Turned> {
        let clerk = Self::enter(web, slug, visitor).await?;
        web.check_form(form, visitor, SESSION)?;
        Ok(clerk)
    }

    /// The same for a form on which people write: a session that has ended loses nothing of it. What was typed comes along
    /// while somebody signs in again, and then is shown. So is a form that was open while somebody signed in again beside it.
    pub(crate) async fn enter_writing(
        web: &Web,
        slug: &str,
        visitor: &Visitor,
        form: Submitted,
    ) -> Result<(Self, Written), Turned> {
        let clerk = match Self::enter(web, slug, visitor).await {
            Err(Turned::ToSignIn(_)) => {
                let page = sign_in::over(web, slug, visitor, &form).await?;
                return Err(Turned::Over(Box::new(page)));
            }
            entered => entered?,
        };
        Ok(match web.check_form(&form, visitor, SESSION) {
            Ok(()) => (clerk, Written::sent(form)),
            Err(_) => (clerk, Written::in_another_session(form)),
        })
    }

    /// What stands around a page.
    pub(crate) fn shell(&self, visitor: Visitor) -> Shell {
        let sign_out = places::sign_out(&self.town.slug);
        let person = SignedIn { name: self.name.clone(), sign_out, token: self.token.clone() };
        Shell::plain(Audience::Desk, visitor).in_town((&self.town).into()).signed_in(person)
    }

    /// The session that this desk's forms are made for.
    pub(crate) fn session<'a>(&self, web: &Web, visitor: &'a Visitor) -> &'a str {
        web.cookie(visitor, SESSION).unwrap_or_default()
    }

    /// The token that every form of this session carries.
    pub(crate) fn token(&self) -> String {
        self.token.clone()
    }
}

/// The page that holds the form an address belongs to: there a person goes on after signing in.
pub(crate) fn page_of(path: &str) -> String {
    if let Some(draft) = path.strip_suffix("/absenden") {
        return format!("{draft}/pruefen");
    }
    let page = path.split("/aufgabe/").next().unwrap_or(path);
    let page = page.split("/zahlung/").next().unwrap_or(page);
    let page = page.split("/frage/").next().unwrap_or(page);
    let endings = [
        "/wiederholen",
        "/abmelden",
        "/notiz",
        places::SEVERAL,
        places::RESUBMISSION,
        places::DEADLINE,
        places::WITHDRAWAL,
    ];
    endings.iter().find_map(|ending| page.strip_suffix(ending)).unwrap_or(page).to_owned()
}

impl From<Failure> for Turned {
    fn from(failure: Failure) -> Self {
        Turned::Away(failure)
    }
}

impl From<Refusal> for Turned {
    fn from(refusal: Refusal) -> Self {
        Turned::Away(refusal.into())
    }
}

impl IntoResponse for Turned {
    fn into_response(self) -> Response {
        match self {
            Turned::ToSignIn(way) => Redirect::to(&way).into_response(),
            Turned::Over(page) => *page,
            Turned::Away(failure) => failure.into_response(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever was signed out while deciding comes back to the case, not to an address that only takes forms.
    #[test]
    fn the_way_back_is_a_page() {
        assert_eq!(page_of("/amt/stadt/vorgang/ab/aufgabe/cd/erledigen"), "/amt/stadt/vorgang/ab");
        assert_eq!(page_of("/amt/stadt/vorgang/ab/zahlung/cd/bezahlt"), "/amt/stadt/vorgang/ab");
        assert_eq!(page_of("/amt/stadt/vorgang/ab/frage/cd"), "/amt/stadt/vorgang/ab");
        assert_eq!(page_of("/amt/stadt/vorgang/ab/wiederholen"), "/amt/stadt/vorgang/ab");
        assert_eq!(page_of("/amt/stadt/vorgang/ab/wiedervorlage"), "/amt/stadt/vorgang/ab");
        assert_eq!(page_of("/amt/stadt/vorgang/ab/ruecknahme"), "/amt/stadt/vorgang/ab");
        assert_eq!(page_of("/amt/stadt/vorgang/ab/frist"), "/amt/stadt/vorgang/ab");
        assert_eq!(page_of("/amt/stadt/aufgaben/mehrere"), "/amt/stadt/aufgaben");
        assert_eq!(page_of("/amt/stadt/aufgaben"), "/amt/stadt/aufgaben");
        assert_eq!(page_of("/amt/stadt/aufnehmen/ab/absenden"), "/amt/stadt/aufnehmen/ab/pruefen");
        assert_eq!(page_of("/amt/stadt/aufnehmen/ab/3"), "/amt/stadt/aufnehmen/ab/3");
    }
}
