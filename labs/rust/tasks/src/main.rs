//! The service on the port that `PORT` names.

use std::process::ExitCode;

use telemetry::service::{listen, run};

fn main() -> ExitCode {
    run("tasks", |stop| async { tasks::serve(listen("PORT").await?, stop).await })
}
