//! The pricing service, on the port that `PORT` names.

use std::process::ExitCode;

use telemetry::service::{listen, run};

fn main() -> ExitCode {
    run("pricing", |stop| async { pricing::serve(listen("PORT").await?, stop).await })
}
