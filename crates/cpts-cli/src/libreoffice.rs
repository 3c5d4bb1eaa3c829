//! LibreOffice, where it is installed: lays documents out, and says in a PDF where everything is.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Time to start, and for each document.
const START: Duration = Duration::from_secs(60);
const EACH: Duration = Duration::from_secs(20);

/// Names of the bookmarks are kept as named destinations.
const FILTER: &str = r#"pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}"#;

/// Why the documents could not be laid out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LibreOfficeError {
    /// It is not installed.
    #[error("LibreOffice n’a pas été trouvé sur cet ordinateur")]
    Absent,
    /// It could not be run.
    #[error("LibreOffice n’a pas pu être lancé : {0}")]
    Lancement(#[from] io::Error),
    /// It took too long.
    #[error("LibreOffice ne répond pas")]
    Delai,
}

/// Returns each document (.docx) as a PDF, or none where LibreOffice could not read it.
///
/// It runs once for all, in a directory and with settings of its own, so that a LibreOffice that is open is not disturbed.
pub(crate) fn pdf(documents: &[&[u8]]) -> Result<Vec<Option<Vec<u8>>>, LibreOfficeError> {
    let program = find().ok_or(LibreOfficeError::Absent)?;
    let place = tempfile::tempdir()?;
    let chemin = |rang: usize, extension: &str| place.path().join(format!("{rang}.{extension}"));
    let mut command = Command::new(program);
    command.arg(format!("-env:UserInstallation={}", url(&place.path().join("profil"))));
    command.args(["--headless", "--norestore", "--convert-to", FILTER, "--outdir"]).arg(place.path());
    for (rang, document) in documents.iter().enumerate() {
        fs::write(chemin(rang, "docx"), document)?;
        command.arg(chemin(rang, "docx"));
    }
    let nombre = u32::try_from(documents.len()).unwrap_or(u32::MAX);
    run(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()), START + EACH * nombre)?;
    Ok((0..documents.len()).map(|rang| fs::read(chemin(rang, "pdf")).ok()).collect())
}

/// Runs a command to its end, or stops it.
fn run(command: &mut Command, limit: Duration) -> Result<(), LibreOfficeError> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    while child.try_wait()?.is_none() {
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Err(LibreOfficeError::Delai);
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// Returns the program: on the path, or where its installers put it.
fn find() -> Option<PathBuf> {
    let name = format!("soffice{}", env::consts::EXE_SUFFIX);
    let on_path = env::var_os("PATH").map(|path| env::split_paths(&path).collect::<Vec<_>>()).unwrap_or_default();
    let installed = ["ProgramFiles", "ProgramFiles(x86)"]
        .iter()
        .filter_map(|variable| Some(PathBuf::from(env::var_os(variable)?).join("LibreOffice").join("program")));
    let mac = PathBuf::from("/Applications/LibreOffice.app/Contents/MacOS");
    on_path.into_iter().chain(installed).chain([mac]).map(|place| place.join(&name)).find(|program| program.is_file())
}

/// Returns a path as the address of a file.
fn url(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let byte = |byte: u8| match byte {
        b'/' | b':' | b'.' | b'_' | b'-' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    let path: String = text.trim_start_matches('/').bytes().map(byte).collect();
    format!("file:///{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_accents_and_spaces() {
        assert_eq!(url(Path::new("/srv/mes données/é")), "file:///srv/mes%20donn%C3%A9es/%C3%A9");
        assert_eq!(url(Path::new(r"C:\Users\Zoé")), "file:///C:/Users/Zo%C3%A9");
    }
}
