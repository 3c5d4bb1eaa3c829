//! A progress bar that shows itself when work lasts.

use std::{
    io::IsTerminal,
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::JoinHandle,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work lasts before the bar is shown.
const DELAI: Duration = Duration::from_secs(1);

/// Progress of a command, step by step; shown on the standard error after a second, where that is a terminal.
pub(crate) struct Progression {
    barre: ProgressBar,
    veille: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progression {
    /// Starts the work, which has that many steps.
    pub(crate) fn start(etapes: usize) -> Self {
        let barre = ProgressBar::with_draw_target(Some(etapes as u64), ProgressDrawTarget::hidden());
        if !std::io::stderr().is_terminal() {
            return Self { barre, veille: None };
        }
        if let Ok(style) = ProgressStyle::with_template("{spinner} [{bar:24}] {pos}/{len} {msg}") {
            barre.set_style(style);
        }
        let (fin, attente) = mpsc::channel();
        let copie = barre.clone();
        let veille = std::thread::spawn(move || {
            if attente.recv_timeout(DELAI) == Err(RecvTimeoutError::Timeout) {
                copie.set_draw_target(ProgressDrawTarget::stderr());
                copie.enable_steady_tick(Duration::from_millis(120));
            }
        });
        Self { barre, veille: Some((fin, veille)) }
    }

    /// Says which step begins.
    pub(crate) fn step(&self, etape: impl Into<String>) {
        self.barre.set_message(etape.into());
        self.barre.inc(1);
    }
}

impl Drop for Progression {
    // Lines must not be printed over the bar, whichever way the work ends.
    fn drop(&mut self) {
        if let Some((fin, veille)) = self.veille.take() {
            drop(fin);
            let _ = veille.join();
        }
        self.barre.finish_and_clear();
    }
}
