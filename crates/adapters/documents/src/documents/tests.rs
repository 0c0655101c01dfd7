//! Tests of the store, on a real folder.

use super::*;
use std::fs;
use std::path::Path;

/// A folder of its own for one test, gone afterwards.
struct Room(PathBuf);

impl Room {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("fachwerk-documents-{}-{name}", std::process::id()));
        Self(path)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn tenant(name: &str) -> TenantId {
    TenantId::derived(&[name.as_bytes()])
}

fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.file_name().is_none_or(|name| name != ".latch") {
                found.push(entry.strip_prefix(folder).expect("inside").display().to_string());
            }
        }
    }
    found
}

/// A notice that was issued can be fetched again, by its own town only, and storing it twice keeps one.
#[tokio::test]
async fn what_was_stored_is_found_again() {
    let room = Room::new("found");
    let documents = Documents::in_folder(&room.0);
    let (mine, yours) = (tenant("mine"), tenant("yours"));
    let hash = documents.put(mine, b"Bescheid".to_vec()).await.expect("stored");
    assert_eq!(documents.put(mine, b"Bescheid".to_vec()).await.expect("stored again"), hash);
    assert_eq!(documents.get(mine, hash).await.expect("read"), b"Bescheid");
    assert!(documents.exists(mine, hash).await.expect("looked up"));
    assert!(!documents.exists(yours, hash).await.expect("looked up"));
    assert!(matches!(documents.get(yours, hash).await, Err(DocumentsFault::Missing { .. })));
    let name = hash.to_string();
    assert_eq!(files(&room.0), [format!("{mine}/{}/{name}", &name[..2])]);
    documents.check().await.expect("healthy");
    assert_eq!(files(&room.0).len(), 1);
}

/// A changed byte on the disk is noticed and named; nobody is handed a forged notice. Storing the true bytes mends it.
#[tokio::test]
async fn a_changed_byte_is_noticed() {
    let room = Room::new("changed");
    let documents = Documents::in_folder(&room.0);
    let mine = tenant("mine");
    let hash = documents.put(mine, b"90,00".to_vec()).await.expect("stored");
    let path = room.0.join(&files(&room.0)[0]);
    fs::write(&path, b"00,00").expect("changed");
    let refused = documents.get(mine, hash).await.expect_err("damaged");
    assert!(matches!(refused, DocumentsFault::Damaged { found, .. } if found == Hash::of(b"00,00")));
    documents.put(mine, b"90,00".to_vec()).await.expect("stored again");
    assert_eq!(documents.get(mine, hash).await.expect("mended"), b"90,00");
}

/// Many uploads at once, some of them the same file, all arrive whole and leave nothing beside them.
#[tokio::test(flavor = "multi_thread")]
async fn uploads_at_once_do_not_mix() {
    let room = Room::new("at-once");
    let documents = Documents::in_folder(&room.0);
    let mine = tenant("mine");
    let tasks: Vec<_> = (0..32_u8)
        .map(|number| {
            let documents = documents.clone();
            tokio::spawn(async move { documents.put(mine, vec![number % 4; 100_000]).await })
        })
        .collect();
    for task in tasks {
        let hash = task.await.expect("ran").expect("stored");
        assert_eq!(documents.get(mine, hash).await.expect("whole").len(), 100_000);
    }
    assert_eq!(files(&room.0).len(), 4);
}

/// An operator is told which folder refuses, before citizens notice.
#[tokio::test]
async fn a_folder_that_refuses_is_named() {
    let room = Room::new("refused");
    fs::write(&room.0, b"a file where the folder should be").expect("written");
    let refused = Documents::in_folder(&room.0).check().await.expect_err("no folder");
    assert!(refused.to_string().contains("fachwerk-documents-"), "{refused}");
    fs::remove_file(&room.0).expect("removed");
}

/// A photo that comes in pieces is stored as it is and known by its content; one that breaks off leaves nothing behind.
#[tokio::test]
async fn pieces_become_one_file() {
    let room = Room::new("pieces");
    let documents = Documents::in_folder(&room.0);
    let mine = tenant("mine");
    let mut broken_off = documents.receive(mine).await.expect("room");
    broken_off.write(b"half".to_vec()).await.expect("written");
    drop(broken_off);
    let mut incoming = documents.receive(mine).await.expect("room");
    for piece in [b"%PD".to_vec(), b"F-1.7 rest".to_vec()] {
        incoming.write(piece).await.expect("written");
    }
    let arrived = incoming.finish().await.expect("stored");
    assert_eq!((arrived.size, arrived.media_type), (13, Some("application/pdf")));
    assert_eq!(documents.get(mine, arrived.hash).await.expect("read"), b"%PDF-1.7 rest");
    assert_eq!(files(&room.0).len(), 1);
}

/// What nobody names any more can be taken away, but not what was stored again in the meantime.
#[tokio::test]
async fn old_bytes_can_be_taken_away() {
    let room = Room::new("old");
    let documents = Documents::in_folder(&room.0);
    let mine = tenant("mine");
    assert_eq!(documents.stored_until(mine, Moment::from_micros(i64::MAX)).await.expect("listed"), []);
    let hash = documents.put(mine, b"gone".to_vec()).await.expect("stored");
    let past = Moment::from_micros(0);
    assert_eq!(documents.stored_until(mine, past).await.expect("listed"), []);
    let found = documents.stored_until(mine, Moment::from_micros(i64::MAX)).await.expect("listed");
    assert_eq!(found.iter().map(|stored| stored.hash).collect::<Vec<_>>(), [hash]);
    documents.remove(mine, crate::Stored { hash, at: past }).await.expect("it was stored again since");
    assert!(documents.exists(mine, hash).await.expect("looked up"));
    documents.remove(mine, found[0]).await.expect("removed");
    assert!(!documents.exists(mine, hash).await.expect("looked up"));
}

/// Who stores a paper again at the very moment at which the same paper is taken away, because nothing named it any more, has
/// it afterwards: however it is stored, and by whichever process.
#[test]
fn what_is_stored_again_is_not_taken_away() {
    let room = Room::new("again");
    let (mine, bytes) = (tenant("mine"), b"the same paper".to_vec());
    let [one, other] = [Folder::new(room.0.clone()), Folder::new(room.0.clone())];
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1);
    for round in 0..40 {
        let hash = one.put(mine, &bytes).expect("stored");
        let path = room.0.join(mine.to_string()).join(&hash.to_string()[..2]).join(hash.to_string());
        let file = fs::File::options().append(true).open(&path).expect("the file");
        file.set_modified(long_ago).expect("it is old");
        let old = crate::Stored { hash, at: Moment::from_micros(1_000_000) };
        let both_ready = std::sync::Barrier::new(2);
        std::thread::scope(|threads| {
            threads.spawn(|| {
                both_ready.wait();
                other.remove(mine, old).expect("removed or left alone");
            });
            let mut aside = one.open_aside(mine).expect("room");
            aside.write(&bytes).expect("written");
            both_ready.wait();
            if round % 2 == 0 {
                one.put(mine, &bytes).expect("stored again");
            } else {
                one.keep(mine, hash, aside).expect("stored again");
            }
        });
        assert_eq!(one.get(mine, hash).expect("it is there"), bytes, "round {round}");
    }
}
