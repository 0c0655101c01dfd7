//! The search finds what somebody means by the beginnings of words, and never what belongs to somebody else.

use crate::backend::{Database, on_both_databases};
use crate::samples::{Sample, at};
use store::{Change, SearchEntryRow, SearchKind};
use values::CaseId;
use values::folding::{search_words, spellings};

on_both_databases!(words_are_found_by_their_beginnings,);

/// Umlauts, other spellings and beginnings of words lead to the case; other groups and other towns find nothing; what was
/// changed is found by its new words alone.
async fn words_are_found_by_their_beginnings(db: Database) {
    let (sample, neighbour) = (Sample::new(1), Sample::new(2));
    let id = |number: u8| *CaseId::derived(&[b"found".as_slice(), &[number]]).as_bytes();
    let entry = |of: &Sample, number: u8, group: &str, text: &str| {
        let (what, groups) = ((SearchKind::Case, id(number)), [group.to_owned()].into());
        SearchEntryRow::new(of.tenant, what, at(i64::from(number)), &groups, spellings(text))
    };
    let entries = [
        entry(&sample, 1, "steuern", "Jürgen Weiß, Hauptstraße 4, Bello"),
        entry(&sample, 2, "steuern", "Ayşe Öztürk, Hauptstrasse 12, 2026-00042"),
        entry(&sample, 3, "bauamt", "Иванов 276098100123456"),
    ];
    db.store.apply(sample.commit(entries.iter().map(Change::put).collect())).await.expect("stored");
    let theirs = entry(&neighbour, 4, "steuern", "Jürgen Weiß, Bello");
    db.store.apply(neighbour.commit(vec![Change::put(&theirs)])).await.expect("stored");

    let found = async |text: &str, groups: Option<&[&str]>| {
        let snapshot = db.store.read(sample.scope()).await.expect("a snapshot");
        let groups: Option<Vec<String>> =
            groups.map(|groups| groups.iter().map(|group| (*group).to_owned()).collect());
        let found = snapshot.search(&search_words(text), groups.as_deref(), 10).await.expect("searched");
        let number = |(_, found): &(SearchKind, [u8; 16])| (1..=4).find(|number| id(*number) == *found);
        found.iter().filter_map(number).collect::<Vec<u8>>()
    };
    for (text, expected) in [
        ("jürgen", vec![1]),
        ("Juergen weiss", vec![1]),
        ("JURG", vec![1]),
        ("öztürk", vec![2]),
        ("ozturk ayse", vec![2]),
        ("hauptstr", vec![2, 1]),
        ("hauptstr 12", vec![2]),
        ("2026-00042", vec![2]),
        ("иван", vec![3]),
        ("2760981", vec![3]),
        ("rgen", vec![]),
        ("\" OR * ' & !", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(found(text, None).await, expected, "{text}");
    }
    assert_eq!(found("hauptstr", Some(&["steuern", "bauamt"])).await, [2, 1]);
    assert_eq!(found("иван", Some(&["steuern"])).await, Vec::<u8>::new());
    assert_eq!(found("jürgen", Some(&[])).await, Vec::<u8>::new());
    let changed = entry(&sample, 1, "steuern", "Jürgen Schwarz");
    db.store
        .apply(sample.commit(vec![Change::put(&changed), Change::put(&entries[1])]))
        .await
        .expect("stored");
    assert_eq!(found("bello", None).await, Vec::<u8>::new());
    assert_eq!(found("schwarz", None).await, [1]);
    let gone = Change::delete(SearchEntryRow::key(sample.tenant, id(1)));
    db.store.apply(sample.commit(vec![gone])).await.expect("stored");
    assert_eq!(found("jürgen", None).await, Vec::<u8>::new());
}
