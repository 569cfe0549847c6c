//! `load KIND URL CALLERS SECONDS`: calls, each caller waiting for its answer before it calls again, and one
//! line of JSON: how many answers, how many failures, how many seconds, and percentiles in milliseconds.
//!
//! KIND is `get`, `order` (a POST to the gateway or the intake) or `quote` (a gRPC call). Callers do not wait
//! for a rate, so a slow server is asked less: the figures are a throughput and the time that went with it, and
//! not the latency at a given rate.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tokio::task::JoinSet;

/// One caller's way to call.
#[derive(Clone)]
enum Call {
    Get(reqwest::Client, String),
    Order(reqwest::Client, String),
    Quote(Box<pricing::Client>),
}

impl Call {
    async fn once(&mut self) -> bool {
        match self {
            Self::Get(client, url) => finished(client.get(url.as_str())).await,
            Self::Order(client, url) => {
                let order = serde_json::json!({"sku": "lamp", "quantity": 1, "cents": 3450});
                finished(client.post(url.as_str()).json(&order)).await
            }
            Self::Quote(client) => {
                let quote = pricing::QuoteRequest { sku: "lamp".to_owned(), quantity: 1 };
                client.quote(quote).await.is_ok()
            }
        }
    }
}

/// Sends a request and reads the whole answer, without which the connection cannot be used again.
async fn finished(request: reqwest::RequestBuilder) -> bool {
    match request.send().await {
        Ok(response) => response.status().is_success() && response.bytes().await.is_ok(),
        Err(_) => false,
    }
}

fn main() -> ExitCode {
    match measure() {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("load: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> anyhow::Result<serde_json::Value> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kind, url, callers, seconds] = arguments.as_slice() else {
        bail!("load get|order|quote URL CALLERS SECONDS");
    };
    let callers: usize = callers.parse().context("CALLERS has to be a number")?;
    let seconds: f64 = seconds.parse().context("SECONDS has to be a number")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.block_on(async {
        let call = match kind.as_str() {
            "get" => Call::Get(reqwest::Client::new(), url.clone()),
            "order" => Call::Order(reqwest::Client::new(), url.clone()),
            "quote" => Call::Quote(Box::new(pricing::client(url)?)),
            other => bail!("KIND is get, order or quote, not {other:?}"),
        };
        let begun = Instant::now();
        let end = begun + Duration::from_secs_f64(seconds);
        let mut tasks = JoinSet::new();
        for _ in 0..callers {
            let mut call = call.clone();
            tasks.spawn(async move {
                let (mut took, mut failed) = (Vec::new(), 0_u64);
                while Instant::now() < end {
                    let asked = Instant::now();
                    if call.once().await {
                        took.push(asked.elapsed());
                    } else {
                        failed += 1;
                    }
                }
                (took, failed)
            });
        }
        let (mut took, mut failed) = (Vec::new(), 0);
        for (mut some, failures) in tasks.join_all().await {
            took.append(&mut some);
            failed += failures;
        }
        took.sort_unstable();
        let at = |share: f64| {
            let place = ((took.len() as f64) * share) as usize;
            took.get(place.min(took.len().saturating_sub(1))).map_or(0.0, |t| t.as_secs_f64() * 1000.0)
        };
        Ok(serde_json::json!({
            "answers": took.len(), "failed": failed, "seconds": begun.elapsed().as_secs_f64(),
            "p50_ms": at(0.5), "p99_ms": at(0.99),
        }))
    })
}
