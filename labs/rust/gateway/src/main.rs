//! The gateway. `PORT` names its port; `STOCK_URL`, `PRICING_URL` and `DATABASE_URL_FILE` where it goes on.

use std::process::ExitCode;

use anyhow::Context as _;
use dispatch::database::{Orders, url_from_environment};
use gateway::{Gateway, serve};
use telemetry::service::{listen, run};

fn main() -> ExitCode {
    run("gateway", |stop| async {
        let url =
            |name: &str| std::env::var(name).with_context(|| format!("set {name} to a service's address"));
        let orders = Orders::open(&url_from_environment()?).await?;
        let gateway = Gateway::new(url("STOCK_URL")?, &url("PRICING_URL")?, orders)?;
        serve(listen("PORT").await?, gateway, stop).await
    })
}
