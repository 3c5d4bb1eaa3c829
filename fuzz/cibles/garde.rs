//! The guard: whatever the bytes, it says what they are, and every part of a package inflates within bounds.
#![no_main]

use cpts_paquet::guard::ole::Container;
use cpts_paquet::guard::{Archive, Limits, inspect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|octets: &[u8]| {
    let limits = Limits { octets_total: 1 << 24, ..Limits::default() };
    let _ = inspect(octets, "adherents.xlsx", &limits);
    if let Ok(mut archive) = Archive::open(octets, &limits) {
        let _ = archive.check_all();
    }
    if let Ok(container) = Container::open(octets) {
        let _ = container.stream("Workbook");
    }
});
