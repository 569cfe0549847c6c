//! A service from its first line to its last: telemetry, runtime, signals, and the order in which they end.

use std::fmt::Display;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use opentelemetry::propagation::TextMapCompositePropagator;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry::{Context, InstrumentationScope, KeyValue, global};
use opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge;
use opentelemetry_otlp::{LogExporter, SpanExporter};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::logs::SdkLoggerProvider;
use opentelemetry_sdk::propagation::{BaggagePropagator, TraceContextPropagator};
use opentelemetry_sdk::resource::{EnvResourceDetector, TelemetryResourceDetector};
use opentelemetry_sdk::trace::{SdkTracerProvider, Span, SpanData, SpanProcessor};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::filter::{EnvFilter, FilterExt, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

use crate::SCHEMA_URL;

// region run
/// Runs a service and returns its exit status: telemetry before everything, and after everything.
///
/// `serve` gets a token that is cancelled on SIGTERM and SIGINT. It has to stop taking requests then, finish
/// those that it has, and return.
pub fn run<F, S, E>(name: &'static str, serve: F) -> ExitCode
where
    F: FnOnce(CancellationToken) -> S,
    S: Future<Output = Result<(), E>>,
    E: Display,
{
    let telemetry = match Telemetry::start(name) {
        Ok(telemetry) => telemetry,
        Err(error) => {
            eprintln!("{name}: no telemetry: {error:#}");
            return ExitCode::FAILURE;
        }
    };
    let served = block_on_runtime(serve);
    if let Err(error) = &served {
        tracing::error!(name: "service.failed", "{error}");
    }
    // Only now: every task is gone, so every span has ended.
    let flushed = telemetry.shutdown();
    if let Err(error) = &flushed {
        eprintln!("{name}: telemetry was lost at shutdown: {error:#}");
    }
    if served.is_ok() && flushed.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn block_on_runtime<F, S, E>(serve: F) -> Result<(), String>
where
    F: FnOnce(CancellationToken) -> S,
    S: Future<Output = Result<(), E>>,
    E: Display,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("no runtime: {error}"))?;
    let served = runtime.block_on(async {
        let stop = stop_on_signals().map_err(|error| format!("no signals: {error}"))?;
        serve(stop).await.map_err(|error| format!("{error:#}"))
    });
    // What still runs is dropped at its next await, and a dropped task ends its spans.
    runtime.shutdown_timeout(Duration::from_secs(2));
    served
}
// endregion run

/// Returns a token that the first SIGTERM or SIGINT cancels.
fn stop_on_signals() -> std::io::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let cancel = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
        cancel.cancel();
    });
    Ok(stop)
}

/// Listens on the loopback, on the port that the environment variable names.
///
/// # Errors
/// When the variable is missing or no port, or when nothing can listen there.
pub async fn listen(variable: &str) -> anyhow::Result<TcpListener> {
    let port = std::env::var(variable).with_context(|| format!("set {variable} to the port to listen on"))?;
    let port: u16 = port.parse().with_context(|| format!("{variable}={port:?} is no port"))?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}

/// The providers of a running service, and how many spans have ended in it.
struct Telemetry {
    providers: Option<(SdkTracerProvider, SdkLoggerProvider)>,
    ended: Arc<AtomicU64>,
}

impl Telemetry {
    // region start
    /// Makes the providers and installs them. `OTEL_SDK_DISABLED=true` makes none.
    fn start(name: &'static str) -> anyhow::Result<Self> {
        let ended = Arc::new(AtomicU64::new(0));
        if std::env::var("OTEL_SDK_DISABLED").is_ok_and(|value| value.eq_ignore_ascii_case("true")) {
            tracing_subscriber::registry().with(lines()?).try_init()?;
            return Ok(Self { providers: None, ended });
        }
        // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, when set, win over what is said here.
        let resource = Resource::builder_empty()
            .with_service_name(std::env::var("OTEL_SERVICE_NAME").unwrap_or_else(|_| name.to_owned()))
            .with_attributes([
                KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
                KeyValue::new("service.instance.id", instance_id()),
            ])
            .with_detectors(&[Box::new(TelemetryResourceDetector), Box::new(EnvResourceDetector::new())])
            .build();

        // OTEL_EXPORTER_OTLP_*, OTEL_BSP_*, OTEL_BLRP_* and OTEL_TRACES_SAMPLER are read by the SDK itself.
        let tracer_provider = SdkTracerProvider::builder()
            .with_resource(resource.clone())
            .with_span_processor(Counting(Arc::clone(&ended)))
            .with_batch_exporter(SpanExporter::builder().with_http().build()?)
            .build();
        let logger_provider = SdkLoggerProvider::builder()
            .with_resource(resource)
            .with_batch_exporter(LogExporter::builder().with_http().build()?)
            .build();

        // Context travels in traceparent and tracestate, business context in baggage.
        global::set_text_map_propagator(TextMapCompositePropagator::new(vec![
            Box::new(TraceContextPropagator::new()),
            Box::new(BaggagePropagator::new()),
        ]));
        global::set_tracer_provider(tracer_provider.clone());

        let scope = InstrumentationScope::builder(name).with_schema_url(SCHEMA_URL).build();
        let spans = tracing_opentelemetry::layer()
            .with_tracer(tracer_provider.tracer_with_scope(scope))
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_tracked_inactivity(false)
            // Events go out as log records, and not as what once were span events.
            .with_filter(filter("SPAN_FILTER")?.and(filter_fn(|metadata| metadata.is_span())));
        let logs = OpenTelemetryTracingBridge::new(&logger_provider).with_filter(filter("RUST_LOG")?);
        // Each layer has a filter of its own. One filter for all of them would let RUST_LOG decide which spans
        // there are, and with them which context goes out.
        tracing_subscriber::registry().with(spans).with(logs).with(lines()?).try_init()?;
        Ok(Self { providers: Some((tracer_provider, logger_provider)), ended })
    }
    // endregion start

    // region shutdown
    /// Sends what is still there. The last log record says how many spans have ended, so that anybody can
    /// compare that with what has arrived.
    fn shutdown(self) -> OTelSdkResult {
        let Some((spans, logs)) = self.providers else { return Ok(()) };
        let flushed = spans.shutdown_with_timeout(Duration::from_secs(10));
        let ended = i64::try_from(self.ended.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
        tracing::info!(name: "service.stopped", { spans.ended = ended }, "stopped after {ended} spans");
        flushed.and(logs.shutdown_with_timeout(Duration::from_secs(10)))
    }
    // endregion shutdown
}

/// Log lines for whoever watches the process.
fn lines<S>() -> anyhow::Result<impl Layer<S>>
where
    S: tracing::Subscriber + for<'span> LookupSpan<'span>,
{
    Ok(fmt::layer().with_writer(std::io::stderr).with_filter(filter("RUST_LOG")?))
}

/// The filter that the environment variable holds; without one: level INFO, which leaves out what the HTTP
/// libraries say about themselves.
fn filter(variable: &str) -> anyhow::Result<EnvFilter> {
    let directives = std::env::var(variable).unwrap_or_else(|_| "info".to_owned());
    EnvFilter::try_new(&directives).with_context(|| format!("{variable}={directives:?} is no filter"))
}

/// A random UUID, as the conventions want it.
fn instance_id() -> String {
    let random = fastrand::u128(..) & !(0xf << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62; // version 4, variant 1
    let hex = format!("{random:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// Counts the sampled spans that end, before any queue can lose them.
#[derive(Debug)]
struct Counting(Arc<AtomicU64>);

impl SpanProcessor for Counting {
    fn on_start(&self, _: &mut Span, _: &Context) {}

    fn on_end(&self, span: SpanData) {
        if span.span_context.is_sampled() {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn force_flush(&self) -> OTelSdkResult {
        Ok(())
    }

    fn shutdown_with_timeout(&self, _: Duration) -> OTelSdkResult {
        Ok(())
    }
}
