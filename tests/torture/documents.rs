//! PDF.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{Case, Opens, Refused, Warns, bytes};

/// The sentence as a PDF writes it.
const SHOWN: &str = "BT /F 12 Tf 72 700 Td (\\223We will never sign this,\\224 said Ivo Marin, who leads the smaller delegation.) Tj ET";

/// A document of these objects, the first of which is its root.
fn document(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", index + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    out.extend(
        format!(
            "trailer\n<</Size {} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    out
}

fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<</Length {} {entries}>>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

/// The objects of a document of one page with these contents.
fn page(contents: Vec<u8>) -> Vec<Vec<u8>> {
    [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources <</Font <</F 4 0 R>> /XObject <</X 6 0 R>>>>>>",
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
    ]
    .iter()
    .map(|object| object.as_bytes().to_vec())
    .chain([contents])
    .collect()
}

fn shown(contents: &str) -> Vec<u8> {
    document(&page(stream("", contents.as_bytes())), "")
}

fn packed(blocks: usize, block: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    (0..blocks).for_each(|_| packer.write_all(block).unwrap());
    packer.finish().unwrap()
}

fn cut(per_cent: usize) -> Vec<u8> {
    let mut bytes =
        shown(&format!("{SHOWN}\n{}", "BT /F 12 Tf 72 600 Td (They met in the town.) Tj ET\n".repeat(200)));
    bytes.truncate(bytes.len() * per_cent / 100);
    bytes
}

fn with_object(entries: &str, bytes: &[u8], contents: &str) -> Vec<u8> {
    let mut objects = page(stream("", contents.as_bytes()));
    objects.push(stream(entries, bytes));
    document(&objects, "")
}

/// A document whose tree of pages has something wrong with it.
fn tree(pages: &str) -> Vec<u8> {
    let mut objects = page(stream("", SHOWN.as_bytes()));
    objects[1] = pages.as_bytes().to_vec();
    document(&objects, "")
}

pub(super) fn cases() -> Vec<Case> {
    let damaged = Refused("damaged or cut short");
    vec![
        bytes("said.pdf", || shown(SHOWN), Opens(1)),
        bytes("said by another name.txt", || shown(SHOWN), Opens(1)),
        bytes("cut at a tenth.pdf", || cut(10), damaged),
        bytes("cut in the middle.pdf", || cut(50), damaged),
        bytes("cut near its end.pdf", || cut(90), damaged),
        bytes("cut at its end.pdf", || cut(99), Warns(1, "damaged or cut short")),
        bytes("header alone.pdf", || b"%PDF-1.7\n".to_vec(), damaged),
        bytes(
            "garbage.pdf",
            || [&b"%PDF-1.7\n"[..], &b"\xE2\x00garbage<<[(".repeat(10_000)].concat(),
            damaged,
        ),
        bytes(
            "bomb of 1 GB.pdf",
            || document(&page(stream("/Filter /FlateDecode", &packed(1 << 10, &[b' '; 1 << 20]))), ""),
            Refused("more memory than it may"),
        ),
        bytes(
            "packed twice.pdf",
            || {
                document(
                    &page(stream(
                        "/Filter [/FlateDecode /FlateDecode]",
                        &packed(1, &packed(1, SHOWN.as_bytes())),
                    )),
                    "",
                )
            },
            Opens(1),
        ),
        bytes("loop of pages.pdf", || tree("<</Type /Pages /Kids [2 0 R 3 0 R] /Count 2>>"), Opens(1)),
        bytes(
            "two thousand million pages.pdf",
            || tree("<</Type /Pages /Kids [3 0 R] /Count 2000000000>>"),
            Opens(1),
        ),
        bytes(
            "loop of forms.pdf",
            || {
                with_object(
                    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>>>>",
                    b"/X Do",
                    &format!("{SHOWN} /X Do"),
                )
            },
            Opens(1),
        ),
        bytes(
            "200,000 brackets.pdf",
            || shown(&format!("{SHOWN} {}", "[".repeat(200_000))),
            Refused("breaks what reads it"),
        ),
        bytes("100,000 dictionaries.pdf", || shown(&format!("{SHOWN} {}", "<<".repeat(100_000))), Opens(1)),
        bytes(
            "brackets outside.pdf",
            || [&b"%PDF-1.7\n1 0 obj\n"[..], &b"[".repeat(200_000)].concat(),
            Refused("breaks what reads it"),
        ),
        bytes(
            "3,000,000 states.pdf",
            || shown(&format!("{} {SHOWN}", "q ".repeat(3_000_000))),
            Refused("more memory than it may"),
        ),
        bytes(
            "500,000 words.pdf",
            || shown(&format!("{SHOWN} BT /F 12 Tf {} ET", "(a) Tj ".repeat(500_000))),
            Opens(1),
        ),
        // Found by fuzzing: where its broken stream is unpacked leniently, the parser asks for 45 GB to lay out one page. The library
        // that unpacks it now refuses it before that.
        bytes(
            "wide page.pdf",
            || include_bytes!("../data/hostile/wide_page.pdf").to_vec(),
            Refused("damaged or cut short"),
        ),
        bytes(
            "locked.pdf",
            || {
                document(
                    &page(stream("", SHOWN.as_bytes())),
                    "/Encrypt <</Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <0000000000000000000000000000000000000000000000000000000000000000> /U <0000000000000000000000000000000000000000000000000000000000000000>>> /ID [<00> <00>]",
                )
            },
            Refused("with a password"),
        ),
        bytes(
            "scan.pdf",
            || {
                with_object(
                    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
                    b"\0",
                    "q 595 0 0 842 0 0 cm /X Do Q",
                )
            },
            Refused("pictures without text"),
        ),
    ]
}
