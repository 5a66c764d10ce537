//! A project with its articles and reviews in one file, to be sent to somebody.

use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{Error, ProjectFile, ReviewFile, save};
use crate::ingest;
use crate::text::slug;

/// The project within the archive. Its ending says what it is once it is unpacked.
const PROJECT: &str = "project.standpoint";
/// How the names of reviews end.
const REVIEW: &str = ".standpoint.json";
/// The most files of a packed project.
const MOST_FILES: usize = 20_000;
/// The most bytes of all of them.
const MOST_BYTES: u64 = 4 << 30;

/// Packs the files of a project, and the reviews beside them, as a file that [`unpack`] takes apart.
///
/// # Errors
/// If one of its files cannot be read, or the packed one not be written.
pub fn pack(project: &ProjectFile, path: &Path) -> Result<(), Error> {
    let mut own = project.files.iter().map(|(file, _)| file).chain(&project.place);
    if own.any(|file| super::is_same_file(file, path)) {
        return Err(fault(path, "it is the project itself or one of its articles; choose another name"));
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock: the same files give the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let broken = |error: zip::result::ZipError| fault(path, &format!("it cannot be packed ({error})"));
    let mut put = |name: &str, bytes: &[u8]| {
        archive.start_file(name, options).map_err(broken)?;
        archive.write_all(bytes).map_err(|source| Error::Save { path: path.to_owned(), source })
    };
    let mut packed = project.clone();
    let mut count = 0;
    for (number, (file, _)) in project.files.iter().enumerate() {
        let own = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = slug(&file.file_stem().unwrap_or_default().to_string_lossy());
        let ending = slug(&file.extension().unwrap_or_default().to_string_lossy());
        // Its own name, by which decisions may know it, unless that could mean something to a file system.
        let safe = if is_plain(&own) { own } else { format!("{stem}.{ending}") };
        let name = format!("articles/{:05}/{safe}", number + 1);
        put(&name, &read(file)?)?;
        let reviews = reviews(file);
        count += 1 + reviews.len();
        for (review, suffix) in reviews {
            put(&format!("{name}{suffix}"), &read(&review)?)?;
        }
        packed.files[number].0 = name.into();
    }
    if count >= MOST_FILES {
        return Err(fault(path, "it has more files than a packed project can; send the folder instead"));
    }
    put(PROJECT, &super::project::in_words_of(&packed, None))?;
    let bytes = archive.finish().map_err(broken)?.into_inner();
    save(path, &bytes)
}

/// The reviews beside a file, with what their names have after the file's: one, or one for each article in it.
fn reviews(file: &Path) -> Vec<(PathBuf, String)> {
    let own = ReviewFile::beside(file).path().to_owned();
    let mut found: Vec<(PathBuf, String)> =
        own.is_file().then(|| (own, REVIEW.to_owned())).into_iter().collect();
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = file.parent().and_then(|folder| fs::read_dir(folder).ok());
    for entry in beside.into_iter().flatten().flatten() {
        let other = entry.file_name().to_string_lossy().into_owned();
        let number = other.strip_prefix(&name).and_then(|rest| rest.strip_prefix('#')?.strip_suffix(REVIEW));
        if let Some(number) = number.and_then(|number| number.parse::<usize>().ok()) {
            found.push((entry.path(), format!("#{number}{REVIEW}")));
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let failed = |source| Error::Open { path: path.to_owned(), source };
    super::open_file(path)?.take(ingest::LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn fault(path: &Path, told: &str) -> Error {
    Error::Project { path: path.to_owned(), fault: told.to_owned() }
}

/// Whether there is a packed project at `path`.
pub fn is_packed(path: &Path) -> bool {
    let mut start = [0; 4];
    super::open_file(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok())
        && start == *b"PK\x03\x04"
}

/// Takes a packed project apart into a new folder, and returns its project file there. Only files of the names that [`pack`] gives are
/// written, and only below that folder.
///
/// # Errors
/// If there is something of the folder's name, the file is no packed project, is damaged or too large, or the folder cannot be written.
pub fn unpack(path: &Path, folder: &Path) -> Result<PathBuf, Error> {
    let broken =
        |error: zip::result::ZipError| fault(path, &format!("it is damaged ({error}); get it once more"));
    let mut archive = ZipArchive::new(super::open_file(path)?).map_err(broken)?;
    if archive.len() > MOST_FILES || archive.index_for_name(PROJECT).is_none() {
        return Err(fault(path, "it is no packed project; choose another file"));
    }
    let failed = |source| Error::Save { path: folder.to_owned(), source };
    fs::create_dir(folder).map_err(failed)?;
    let written = write_all(&mut archive, path, folder);
    if written.is_err() {
        // Half of it is of no use, and would be in the way of the next try. The folder is ours: it was not there before.
        let _ = fs::remove_dir_all(folder);
    }
    written.map(|()| folder.join(PROJECT))
}

/// The project file in a folder that [`unpack`] has made.
pub fn unpacked(folder: &Path) -> Option<PathBuf> {
    Some(folder.join(PROJECT)).filter(|project| project.is_file())
}

fn write_all(archive: &mut ZipArchive<File>, path: &Path, folder: &Path) -> Result<(), Error> {
    let broken =
        |error: zip::result::ZipError| fault(path, &format!("it is damaged ({error}); get it once more"));
    let failed = |source| Error::Save { path: folder.to_owned(), source };
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(broken)?;
        let place = entry.name().ok().and_then(|name| place(&name).map(|name| folder.join(name)));
        let Some(place) = place else { continue };
        fs::create_dir_all(place.parent().unwrap_or(folder)).map_err(failed)?;
        let mut file = File::create_new(&place).map_err(failed)?;
        let written = std::io::copy(&mut entry.take(left.min(ingest::LARGEST_FILE as u64) + 1), &mut file);
        left = left
            .checked_sub(written.map_err(failed)?)
            .ok_or_else(|| fault(path, "it is larger than 4 GB"))?;
    }
    Ok(())
}

/// Whether a name has nothing in it that means anything to a file system, on any of the systems that there are.
fn is_plain(name: &str) -> bool {
    const LONGEST: usize = 120;
    let means_something = |c: char| {
        c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{FFFD}')
    };
    !name.is_empty()
        && name.len() <= LONGEST
        && !name.starts_with(['.', ' '])
        && !name.ends_with(['.', ' '])
        && !name.contains(means_something)
}

/// Where an entry goes, if it is one of ours: the project, or a file in a numbered folder of the folder of articles.
fn place(name: &str) -> Option<&str> {
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let article = name.strip_prefix("articles/").and_then(|rest| rest.split_once('/'));
    let is_ours = article.is_some_and(|(number, file)| is_number(number) && is_plain(file));
    (name == PROJECT || is_ours).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{self, Engine};
    use crate::project::{Ruling, Rulings};
    use crate::review::{Correction, Review, Verdict};
    use crate::storage::{How, gathered, listed};

    #[test]
    fn what_was_packed_is_the_same_project_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("Größe & more.txt");
        fs::write(&file, "“We will not sign,” said Ana Bell. “We may talk,” said Ivo Marin.").unwrap();
        let article = super::super::open(&file).unwrap().article;
        let found = analysis::analyze_with(&article, Engine::Rules);
        let mut review = Review::default();
        review.push(Correction::of(found.quotations[0].id(), Verdict::Stance(Some(0.5))), &found);
        ReviewFile::beside(&file).save(&article, &review, Engine::Rules).unwrap();
        let rulings =
            Rulings::with_log(vec![Ruling::Side { name: "Ana Bell".into(), side: "North".into() }], 1);
        let project = ProjectFile {
            name: "Talks".into(),
            files: vec![(file, String::new())],
            rulings,
            ..ProjectFile::default()
        };
        let packed = folder.path().join("talks.standpoint");
        pack(&project, &packed).unwrap();
        let once = fs::read(&packed).unwrap();
        pack(&project, &packed).unwrap();
        assert!(is_packed(&packed) && once == fs::read(&packed).unwrap());
        let opened = listed(std::slice::from_ref(&packed)).unwrap();
        assert!(opened.notes[0].contains("talks"), "{:?}", opened.notes);
        let mapping = ingest::Mapping::default();
        let how = How {
            engine: Engine::Rules,
            mapping: &mapping,
            cache: None,
            reviews: None,
            done: &|| (),
            is_off: &|| false,
        };
        let (read, messages) = gathered(opened, how);
        assert_eq!(
            (read.name.as_str(), read.rulings.in_force().len(), messages.len()),
            ("Talks", 1, 1),
            "{messages:?}"
        );
        let scores: Vec<f64> = read.members[0].analysis.stances.values().map(|stance| stance.score).collect();
        assert!(scores.contains(&0.5), "the review came with it: {scores:?}");
        assert_eq!(read.members[0].name, "Größe & more", "decisions know it by its name");
        let again = listed(&[packed]).unwrap();
        assert!(again.notes[0].contains("taken apart before") && again.place.is_some(), "{:?}", again.notes);
    }

    #[test]
    fn a_hostile_package_writes_nothing_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in [
            PROJECT,
            "articles/../../evil.txt",
            "/tmp/evil.txt",
            "articles/00001/.bashrc",
            "articles/a/b.txt",
            "articles/00001/../../../evil.txt",
            "..\\evil.txt",
            "articles/00001/fine.txt",
        ] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(b"x").unwrap();
        }
        let packed = folder.path().join("x.standpoint");
        fs::write(&packed, archive.finish().unwrap().into_inner()).unwrap();
        unpack(&packed, &folder.path().join("x")).unwrap();
        let mut written: Vec<PathBuf> = fs::read_dir(folder.path().join("x/articles/00001"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        written.extend(fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()));
        let mut names: Vec<String> =
            written.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
        names.sort();
        assert_eq!(names, ["fine.txt", "x", "x.standpoint"]);
        fs::write(&packed, b"PK\x03\x04nothing").unwrap();
        assert!(unpack(&packed, &folder.path().join("y")).unwrap_err().to_string().contains("damaged"));
    }
}
