//! The files of a package as one sequence of bytes, always the same for the same files: what is hashed and stored.

use std::collections::BTreeMap;
use values::{Place, Problem};

/// The first bytes of an archive; the number is the format.
const MAGIC: &[u8] = b"fachwerk-package 1\n";

/// What a package may hold.
const MAX_FILES: usize = 500;
const MAX_BYTES: usize = 16 << 20;

/// Files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The bytes: for each file in the order of paths its path and content, each after its length (64 bits, big endian).
pub(crate) fn pack(files: &Files) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for (path, content) in files {
        for part in [path.as_bytes(), content] {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part);
        }
    }
    bytes
}

/// The files of an archive; it must be exactly what [`pack`] makes of them.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Files, Problem> {
    let malformed = || Problem::new(Place::Whole, "services-not-an-archive");
    let mut rest = bytes.strip_prefix(MAGIC).ok_or_else(malformed)?;
    let mut files = Files::new();
    while !rest.is_empty() {
        let path = take_part(&mut rest).ok_or_else(malformed)?;
        let content = take_part(&mut rest).ok_or_else(malformed)?;
        let path = String::from_utf8(path.to_vec()).map_err(|_| malformed())?;
        files.insert(path, content.to_vec());
    }
    if pack(&files) == bytes { Ok(files) } else { Err(malformed()) }
}

fn take_part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_be_bytes(*length)).ok()?;
    let (part, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(part)
}

/// Whether the files are few and small enough to be looked at.
pub(crate) fn check_size(files: &Files) -> Result<(), Problem> {
    let bytes: usize = files.values().map(Vec::len).sum();
    if files.len() > MAX_FILES || bytes > MAX_BYTES {
        let problem = Problem::new(Place::Whole, "services-package-too-large");
        return Err(problem.with("files", MAX_FILES).with("megabytes", MAX_BYTES >> 20));
    }
    Ok(())
}
