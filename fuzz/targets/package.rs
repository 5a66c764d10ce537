//! Office documents and books, with the bytes as their XML.

#![no_main]

#[allow(dead_code)]
#[path = "../../tests/laws/soundness.rs"]
mod laws;

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

// A panic that the reader catches is no finding; one that it does not still ends the run.
fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let parts: &[(&str, &[u8])] = match first % 4 {
        0 => &[("word/document.xml", rest), ("docProps/core.xml", rest)],
        1 => &[("content.xml", rest), ("meta.xml", rest)],
        2 => &[
            ("META-INF/container.xml", b"<rootfile full-path='b'/>"),
            ("b", rest),
            ("META-INF/encryption.xml", rest),
        ],
        _ => &[("a.txt", rest), ("b.html", rest)],
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    laws::reading_is_sound(&writer.finish().unwrap().into_inner(), "a.zip");
});
