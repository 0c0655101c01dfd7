//! The end of a process that is asked to end: whoever is being served is served to the end.

use crate::browser::Browser;
use crate::installation::{Backend, Installation, free_address, on_both_databases};
use crate::patience::until;
use crate::program::ANSWER_TIME;
use crate::story;
use std::io::{Read, Write};
use std::net::TcpStream;

on_both_databases!(an_update_at_the_worst_moment);

/// A citizen presses "send" at the moment at which the operator updates the program: the answer comes, the application is
/// there, and a browser that only keeps its connection open holds nobody up.
fn an_update_at_the_worst_moment(backend: Backend) {
    let installation = Installation::with_town(backend, "ending");
    let address = free_address();
    let mut server = installation.serve(&address, &[]);
    let mut browser = Browser::new(&[&address]);
    let summary = story::fill_in(&mut browser, "Bello");
    let form = summary.form("/absenden").expect("the button to send");
    let action = form.action.clone();
    let body: Vec<String> =
        form.pressed(None).iter().map(|(name, value)| format!("{name}={value}")).collect();
    let body = body.join("&");

    let mut connection = TcpStream::connect(&address).expect("a connection");
    connection.set_read_timeout(Some(ANSWER_TIME)).expect("a time limit");
    let head = format!(
        "POST {action} HTTP/1.1\r\nhost: {address}\r\ncookie: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\nexpect: 100-continue\r\n\r\n",
        browser.cookie_header(),
        body.len()
    );
    connection.write_all(head.as_bytes()).expect("the head is sent");
    let mut said = [0; 256];
    let length = connection.read(&mut said).expect("the server reads on");
    assert!(said[..length].starts_with(b"HTTP/1.1 100"), "{}", String::from_utf8_lossy(&said[..length]));

    server.ask_to_end();
    until("nobody new is let in", || TcpStream::connect(&address).is_err().then_some(()));
    assert!(server.ended().is_none(), "the request is still in flight");
    connection.write_all(body.as_bytes()).expect("the body is sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 303") && answer.contains("/fertig"), "{answer}");
    let status = until("the process ends", || server.ended());
    assert_eq!(status.code(), Some(0), "{}", server.said());

    let server = installation.serve(&address, &[]);
    let done = browser.open(&summary.path.replace("/pruefen", "/fertig")).found();
    assert!(done.text().contains("id=\"nummer\""), "the receipt is there: {}", done.text());
    server.end();
}

/// A phone that lost its network in the midst of a request does not keep the operator's update waiting.
#[test]
fn a_half_sent_request_holds_nobody_up() {
    let installation = Installation::with_town(Backend::Sqlite, "half");
    let address = free_address();
    let server = installation.serve(&address, &[]);
    let mut connection = TcpStream::connect(&address).expect("a connection");
    connection.write_all(b"GET / HTTP/1.1\r\nhost: ").expect("half of a request");
    // Whoever connects later has been accepted later, so the half request is with the server by now.
    Browser::new(&[&address]).open("/healthz").found();
    server.end();
    drop(connection);
}
