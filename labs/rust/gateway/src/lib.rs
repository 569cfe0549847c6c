//! Project 5: the gateway. One order asks the stock over HTTP and the price over gRPC, both at a time, and is
//! then written to the database, together with a message for the workers.

use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use dispatch::database::{Order, Orders};
use opentelemetry::baggage::BaggageExt;
use opentelemetry::trace::FutureExt;
use opentelemetry::{Context, KeyValue};
use pricing::QuoteRequest;
use serde::{Deserialize, Serialize};
use telemetry::http::{error_response, send, server_span};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tonic::Code;
use tracing::{error, info};

pub mod retry;

/// How long one try may take. Three of them and two pauses stay below half a second.
const PATIENCE: Duration = Duration::from_millis(150);

/// Where the gateway goes on.
#[derive(Clone, Debug)]
pub struct Gateway {
    http: reqwest::Client,
    stock_url: String,
    pricing: pricing::Client,
    orders: Orders,
}

/// What a customer wants.
#[derive(Debug, Deserialize)]
pub struct Basket {
    sku: String,
    quantity: u32,
}

/// What a customer gets.
#[derive(Debug, Serialize)]
pub struct Receipt {
    order: i64,
    cents: u64,
}

#[derive(Debug, Deserialize)]
struct Level {
    pieces: u32,
}

/// Why there is no receipt: a status for the customer, and a word for telemetry.
#[derive(Debug)]
pub enum OrderError {
    /// There is no such article.
    Unknown,
    /// There are not enough pieces.
    SoldOut,
    /// The service with that name did not answer.
    Unavailable(&'static str),
}

impl IntoResponse for OrderError {
    fn into_response(self) -> Response {
        let (status, kind) = match self {
            Self::Unknown => (StatusCode::NOT_FOUND, "unknown_article"),
            Self::SoldOut => (StatusCode::CONFLICT, "sold_out"),
            Self::Unavailable(name) => (StatusCode::SERVICE_UNAVAILABLE, name),
        };
        error_response(status, kind, kind.to_owned())
    }
}

impl Gateway {
    /// Makes a gateway. It connects with the first order.
    ///
    /// # Errors
    /// When an address is none.
    pub fn new(stock_url: String, pricing_url: &str, orders: Orders) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder().connect_timeout(PATIENCE).build()?;
        Ok(Self { http, stock_url, pricing: pricing::client(pricing_url)?, orders })
    }

    // region order
    async fn order(&self, basket: Basket) -> Result<Receipt, OrderError> {
        // When one of the two fails the other is dropped, and its span says so.
        let (pieces, cents) = tokio::try_join!(self.pieces(&basket), self.price(&basket))?;
        if pieces < basket.quantity {
            return Err(OrderError::SoldOut);
        }
        let order = Order { sku: basket.sku, quantity: basket.quantity, cents };
        match self.orders.place(&order).await {
            Ok(id) => {
                info!(name: "order.placed", { order.id = id, order.cents = cents }, "order {id} is placed");
                Ok(Receipt { order: id, cents })
            }
            Err(error) => {
                error!(name: "order.lost", "the order was not written: {error:#}");
                Err(OrderError::Unavailable("database"))
            }
        }
    }

    /// Asks the stock, and once more when it is busy: to ask does no harm.
    async fn pieces(&self, basket: &Basket) -> Result<u32, OrderError> {
        let unavailable = |_| OrderError::Unavailable("stock");
        let response = retry::retry(|attempt| async move {
            let url = format!("{}/stock/{}", self.stock_url, basket.sku);
            let request = self.http.get(url).timeout(PATIENCE).build()?;
            send(&self.http, request, attempt).await
        })
        .await
        .map_err(unavailable)?;
        match response.status() {
            reqwest::StatusCode::OK => {
                response.json::<Level>().await.map(|level| level.pieces).map_err(unavailable)
            }
            reqwest::StatusCode::NOT_FOUND => Err(OrderError::Unknown),
            _ => Err(OrderError::Unavailable("stock")),
        }
    }

    // endregion order

    async fn price(&self, basket: &Basket) -> Result<u64, OrderError> {
        let answer = retry::retry(|_| async {
            let quote = QuoteRequest { sku: basket.sku.clone(), quantity: basket.quantity };
            let mut request = tonic::Request::new(quote);
            request.set_timeout(PATIENCE); // travels along, so that the server gives up as well
            self.pricing.clone().quote(request).await
        });
        match answer.await {
            Ok(price) => Ok(price.into_inner().cents),
            Err(status) if status.code() == Code::NotFound => Err(OrderError::Unknown),
            Err(_) => Err(OrderError::Unavailable("pricing")),
        }
    }
}

// region baggage
async fn order(
    State(gateway): State<Gateway>,
    headers: HeaderMap,
    Json(basket): Json<Basket>,
) -> Result<(StatusCode, Json<Receipt>), OrderError> {
    // The gateway knows the customer; whoever comes after it learns of them from the baggage.
    let tier = headers.get("x-customer-tier").and_then(|tier| tier.to_str().ok()).unwrap_or("basic");
    let context = Context::current().with_baggage([KeyValue::new("customer.tier", tier.to_owned())]);
    let receipt = gateway.order(basket).with_context(context).await?;
    Ok((StatusCode::CREATED, Json(receipt)))
}
// endregion baggage

/// The service's routes.
pub fn router(gateway: Gateway) -> Router {
    Router::new()
        .route("/orders", post(order))
        .layer(middleware::from_fn(server_span))
        .route("/health", get(|| async { StatusCode::NO_CONTENT }))
        .with_state(gateway)
}

/// Serves until the token is cancelled, and then answers what it has.
///
/// # Errors
/// When the listener fails.
pub async fn serve(listener: TcpListener, gateway: Gateway, stop: CancellationToken) -> anyhow::Result<()> {
    axum::serve(listener, router(gateway)).with_graceful_shutdown(stop.cancelled_owned()).await?;
    Ok(())
}
