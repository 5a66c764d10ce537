//! The integration tests, in one binary so that they link once.

mod architecture;
#[cfg(feature = "cli")]
mod cli;
mod complaints;
mod confined;
mod dependencies;
mod faults;
mod formats;
mod golden;
mod kept_files;
mod laws;
mod minimal_pairs;
#[cfg(feature = "gui")]
mod real_window;
mod review_file;
#[cfg(feature = "cli")]
mod torture;
#[cfg(feature = "gui")]
mod window;
