//! The crest (Wappen) of a town: an SVG drawing becomes a PNG of fixed height. A drawing is never served as it came,
//! because SVG can carry scripts. Where crests are kept is not known here.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

/// Height of the picture in pixels: four times what the header shows, for sharp screens.
const HEIGHT: u32 = 208;
/// Widest picture; a crest is no banner.
const WIDEST: u32 = 2 * HEIGHT;
/// Largest drawing in bytes.
pub const LARGEST_DRAWING: usize = 256 * 1024;

/// A drawing that cannot become a crest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CrestFault {
    /// More than [`LARGEST_DRAWING`].
    #[error("the drawing has {bytes} bytes, at most {LARGEST_DRAWING} are allowed")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// No SVG.
    #[error("the drawing is no SVG: {0}")]
    NotSvg(String),
    /// It has no size, or is more than twice as wide as high.
    #[error("the drawing has no usable size")]
    Shape,
}

/// The PNG of an SVG drawing. Pictures and fonts from elsewhere are not followed: what the drawing does not hold itself
/// is not seen.
pub fn png_of(svg: &[u8]) -> Result<Vec<u8>, CrestFault> {
    if svg.len() > LARGEST_DRAWING {
        return Err(CrestFault::TooLarge { bytes: svg.len() });
    }
    let nothing_from_elsewhere =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver: nothing_from_elsewhere, ..Options::default() };
    let tree = Tree::from_data(svg, &options).map_err(|error| CrestFault::NotSvg(error.to_string()))?;
    let scale = HEIGHT as f32 / tree.size().height();
    let width = (tree.size().width() * scale).ceil() as u32;
    if !scale.is_finite() || !(1..=WIDEST).contains(&width) {
        return Err(CrestFault::Shape);
    }
    let mut picture = Pixmap::new(width, HEIGHT).ok_or(CrestFault::Shape)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().map_err(|_| CrestFault::Shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inside: &str) -> String {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 44 52'>{inside}</svg>")
    }

    /// A town's crest is a picture, whatever else its drawing holds; what is no crest is refused with the reason.
    #[test]
    fn drawings_become_pictures() {
        let field = "<path d='M2 2h40v26c0 12-9 19-20 22C11 47 2 40 2 28z' fill='#1f4e79'/>";
        let png = png_of(drawing(field).as_bytes()).expect("a crest");
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!(&png[16..24], [0, 0, 0, 176, 0, 0, 0, 208]);
        let elsewhere = "<script>alert(1)</script><image href='/etc/hostname' width='44' height='52'/>";
        let same = png_of(drawing(&format!("{field}{elsewhere}")).as_bytes());
        assert_eq!(same, Ok(png), "nothing but the drawing is seen");
        let wide = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 900 50'/>";
        assert_eq!(png_of(wide.as_bytes()), Err(CrestFault::Shape));
        assert!(matches!(png_of(b"<html/>"), Err(CrestFault::NotSvg(_))));
        assert!(matches!(png_of(&vec![b' '; LARGEST_DRAWING + 1]), Err(CrestFault::TooLarge { .. })));
    }
}
