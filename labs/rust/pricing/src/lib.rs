//! Project 2: what does an article cost? A gRPC service on Tonic, and its client.

use std::pin::Pin;
use std::time::Duration;

use opentelemetry::Context;
use opentelemetry::baggage::BaggageExt;
use telemetry::rpc::{ClientLayer, ServerLayer, Traced};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tokio_stream::{Stream, StreamExt};
use tokio_util::sync::CancellationToken;
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Request, Response, Status};
use tower::ServiceBuilder;
use tracing::{Span, info_span, instrument};

pub use proto::pricing_client::PricingClient;
pub use proto::pricing_server::{Pricing, PricingServer};
pub use proto::{Price, QuoteRequest, WatchRequest};

/// What `build.rs` made of `pricing.proto`.
#[allow(missing_docs, clippy::all)]
mod proto {
    tonic::include_proto!("pricing.v1");
}

/// The price list.
#[derive(Clone, Copy, Debug, Default)]
pub struct PriceList;

impl PriceList {
    /// The price of one piece in cents.
    #[instrument(skip(self))]
    fn look_up(self, sku: &str) -> Result<u64, Status> {
        match sku {
            "chair" => Ok(8_900),
            "lamp" => Ok(3_450),
            "sofa" => Ok(74_900),
            "vase" => Ok(1_250),
            _ => Err(Status::not_found(format!("no article {sku:?}"))),
        }
    }
}

/// The customer's tier, which whoever met the customer has put into the baggage.
fn tier() -> Option<String> {
    Context::current().baggage().get("customer.tier").map(|value| value.as_str().to_owned())
}

// region server
#[tonic::async_trait]
impl Pricing for PriceList {
    async fn quote(&self, request: Request<QuoteRequest>) -> Result<Response<Price>, Status> {
        let QuoteRequest { sku, quantity } = request.into_inner();
        let whole = self.look_up(&sku)? * u64::from(quantity);
        // Baggage is nobody's attribute until somebody makes it one.
        let tier = tier();
        if let Some(tier) = &tier {
            tracing_opentelemetry::OpenTelemetrySpanExt::set_attribute(
                &Span::current(),
                "customer.tier",
                tier.clone(),
            );
        }
        let cents = if tier.as_deref() == Some("gold") { whole - whole / 10 } else { whole };
        Ok(Response::new(Price { cents }))
    }

    type WatchStream = Pin<Box<dyn Stream<Item = Result<Price, Status>> + Send>>;

    async fn watch(&self, request: Request<WatchRequest>) -> Result<Response<Self::WatchStream>, Status> {
        let WatchRequest { sku, times } = request.into_inner();
        let base = self.look_up(&sku)?;
        let ticks = tokio_stream::iter(0..u64::from(times)).throttle(Duration::from_millis(20));
        // Each price is made while the stream is polled, within the call's span: its parent.
        let prices = ticks.map(move |tick| {
            info_span!("price", pricing.tick = i64::try_from(tick).unwrap_or(i64::MAX))
                .in_scope(|| Ok(Price { cents: base + tick }))
        });
        Ok(Response::new(Box::pin(prices)))
    }
}

/// Serves until the token is cancelled, and then answers what it has.
///
/// # Errors
/// When the listener fails.
pub async fn serve(listener: TcpListener, stop: CancellationToken) -> anyhow::Result<()> {
    Server::builder()
        .layer(ServerLayer)
        .add_service(PricingServer::new(PriceList))
        .serve_with_incoming_shutdown(TcpListenerStream::new(listener), stop.cancelled_owned())
        .await?;
    Ok(())
}
// endregion server

// region client
/// A client whose calls are spans.
pub type Client = PricingClient<Traced<Channel>>;

/// Makes a client of the service at `http://HOST:PORT`. It connects with the first call.
///
/// # Errors
/// When `address` is none.
pub fn client(address: &str) -> anyhow::Result<Client> {
    let channel =
        Endpoint::from_shared(address.to_owned())?.connect_timeout(Duration::from_millis(500)).connect_lazy();
    Ok(PricingClient::new(ServiceBuilder::new().layer(ClientLayer).service(channel)))
}
// endregion client
