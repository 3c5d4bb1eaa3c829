//! Today's date: the only place that looks at the clock.

use chrono::{Local, NaiveDate};

/// Returns today's date where the user is.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub(crate) fn today() -> NaiveDate {
    Local::now().date_naive()
}
