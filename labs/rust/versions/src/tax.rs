//! A library that computes a tax, as its authors would instrument it: with the OpenTelemetry API alone.

use std::collections::HashMap;

/// Who knows the rates: a service, called over HTTP.
#[derive(Clone, Debug)]
pub struct Office {
    client: reqwest::Client,
    url: String,
}

impl Office {
    /// The office answers on a port of the loopback.
    pub fn new(port: u16) -> Self {
        Self { client: reqwest::Client::new(), url: format!("http://127.0.0.1:{port}/rates") }
    }

    async fn rate(&self, carrier: &HashMap<String, String>) -> reqwest::Result<String> {
        let request =
            carrier.iter().fold(self.client.get(&self.url), |r, (name, value)| r.header(name, value));
        request.send().await?.text().await
    }
}

// region library
/// The library, compiled against one version of the API.
macro_rules! library {
    ($version:ident, $opentelemetry:ident) => {
        pub mod $version {
            use std::collections::HashMap;

            use $opentelemetry::trace::{FutureExt, SpanKind, TraceContextExt, Tracer};
            use $opentelemetry::{Context, global};

            /// Asks for the rate, within a span whose context the question carries.
            pub async fn compute(office: &super::Office) -> reqwest::Result<String> {
                let tracer = global::tracer("tax"); // of this version's global provider
                let span = tracer.span_builder("compute tax").with_kind(SpanKind::Client).start(&tracer);
                let context = Context::current_with_span(span);
                let mut carrier = HashMap::new();
                global::get_text_map_propagator(|p| p.inject_context(&context, &mut carrier));
                office.rate(&carrier).with_context(context).await
            }
        }
    };
}

library!(new, opentelemetry);
library!(old, opentelemetry_old);
// endregion library
