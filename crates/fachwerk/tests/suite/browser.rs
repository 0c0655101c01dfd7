//! A browser without JavaScript that never gives up: cookies, forms, redirects, and every request again until a server
//! has answered it.

use crate::html::Form;
use crate::patience::until;
use crate::program::ANSWER_TIME;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use ureq::http::{HeaderMap, header};

/// Redirects in a row that a browser follows.
const REDIRECTS: usize = 5;

/// What became of the requests of several browsers.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    /// Requests that were answered.
    pub(crate) answered: AtomicU64,
    /// Requests that got no answer, half of one, or one that says that something broke, although there was a connection.
    pub(crate) cut_off: AtomicU64,
}

/// A browser.
pub(crate) struct Browser {
    agent: ureq::Agent,
    addresses: Vec<String>,
    turn: usize,
    cookies: BTreeMap<String, String>,
    /// Every cookie it was told to keep or forget, as it was told.
    pub(crate) told_to_keep: Vec<String>,
    traffic: Arc<Traffic>,
    faults: Faults,
}

/// What a browser makes of an answer that says that something broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Faults {
    /// The program must not break.
    AreMistakes,
    /// The database is being pulled away; the person tries again.
    AreNoAnswers,
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Page {
    /// Path and query it was found at.
    pub(crate) path: String,
    /// The status.
    pub(crate) status: u16,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
    /// What stands above them.
    pub(crate) headers: HeaderMap,
    /// Where it leads on, on this server.
    pub(crate) location: Option<String>,
}

impl Page {
    /// The bytes as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The form whose address ends so.
    pub(crate) fn form(&self, ending: &str) -> Option<Form> {
        Form::all(&self.text()).into_iter().find(|form| form.action.ends_with(ending))
    }

    /// The page, which must be one that was found.
    pub(crate) fn found(self) -> Self {
        assert_eq!(self.status, 200, "{}: {}", self.path, self.text());
        self
    }
}

impl Browser {
    /// A fresh one; several addresses are asked in turn, as behind a load balancer.
    pub(crate) fn new(addresses: &[&str]) -> Self {
        let config = ureq::Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(ANSWER_TIME));
        Self {
            agent: config.build().new_agent(),
            addresses: addresses.iter().map(|address| (*address).to_owned()).collect(),
            turn: 0,
            cookies: BTreeMap::new(),
            told_to_keep: Vec::new(),
            traffic: Arc::default(),
            faults: Faults::AreMistakes,
        }
    }

    /// Counts its requests here.
    pub(crate) fn counting(mut self, traffic: &Arc<Traffic>) -> Self {
        self.traffic = traffic.clone();
        self
    }

    /// Tries again when something broke, as long as the database is being pulled away.
    pub(crate) fn bearing_faults(mut self) -> Self {
        self.faults = Faults::AreNoAnswers;
        self
    }

    /// Opens an address and follows redirects.
    pub(crate) fn open(&mut self, path: &str) -> Page {
        let page = self.answer(path, None);
        self.follow(page)
    }

    /// Presses a button of the form whose address ends so, after typing.
    pub(crate) fn press(
        &mut self,
        page: &Page,
        ending: &str,
        button: Option<&str>,
        typed: &[(&str, &str)],
    ) -> Page {
        let form = page.form(ending);
        let mut form = form.unwrap_or_else(|| panic!("no form …{ending} at {}:\n{}", page.path, page.text()));
        typed.iter().for_each(|(name, value)| form.type_in(name, value));
        let action = form.action.clone();
        let page = self.answer(&action, Some(&form.pressed(button)));
        self.follow(page)
    }

    fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..REDIRECTS {
            let Some(location) = page.location.take() else { return page };
            page = self.answer(&location, None);
        }
        panic!("redirected for ever at {}", page.path)
    }

    /// Asks until somebody answers; "busy" is no answer.
    fn answer(&mut self, path: &str, form: Option<&[(String, String)]>) -> Page {
        let page = until(&format!("an answer to {path}"), || {
            let bears_faults = self.faults == Faults::AreNoAnswers;
            let page = match self.ask(path, form) {
                Err(error) if is_refused(&error) => return None,
                Ok(page) if page.status != 500 || !bears_faults => Some(page),
                _ => None,
            };
            let cut_off = u64::from(page.is_none());
            self.traffic.cut_off.fetch_add(cut_off, Ordering::Relaxed);
            page.filter(|page| page.status != 503)
        });
        assert!(page.status < 500, "{path}: {} {}", page.status, page.text());
        self.traffic.answered.fetch_add(1, Ordering::Relaxed);
        page
    }

    /// Asks once.
    pub(crate) fn ask(&mut self, path: &str, form: Option<&[(String, String)]>) -> Result<Page, ureq::Error> {
        self.turn += 1;
        let address = self.addresses[self.turn % self.addresses.len()].clone();
        let url = format!("http://{address}{path}");
        let cookies = self.cookie_header();
        let mut response = match form {
            None => self.agent.get(&url).header(header::COOKIE, &cookies).call()?,
            Some(fields) => self
                .agent
                .post(&url)
                .header(header::COOKIE, &cookies)
                .header(header::ORIGIN, format!("http://{address}"))
                .send_form(fields.iter().map(|(name, value)| (name, value)))?,
        };
        let bytes = response.body_mut().read_to_vec()?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        self.keep_cookies(&headers);
        let location = location(&headers, &address);
        Ok(Page { path: path.to_owned(), status, bytes, headers, location })
    }

    /// Sends a form and follows redirects.
    pub(crate) fn send(&mut self, path: &str, fields: &[(String, String)]) -> Page {
        let page = self.answer(path, Some(fields));
        self.follow(page)
    }

    /// The same person at the same moment: what this one is answered changes nothing for the other.
    pub(crate) fn twin(&self) -> Self {
        Self { cookies: self.cookies.clone(), ..self.stranger() }
    }

    /// All cookies by name.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cookies.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A cookie; empty when there is none.
    pub(crate) fn cookie(&self, name: &str) -> &str {
        self.cookies.get(name).map_or("", String::as_str)
    }

    /// Another person at the same address, without these cookies.
    pub(crate) fn stranger(&self) -> Self {
        let addresses: Vec<&str> = self.addresses.iter().map(String::as_str).collect();
        Self::new(&addresses)
    }

    /// Another window of the same browser, with the cookies of this moment.
    pub(crate) fn second_window(&self) -> Self {
        Self { cookies: self.cookies.clone(), ..self.stranger() }
    }

    /// Sends a form in parts, as browsers do when it holds files, and follows redirects.
    pub(crate) fn send_parts(&mut self, path: &str, boundary: &str, mut body: impl Read) -> Page {
        let address = &self.addresses[0];
        let request = self
            .agent
            .post(format!("http://{address}{path}"))
            .header(header::COOKIE, &self.cookie_header())
            .header(header::ORIGIN, format!("http://{address}"))
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"));
        let mut response = request.send(ureq::SendBody::from_reader(&mut body)).expect("an answer");
        let bytes = response.body_mut().read_to_vec().expect("a body");
        let (headers, status) = (response.headers().clone(), response.status().as_u16());
        let location = location(&headers, address);
        let page = Page { path: path.to_owned(), status, bytes, headers, location };
        self.follow(page)
    }

    /// The cookies as the browser sends them.
    pub(crate) fn cookie_header(&self) -> String {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        cookies.join("; ")
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            self.told_to_keep.push(cookie.to_owned());
            let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
            let Some((name, value)) = pair.split_once('=') else { continue };
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// Where an answer leads on; an address of this server without its host.
fn location(headers: &HeaderMap, address: &str) -> Option<String> {
    let to = headers.get(header::LOCATION)?.to_str().ok()?;
    Some(to.strip_prefix(&format!("http://{address}")).unwrap_or(to).to_owned())
}

/// Nobody listens: the request never reached a server.
fn is_refused(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::ConnectionFailed => true,
        ureq::Error::Io(error) => error.kind() == ErrorKind::ConnectionRefused,
        _ => false,
    }
}
