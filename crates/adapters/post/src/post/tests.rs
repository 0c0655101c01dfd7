//! Tests of the post: into a real tray, and to a small mail server on this machine.

use super::*;
use crate::{Encryption, Login};
use std::fs;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

fn mail() -> Mail {
    Mail {
        message_id: "<5f0c-1@musterstadt.example>".to_owned(),
        from: "Stadt Musterstadt <rathaus@musterstadt.example>".to_owned(),
        to: "erika@beispiel.example".to_owned(),
        subject: "In Ihrem Vorgang HUND-2026-000123 gibt es Neues".to_owned(),
        text: "Guten Tag,\n\nes gibt Neues für Sie.\n.\nStadt Musterstadt\n".to_owned(),
    }
}

fn settings(port: u16) -> SmtpSettings {
    SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        encryption: Encryption::None,
        login: None,
        greet_as: Some("portal.musterstadt.example".to_owned()),
        own_authority_pem: None,
    }
}

/// A mail server that answers the recipient with `answer` and hands back all that it was told.
async fn server(answer: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let told = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a guest");
        converse(stream, answer).await
    });
    (port, told)
}

async fn converse(stream: TcpStream, answer: &'static str) -> String {
    let (read, mut write) = stream.into_split();
    let (mut lines, mut told, mut in_data) = (BufReader::new(read).lines(), String::new(), false);
    write.write_all(b"220 mail.example\r\n").await.expect("greeted");
    while let Ok(Some(line)) = lines.next_line().await {
        told.push_str(&line);
        told.push('\n');
        let reply = match line.split(' ').next().expect("a word") {
            "." => "250 taken",
            _ if in_data => continue,
            "EHLO" => "250 mail.example",
            "RCPT" => answer,
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 fine",
        };
        in_data = reply.starts_with("354");
        if write.write_all(format!("{reply}\r\n").as_bytes()).await.is_err() {
            break;
        }
    }
    told
}

/// The date is the only line that the clock writes.
fn without_date(text: &str) -> String {
    text.lines().filter(|line| !line.starts_with("Date: ")).map(|line| format!("{line}\n")).collect()
}

const AS_SENT: &str = "\
Auto-Submitted: auto-generated
Message-ID: <5f0c-1@musterstadt.example>
From: \"Stadt Musterstadt\" <rathaus@musterstadt.example>
To: erika@beispiel.example
Subject: In Ihrem Vorgang HUND-2026-000123 gibt es Neues
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Guten Tag,

es gibt Neues f=C3=BCr Sie.
.
Stadt Musterstadt
";

const ENVELOPE: &str = "\
EHLO portal.musterstadt.example
MAIL FROM:<rathaus@musterstadt.example>
RCPT TO:<erika@beispiel.example>
DATA
";

/// In the demo, the mail that a citizen would get lies in the tray, once, however often it is sent.
#[tokio::test]
async fn the_tray_holds_each_mail_once() {
    let folder = std::env::temp_dir().join(format!("fachwerk-post-{}", std::process::id()));
    let post = Post::tray(&folder);
    post.check().await.expect("writable");
    post.send(&mail()).await.expect("laid in");
    post.send(&mail()).await.expect("laid in again");
    let names: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|e| e.expect("a file").file_name()).collect();
    assert_eq!(names, ["5f0c-1@musterstadt.example.eml"]);
    let text = fs::read_to_string(folder.join(&names[0])).expect("a mail");
    assert_eq!(without_date(&text), AS_SENT);
    fs::remove_dir_all(&folder).expect("removed");
}

/// Whoever tries the demo reads its mails as they were meant, whatever the letters; elsewhere nobody looks into the tray.
#[tokio::test]
async fn the_demos_tray_can_be_read() {
    let folder = std::env::temp_dir().join(format!("fachwerk-open-post-{}", std::process::id()));
    let post = Post::open_tray(&folder);
    assert_eq!(post.open_mails().await.expect("open").expect("readable"), []);
    let long = format!("https://antrag.example/konto/bestaetigen/{}", "0f".repeat(64));
    let texts = [format!("Grüße an Şükrü,\n\n{long}\n= 1 Zeile\n"), "مرحبا بكم في المدينة\n".to_owned()];
    for (number, text) in texts.iter().enumerate() {
        let subject =
            format!("Stadt Mühlheim: Ihr Bürgerkonto wurde für Sie angelegt und wartet – Nr. {number}");
        let message_id = format!("<{number}@fachwerk>");
        let sent = Mail { message_id, subject, text: text.clone(), ..mail() };
        post.send(&sent).await.expect("laid in");
    }
    let mut read = post.open_mails().await.expect("open").expect("readable");
    assert!(read.is_sorted_by(|one, other| one.laid_at >= other.laid_at), "the newest first");
    read.sort_by(|one, other| one.id.cmp(&other.id));
    for (number, (mail, text)) in read.iter().zip(&texts).enumerate() {
        let subject =
            format!("Stadt Mühlheim: Ihr Bürgerkonto wurde für Sie angelegt und wartet – Nr. {number}");
        assert_eq!(
            (mail.id.as_str(), &mail.subject, &mail.text),
            (&*format!("{number}@fachwerk"), &subject, text)
        );
        assert_eq!(mail.to, "erika@beispiel.example");
    }
    assert_eq!(read.len(), 2);
    assert!(Post::tray(&folder).open_mails().await.is_none(), "a tray is closed unless it is the demo's");
    fs::remove_dir_all(&folder).expect("removed");
}

/// The mail server gets the mail whole: sender, recipient, the same Message-ID each time, no line lost to the dot rule.
#[tokio::test]
async fn the_mail_server_gets_the_mail() {
    let (port, told) = server("250 known").await;
    let post = Post::smtp(&settings(port)).expect("settings");
    post.send(&mail()).await.expect("sent");
    drop(post);
    let on_the_wire = AS_SENT.replace("\n.\n", "\n..\n");
    let told = told.await.expect("a conversation");
    assert_eq!(without_date(&told), format!("{ENVELOPE}{on_the_wire}\n.\nQUIT\n"));
}

/// Whether a mail is tried again is told apart: a dead address is not asked every minute, a busy server is.
#[tokio::test]
async fn refused_and_unavailable_are_told_apart() {
    let mut found = Vec::new();
    for answer in ["550 no such user", "451 come back later"] {
        let (port, _told) = server(answer).await;
        let refusal =
            Post::smtp(&settings(port)).expect("settings").send(&mail()).await.expect_err("not taken");
        found.push((refusal.may_pass_later(), refusal.to_string()));
    }
    let nobody =
        TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("its address").port();
    let post = Post::smtp(&settings(nobody)).expect("settings");
    assert!(post.check().await.expect_err("nobody there").may_pass_later());
    assert_eq!(
        found,
        [
            (false, "the mail server refuses the mail: permanent error (550): no such user".to_owned()),
            (true, "the mail server is not available: transient error (451): come back later".to_owned()),
        ]
    );
}

/// Nobody can smuggle a second recipient or header into a mail, and no password crosses a wire in the open.
#[tokio::test]
async fn what_could_do_harm_is_refused() {
    let post = Post::tray("/nonexistent/never-written");
    let wrong = [
        Mail { to: "erika@beispiel.example\r\nBcc: all@example.org".to_owned(), ..mail() },
        Mail { to: "erika".to_owned(), ..mail() },
        Mail { from: String::new(), ..mail() },
        Mail { subject: "Neues\r\nBcc: all@example.org".to_owned(), ..mail() },
        Mail { message_id: "<a b@c>".to_owned(), ..mail() },
        Mail { message_id: "<a@b>\r\nBcc: all@example.org".to_owned(), ..mail() },
    ];
    let mut parts = Vec::new();
    for mail in wrong {
        match post.send(&mail).await.expect_err("refused") {
            PostError::Malformed { part, .. } => parts.push(part),
            other => panic!("{other}"),
        }
    }
    assert_eq!(
        parts,
        ["the recipient", "the recipient", "the sender", "the subject", "the message id", "the message id"]
    );
    let login = Login { name: "portal".to_owned(), password: "geheim".to_owned() };
    assert!(!format!("{login:?}").contains("geheim"));
    let open = SmtpSettings { login: Some(login), ..settings(25) };
    assert!(matches!(Post::smtp(&open), Err(PostError::Settings(_))));
    let sealed = SmtpSettings { encryption: Encryption::Tls, ..open };
    assert!(Post::smtp(&sealed).is_ok());
}
