//! The spans that end while a test runs, to be looked at. Nothing leaves the process.

use std::sync::{Arc, Mutex, PoisonError};

use opentelemetry::global;
use opentelemetry::propagation::TextMapCompositePropagator;
use opentelemetry::trace::{SpanId, Status, TracerProvider as _};
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::propagation::{BaggagePropagator, TraceContextPropagator};
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanData, SpanExporter};
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;

/// What has ended so far on the thread that called [`record`].
#[derive(Debug)]
pub struct Recorded {
    kept: Kept,
    _installed: DefaultGuard,
}

/// Records the spans of this thread, level INFO and above, until the value is dropped.
///
/// The propagator and the provider of `opentelemetry::global` are the process's: a test that needs that
/// provider has to be alone in its binary.
pub fn record() -> Recorded {
    let kept = Kept::default();
    let provider = SdkTracerProvider::builder().with_simple_exporter(kept.clone()).build();
    global::set_text_map_propagator(TextMapCompositePropagator::new(vec![
        Box::new(TraceContextPropagator::new()),
        Box::new(BaggagePropagator::new()),
    ]));
    global::set_tracer_provider(provider.clone());
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
    let subscriber = tracing_subscriber::registry().with(layer.with_filter(LevelFilter::INFO));
    Recorded { kept, _installed: tracing::subscriber::set_default(subscriber) }
}

impl Recorded {
    /// Every span that has ended, in the order in which they did.
    pub fn spans(&self) -> Vec<SpanData> {
        self.kept.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The only span with this name.
    ///
    /// # Panics
    /// When there is none, or more than one: a test wants to know.
    #[expect(clippy::panic, reason = "for tests")]
    pub fn span(&self, name: &str) -> SpanData {
        let mut found: Vec<_> = self.spans().into_iter().filter(|span| span.name == name).collect();
        match (found.pop(), found.len()) {
            (Some(span), 0) => span,
            (_, more) => panic!("{} spans {name:?} among {:?}", more + 1, self.names()),
        }
    }

    /// The name of the parent of the only span with this name, when the parent is here as well.
    pub fn parent_of(&self, name: &str) -> Option<String> {
        let parent = self.span(name).parent_span_id;
        let found = self.spans().into_iter().find(|span| span.span_context.span_id() == parent);
        found.map(|span| span.name.into_owned())
    }

    /// How many traces there are.
    pub fn traces(&self) -> usize {
        let mut ids: Vec<_> = self.spans().iter().map(|span| span.span_context.trace_id()).collect();
        ids.sort_unstable_by_key(|id| id.to_bytes());
        ids.dedup();
        ids.len()
    }

    fn names(&self) -> Vec<String> {
        self.spans().into_iter().map(|span| span.name.into_owned()).collect()
    }
}

/// The value of an attribute as text.
pub fn attribute(span: &SpanData, key: &str) -> Option<String> {
    span.attributes.iter().find(|one| one.key.as_str() == key).map(|one| one.value.to_string())
}

/// Whether a span ended with an error.
pub fn is_error(span: &SpanData) -> bool {
    matches!(span.status, Status::Error { .. })
}

/// Whether a span has no parent at all.
pub fn is_root(span: &SpanData) -> bool {
    span.parent_span_id == SpanId::INVALID
}

#[derive(Clone, Debug, Default)]
struct Kept(Arc<Mutex<Vec<SpanData>>>);

impl SpanExporter for Kept {
    async fn export(&self, mut batch: Vec<SpanData>) -> OTelSdkResult {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).append(&mut batch);
        Ok(())
    }
}
