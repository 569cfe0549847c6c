//! The worker. `DATABASE_URL_FILE` names the file with the database's URL, `BATCH` the size of a batch.

use std::process::ExitCode;

use anyhow::Context as _;
use dispatch::database::Orders;
use dispatch::worker::work;

fn main() -> ExitCode {
    telemetry::service::run("dispatch-worker", |stop| async move {
        let orders = Orders::open(&dispatch::database::url_from_environment()?).await?;
        let batch = std::env::var("BATCH").unwrap_or_else(|_| "10".to_owned());
        let batch = batch.parse().with_context(|| format!("BATCH={batch:?} is no number"))?;
        eprintln!("ready");
        work(&orders, batch, &stop).await
    })
}
