//! Names that mean nothing to a file system.

/// A name as part of a file's name: nothing in it means anything to a file system.
pub fn slug(name: &str) -> String {
    const LONGEST: usize = 60;
    let mut out = String::new();
    for c in name.chars() {
        match c {
            c if c.is_alphanumeric() => out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
        if out.chars().count() >= LONGEST {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "article".into() } else { out.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_lead_nowhere() {
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("CON: a\\b\n\u{202E}x"), "con-a-b-x");
        assert_eq!(slug("Größe 2"), "größe-2");
        assert_eq!(slug("///"), "article");
    }
}
