//! The folder of the documents cannot be written: work waits, a person is told, and nothing is lost.

use crate::browser::Browser;
use crate::installation::{Backend, CLERKS, Installation, free_address, on_both_databases};
use crate::patience::until;
use crate::story;
use std::collections::BTreeMap;

on_both_databases!(the_folder_is_gone);

/// A notice that could not be stored is not forgotten: the case page says that it is stuck, a caseworker tries again when
/// the operator has mended the storage, and the citizen gets one notice.
fn the_folder_is_gone(backend: Backend) {
    let mut installation = Installation::with_town(backend, "storage");
    installation.set("FACHWERK_WORKER__LEASE_SECONDS", "1");
    installation.set("FACHWERK_WORKER__LONGEST_REST_SECONDS", "1");
    let address = free_address();
    let server = installation.serve(&address, &[]);
    let receipt = story::register(&mut Browser::new(&[&address]), "Bello");
    let mut clerk = Browser::new(&[&address]);
    story::sign_in(&mut clerk, CLERKS[0]);
    let case = until("the task is there", || story::work_list(&mut clerk).remove(&receipt.number));

    // Root writes into every folder, so a file in its place it is.
    let (folder, aside) = (installation.data().join("documents"), installation.data().join("aside"));
    std::fs::rename(&folder, &aside).expect("the folder was made when the server became ready");
    std::fs::write(&folder, "not a folder").expect("a file");
    let status = || Browser::new(&[&address]).ask("/readyz", None).map_or(0, |page| page.status);
    until("it is not ready", || (status() == 503).then_some(()));
    assert!(story::approve(&mut clerk, &case));
    let stuck = until("the case is stuck", || {
        let page = clerk.open(&case).found();
        page.form("/wiederholen").is_some().then_some(page)
    });

    std::fs::remove_file(&folder).expect("the file is gone");
    std::fs::rename(&aside, &folder).expect("the folder is back");
    until("it is ready", || (status() == 200).then_some(()));
    let page = clerk.press(&stuck, "/wiederholen", None, &[]).found();
    assert!(page.path.ends_with("?hinweis=wiederholt"), "{}", page.path);
    story::written_once(&mut clerk, &BTreeMap::from([(receipt.number.clone(), case)]));
    story::nothing_lost_nothing_doubled(&installation, &address, &[receipt]);
    server.end();
}
