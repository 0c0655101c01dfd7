//! The fonts in the program: Fira Sans, the face of the pages, and Noto Sans for the letters of names that Fira Sans
//! lacks (DIN 91379). Licences stand beside the files; no font of the machine is ever used.

use typst::foundations::Bytes;
use typst::text::Font;

const FILES: [&[u8]; 6] = [
    include_bytes!("../fonts/FiraSans-Regular.ttf"),
    include_bytes!("../fonts/FiraSans-Italic.ttf"),
    include_bytes!("../fonts/FiraSans-Medium.ttf"),
    include_bytes!("../fonts/FiraSans-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
];

/// All fonts, in a fixed order.
pub(crate) fn embedded() -> Vec<Font> {
    FILES.iter().map(|file| Font::new(Bytes::new(*file), 0).expect("the embedded fonts are whole")).collect()
}
