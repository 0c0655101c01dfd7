//! A mail server that can be made to hesitate at the worst moment: it has taken a mail and has not said so yet.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};

/// A mail server on this machine.
pub(crate) struct MailServer {
    /// Its port.
    pub(crate) port: u16,
    state: Arc<(Mutex<State>, Condvar)>,
}

#[derive(Debug, Default)]
struct State {
    /// Message-IDs in the order they were taken.
    taken: Vec<String>,
    /// The place of the mail whose answer is held back.
    held: Option<usize>,
}

impl MailServer {
    /// Starts it; the answer to the first mail is held back until [`MailServer::release`].
    pub(crate) fn holding_the_first() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new((Mutex::new(State { taken: Vec::new(), held: Some(0) }), Condvar::new()));
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = shared.clone();
                // A sender that was killed breaks the dialogue off; that is what the tests are for.
                std::thread::spawn(move || drop(dialogue(stream, &state)));
            }
        });
        Self { port, state }
    }

    /// Message-IDs in the order they were taken.
    pub(crate) fn taken(&self) -> Vec<String> {
        self.state.0.lock().expect("nobody panicked").taken.clone()
    }

    /// Answers the mail that is held.
    pub(crate) fn release(&self) {
        self.state.0.lock().expect("nobody panicked").held = None;
        self.state.1.notify_all();
    }
}

/// One connection (RFC 5321), as far as a sender without extensions needs it.
fn dialogue(stream: TcpStream, state: &(Mutex<State>, Condvar)) -> std::io::Result<()> {
    let mut writer = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    writer.write_all(b"220 ready\r\n")?;
    while let Some(line) = lines.next() {
        let line = line?.to_ascii_uppercase();
        let answer: &[u8] = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => b"250-here\r\n250 8BITMIME\r\n",
            "DATA" => {
                writer.write_all(b"354 go on\r\n")?;
                let mail: Vec<String> =
                    lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                take(&mail, state);
                b"250 taken\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 fine\r\n",
        };
        writer.write_all(answer)?;
    }
    Ok(())
}

fn take(mail: &[String], (state, released): &(Mutex<State>, Condvar)) {
    let id = mail.iter().find_map(|line| line.strip_prefix("Message-ID: ")).expect("a mail has a Message-ID");
    let mut state = state.lock().expect("nobody panicked");
    let place = state.taken.len();
    state.taken.push(id.to_owned());
    while state.held == Some(place) {
        state = released.wait(state).expect("nobody panicked");
    }
}
