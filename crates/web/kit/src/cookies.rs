//! Cookies as plain functions: how they are named, set and removed. What a cookie's value means is not known here.

use std::collections::BTreeMap;

/// The cookie of a citizen who is signed in; every page of the portal shows it.
pub const CITIZEN: &str = "fw_citizen";

/// How long a cookie lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifetime {
    /// Until the browser is closed.
    Browser,
    /// This many seconds.
    Seconds(u32),
    /// It ends now.
    Ended,
}

/// Whether cookies travel over TLS only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookies {
    /// `__Host-` names (RFC 6265bis, section 4.1.3.2) and `Secure`: every installation that serves people.
    Secure,
    /// Plain names, for the demo on loopback without TLS.
    Plain,
}

impl Cookies {
    /// The name as the browser knows it.
    pub fn name(self, name: &str) -> String {
        match self {
            Cookies::Secure => format!("__Host-{name}"),
            Cookies::Plain => name.to_owned(),
        }
    }

    /// The value of a `Set-Cookie` header. `SameSite=Lax`: the session survives the way back from a payment or an eID.
    pub fn set(self, name: &str, value: &str, lifetime: Lifetime) -> String {
        let secure = if self == Cookies::Secure { "; Secure" } else { "" };
        let age = match lifetime {
            Lifetime::Browser => String::new(),
            Lifetime::Seconds(seconds) => format!("; Max-Age={seconds}"),
            Lifetime::Ended => "; Max-Age=0".to_owned(),
        };
        format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", self.name(name))
    }
}

/// The cookies of a request, by the name the browser knows.
pub(crate) fn read(header: &str) -> BTreeMap<String, String> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of another host can neither set nor read the session of a citizen.
    #[test]
    fn outside_the_demo_cookies_are_bound_to_the_host() {
        let set = Cookies::Secure.set("guest", "a1", Lifetime::Seconds(60));
        assert_eq!(set, "__Host-guest=a1; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
        assert_eq!(
            Cookies::Plain.set("guest", "", Lifetime::Ended),
            "guest=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
        assert_eq!(read("a=1; b=x=y;c").get("b").map(String::as_str), Some("x=y"));
    }
}
