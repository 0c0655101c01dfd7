//! What nobody does: time passes, vendors and disks are away and come back.

use crate::simulation::children::{Child, FAILING};
use crate::simulation::story::Story;
use jiff::SignedDuration;
use std::path::{Path, PathBuf};

/// Seconds, minutes, hours or days go by.
pub(super) async fn time_passes(story: &Story<'_>) -> String {
    let dice = story.dice();
    let amount = 1 + dice.below(5) as i64;
    let duration = match dice.below(10) {
        0..=2 => SignedDuration::from_secs(amount * 4),
        3..=5 => SignedDuration::from_mins(amount),
        6 | 7 => SignedDuration::from_hours(amount),
        8 => SignedDuration::from_hours(24),
        _ => SignedDuration::from_hours(24 * 8),
    };
    story.stage.wait(duration);
    format!("{duration:#}")
}

/// A vendor goes away, or comes back.
pub(super) async fn vendors_change(story: &Story<'_>) -> String {
    if story.dice().once_in(3) {
        let child =
            if story.dice().once_in(2) { Child::Writes } else { FAILING[story.dice().below(FAILING.len())] };
        let vendors = Surroundings::of(story);
        return format!("the child that writes letters {child:?}: {}", vendors.put(story, child));
    }
    let vendors = Surroundings::of(story);
    let vendor = &vendors.0[story.dice().below(vendors.0.len())];
    if is_away(vendor) {
        come_back(vendor);
        format!("{} is back", name(vendor))
    } else {
        go_away(vendor);
        format!("{} is away", name(vendor))
    }
}

/// Mail server, payment provider, the disk of documents and the program that writes letters, each by its folder.
pub(crate) struct Surroundings([PathBuf; 4]);

impl Surroundings {
    pub(crate) fn of(story: &Story<'_>) -> Self {
        let folder = &story.stage.folder;
        Self([folder.mails(), folder.payments(), folder.documents(), folder.sandbox()])
    }

    /// Everything outside works again.
    pub(crate) fn all_well(&self, story: &Story<'_>) {
        self.0.iter().filter(|vendor| is_away(vendor)).for_each(|vendor| come_back(vendor));
        story.stage.put_child(Child::Writes);
    }

    /// Another child writes letters; not while there is none.
    fn put(&self, story: &Story<'_>, child: Child) -> bool {
        !self.0.iter().any(|vendor| *vendor == story.stage.folder.sandbox() && is_away(vendor))
            && story.stage.put_child(child)
    }
}

/// Where the folder waits meanwhile.
fn aside(vendor: &Path) -> PathBuf {
    vendor.with_extension("away")
}

/// The same in every run, wherever the story is told.
fn name(vendor: &Path) -> String {
    vendor.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_away(vendor: &Path) -> bool {
    vendor.is_file()
}

/// A file stands where the folder was, so nothing can be read or written there.
fn go_away(vendor: &Path) {
    std::fs::create_dir_all(vendor).expect("the folder of a vendor");
    std::fs::rename(vendor, aside(vendor)).expect("put aside");
    std::fs::write(vendor, "").expect("something in its place");
}

fn come_back(vendor: &Path) {
    std::fs::remove_file(vendor).expect("taken away");
    std::fs::rename(aside(vendor), vendor).expect("put back");
}
