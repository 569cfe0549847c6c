//! The warehouse, which the worker calls over HTTP.

use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};

/// A way to call the warehouse.
#[derive(Clone, Debug)]
pub struct Warehouse {
    client: reqwest::Client,
    url: String,
}

impl Warehouse {
    /// The warehouse answers on a port of the loopback.
    pub fn new(port: u16) -> Self {
        Self { client: reqwest::Client::new(), url: format!("http://127.0.0.1:{port}/reserve") }
    }

    /// Has an article reserved. `headers` are sent along.
    ///
    /// # Errors
    /// Those of the HTTP client.
    pub async fn reserve(&self, article: &'static str, headers: HeaderMap) -> reqwest::Result<()> {
        self.client.post(&self.url).headers(headers).body(article).send().await?.error_for_status()?;
        Ok(())
    }
}

/// Reserves an article.
pub async fn reserve() -> StatusCode {
    tokio::time::sleep(Duration::from_millis(20)).await;
    StatusCode::NO_CONTENT
}
