//! All formats by name, for those who let a person choose.

use super::{About, Entry, Picture, PictureError};
use crate::chart::Filter;
use crate::palette::Appearance;
use crate::project::{Actors, Project};
use crate::text::slug;

/// A format to export a project in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// One page of HTML that shows everything and why.
    Sheet,
    /// The same as pages to print.
    SheetPdf,
    /// A workbook for spreadsheets.
    Xlsx,
    /// A table as text.
    Csv,
    /// A table for data analysis.
    Parquet,
    /// One JSON object a line for each article.
    Jsonl,
    /// One JSON document.
    Json,
    /// W3C Web Annotations.
    WebAnnotation,
    /// TEI P5.
    Tei,
    /// brat standoff, a folder.
    Brat,
    /// REFI-QDA, for programs of qualitative analysis.
    Refi,
    /// The columns of the Discourse Network Analyzer.
    Dna,
    /// The actors as a network.
    GraphMl,
    /// The actors as a network, for Gephi.
    Gexf,
    /// A listing for people.
    Text,
}

/// What an export is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exported {
    /// The bytes of one file.
    File(Vec<u8>),
    /// A folder of files: their names, which are safe on every system, and bytes.
    Folder(Vec<(String, Vec<u8>)>),
}

impl Format {
    /// All formats, those first that people ask for most.
    pub const ALL: [Self; 15] = [
        Self::Sheet,
        Self::SheetPdf,
        Self::Xlsx,
        Self::Csv,
        Self::Parquet,
        Self::Jsonl,
        Self::Json,
        Self::WebAnnotation,
        Self::Tei,
        Self::Brat,
        Self::Refi,
        Self::Dna,
        Self::GraphMl,
        Self::Gexf,
        Self::Text,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::SheetPdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Jsonl => "jsonl",
            Self::Json => "json",
            Self::WebAnnotation => "jsonld",
            Self::Tei => "tei",
            Self::Brat => "brat",
            Self::Refi => "qdpx",
            Self::Dna => "dna",
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Text => "text",
        }
    }

    /// How the name of its file ends; nothing for a folder.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Sheet => "html",
            Self::Tei => "xml",
            Self::Dna => "csv",
            Self::Text => "txt",
            Self::Brat => "",
            other => other.name(),
        }
    }

    /// What it is for, in a few words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Sheet => "Evidence sheet (HTML)",
            Self::SheetPdf => "Evidence sheet (PDF)",
            Self::Xlsx => "Workbook for spreadsheets (xlsx)",
            Self::Csv => "Table (CSV)",
            Self::Parquet => "Table for data analysis (Parquet)",
            Self::Jsonl => "JSON, one article a line",
            Self::Json => "JSON, one document",
            Self::WebAnnotation => "Web Annotations (JSON-LD)",
            Self::Tei => "TEI P5 (XML)",
            Self::Brat => "brat standoff (folder)",
            Self::Refi => "MAXQDA, NVivo, ATLAS.ti, QualCoder (QDPX)",
            Self::Dna => "Discourse Network Analyzer (CSV)",
            Self::GraphMl => "Network of actors (GraphML)",
            Self::Gexf => "Network of actors, for Gephi (GEXF)",
            Self::Text => "Listing (text)",
        }
    }

    /// The format that the end of a file's name says: of several the one that people ask for most.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_lowercase();
        Self::ALL.into_iter().find(|format| !format.ending().is_empty() && format.ending() == ending)
    }

    /// The project in this format.
    ///
    /// # Errors
    /// If pages to print cannot be made.
    pub fn export(self, project: &Project, actors: &Actors, about: &About) -> Result<Exported, PictureError> {
        let entries: Vec<Entry<'_>> = project.members.iter().map(Entry::of).collect();
        let text = |text: String| Exported::File(text.into_bytes());
        Ok(match self {
            Self::Sheet => text(super::sheet(project, about)),
            Self::SheetPdf => Exported::File(super::sheet_pdf(project, about)?),
            Self::Xlsx => Exported::File(super::xlsx(&entries, about)),
            Self::Csv => text(super::csv(&entries, false)),
            Self::Parquet => Exported::File(super::parquet(&entries, about)),
            Self::Jsonl => text(entries.iter().map(|&entry| super::jsonl_line(entry)).collect()),
            Self::Json => text(super::json(&entries)),
            Self::WebAnnotation => text(super::web_annotation(&entries)),
            Self::Tei => text(super::tei(&entries, about)),
            Self::Brat => Exported::Folder(brat(&entries)),
            Self::Refi => Exported::File(super::refi(&entries, about)),
            Self::Dna => text(super::dna(&entries)),
            Self::GraphMl => text(super::graphml(project, actors)),
            Self::Gexf => text(super::gexf(project, actors)),
            Self::Text => text(entries.iter().map(|&entry| super::text(entry)).collect()),
        })
    }
}

fn brat(entries: &[Entry<'_>]) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![("annotation.conf".to_owned(), super::brat_configuration().into_bytes())];
    for (number, &entry) in (1..).zip(entries) {
        let name = format!("{number:04}-{}", slug(entry.id));
        files.push((format!("{name}.ann"), super::brat(entry).into_bytes()));
        files.push((format!("{name}.txt"), entry.article.text().as_bytes().to_vec()));
    }
    files
}

/// A form of the chart as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Lines and letters, for the web and for drawing programs.
    Svg,
    /// Pixels.
    Png,
    /// A page to print.
    Pdf,
    /// The points that are drawn, as CSV.
    Points,
}

impl PictureFormat {
    /// The form that the end of a file's name says.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// All forms.
    pub const ALL: [Self; 4] = [Self::Svg, Self::Png, Self::Pdf, Self::Points];

    /// How the name of its file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Points => "csv",
        }
    }

    /// What it is, in a few words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Svg => "Drawing (SVG)",
            Self::Png => "Picture (PNG)",
            Self::Pdf => "Page (PDF)",
            Self::Points => "Points (CSV)",
        }
    }

    /// The chart in this form: so many units wide and high, PNG with `scale` pixels for each.
    ///
    /// # Errors
    /// If the picture would be too large.
    pub fn draw(
        self,
        picture: &Picture,
        appearance: Appearance,
        size: [u32; 2],
        scale: f32,
    ) -> Result<Vec<u8>, PictureError> {
        if self == Self::Points {
            return Ok(picture.points().into_bytes());
        }
        let drawing = super::svg(picture, appearance, size);
        match self {
            Self::Png => super::png(&drawing, scale),
            Self::Pdf => super::pdf(&drawing),
            Self::Svg | Self::Points => Ok(drawing.into_bytes()),
        }
    }
}

/// The chart of a project: of one article over its text, of several by date.
pub fn chart_of(project: &Project, actors: &Actors, filter: Filter, about: &About) -> Picture {
    match project.members.as_slice() {
        [member] => Picture::of_article(Entry::of(member), filter, about),
        _ => Picture::of_project(project, actors, filter, about),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile, project};
    use super::*;

    #[test]
    fn every_format_gives_something_and_the_same_every_time() {
        for project in [project(), hostile(), Project::default()] {
            let actors = Actors::of_project(&project);
            for format in Format::ALL {
                let once = format.export(&project, &actors, &About::program()).unwrap();
                assert!(once == format.export(&project, &actors, &About::program()).unwrap(), "{format:?}");
                match once {
                    Exported::File(bytes) => {
                        assert!(!bytes.is_empty() || project.members.is_empty(), "{format:?}");
                    }
                    Exported::Folder(files) => assert_eq!(files.len(), 1 + 2 * project.members.len()),
                }
            }
        }
    }

    #[test]
    fn endings_name_formats() {
        assert_eq!(Format::of_ending("HTML"), Some(Format::Sheet));
        assert_eq!(Format::of_ending("csv"), Some(Format::Csv));
        assert_eq!(Format::of_ending(""), None);
        assert_eq!(Format::of_ending("pdf"), Some(Format::SheetPdf));
        assert_eq!(PictureFormat::of_ending("PNG"), Some(PictureFormat::Png));
    }
}
