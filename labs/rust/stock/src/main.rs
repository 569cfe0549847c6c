//! The stock service, on the port that `PORT` names.

use std::process::ExitCode;

use telemetry::service::{listen, run};

fn main() -> ExitCode {
    run("stock", |stop| async { stock::serve(listen("PORT").await?, stop).await })
}
