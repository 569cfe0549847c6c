//! Orders in PostgreSQL, each statement a CLIENT span.

use anyhow::Context as _;
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod};
use serde::{Deserialize, Serialize};
use telemetry::unfinished::Unfinished;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, NoTls, Row, Transaction};
use tracing::field::Empty;
use tracing::{Instrument, info_span};

use crate::queue;

/// An order as it is placed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Which article.
    pub sku: String,
    /// How many pieces.
    pub quantity: u32,
    /// What the whole costs.
    pub cents: u64,
}

/// The orders' database.
#[derive(Clone, Debug)]
pub struct Orders {
    pool: Pool,
}

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku text NOT NULL, quantity bigint NOT NULL, cents bigint NOT NULL, state text NOT NULL
);
CREATE TABLE IF NOT EXISTS message (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL, body text NOT NULL, headers text NOT NULL
);";

impl Orders {
    /// Opens the database at `url`, a PostgreSQL connection string, and makes the tables that are not there.
    ///
    /// # Errors
    /// When `url` is wrong or nothing answers there.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let config: Config = url.parse().context("the database's URL")?;
        let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let pool = Pool::builder(Manager::from_config(config, NoTls, manager)).max_size(8).build()?;
        let connection = pool.get().await.context("the database does not answer")?;
        // Services start at the same time: the lock lets one make the tables, and the others find them.
        connection
            .batch_execute(&format!("BEGIN; SELECT pg_advisory_xact_lock(1); {SCHEMA} COMMIT;"))
            .await?;
        Ok(Self { pool })
    }

    pub(crate) async fn connection(&self) -> Result<Object, PoolError> {
        self.pool.get().await
    }

    // region place
    /// Writes an order and its message, both or neither, and returns the order's number.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn place(&self, order: &Order) -> anyhow::Result<i64> {
        let mut connection = self.connection().await?;
        let transaction = connection.transaction().await?;
        let rows = query(
            &transaction,
            "INSERT orders",
            "INSERT INTO orders (sku, quantity, cents, state) VALUES ($1, $2, $3, 'placed') RETURNING id",
            &[&order.sku, &i64::from(order.quantity), &i64::try_from(order.cents)?],
        )
        .await?;
        let id: i64 = rows.first().context("no number came back")?.get(0);
        queue::send(&transaction, queue::ORDERS, &serde_json::to_string(&(id, order))?).await?;
        transaction.commit().await?;
        Ok(id)
    }
    // endregion place
}

// region query
/// Runs a statement within a CLIENT span. `summary` is its low-cardinality name, which is also the span's.
///
/// # Errors
/// Those of the database; the span has their SQLSTATE.
pub async fn query(
    transaction: &Transaction<'_>,
    summary: &'static str,
    text: &'static str,
    parameters: &[&(dyn ToSql + Sync)],
) -> Result<Vec<Row>, tokio_postgres::Error> {
    let span = info_span!(
        "SQL",
        otel.name = summary,
        otel.kind = "client",
        db.system.name = "postgresql",
        db.query.summary = summary,
        db.query.text = text, // with placeholders: what they stand for stays out of telemetry
        db.response.status_code = Empty,
        error.r#type = Empty,
        otel.status_code = Empty,
    );
    let unfinished = Unfinished::new(&span);
    let result = transaction.query(text, parameters).instrument(span.clone()).await;
    unfinished.finish();
    if let Err(error) = &result {
        if let Some(state) = error.code() {
            span.record("db.response.status_code", state.code());
        }
        span.record("error.type", error.code().map_or("connection", |state| state.code()));
        span.record("otel.status_code", "ERROR");
    }
    result
}
// endregion query

/// Reads the database's URL from the file that `DATABASE_URL_FILE` names: it holds a password.
///
/// # Errors
/// When the variable is not set or the file cannot be read.
pub fn url_from_environment() -> anyhow::Result<String> {
    let file =
        std::env::var("DATABASE_URL_FILE").context("set DATABASE_URL_FILE to the file with the URL")?;
    let url = std::fs::read_to_string(&file).with_context(|| format!("cannot read {file}"))?;
    Ok(url.trim().to_owned())
}
