"""What a query gives: rows that show themselves as a table and turn into a data frame."""

from __future__ import annotations

import datetime
import decimal
import html
import importlib.util
import json
from typing import TYPE_CHECKING, Any

import duckdb

from otlplab.setup import need

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

TEXT_ROWS, TEXT_CELL = 40, 60
HTML_ROWS, HTML_CELL = 200, 200


class Result:
    """The rows of one query, read once and kept.

    In a notebook it displays as a table; ``len()`` is the number of rows.
    """

    def __init__(self, relation: duckdb.DuckDBPyRelation) -> None:
        self._relation = relation
        self.columns: list[str] = list(relation.columns)
        self.types: list[str] = [str(type_) for type_ in relation.types]
        """DuckDB's type of each column."""
        self._mixed = [index for index, type_ in enumerate(self.types) if "VARIANT" in type_]

    def __len__(self) -> int:
        return len(self._relation)

    def df(self) -> pandas.DataFrame:
        """Return a pandas data frame. TIMESTAMP_NS columns keep their nanoseconds."""
        frame = self._relation.df()
        for index in self._mixed:
            frame.isetitem(index, frame.iloc[:, index].map(_floats))
        return frame

    def pl(self) -> polars.DataFrame:
        """Return a Polars data frame; attribute values are text, as Polars has no type for mixed values.

        Polars is an extra of the course: the first call installs it, with a line of progress.
        """
        if importlib.util.find_spec("polars") is None:
            need("polars")
        return self._without_variants().pl()

    def arrow(self) -> pyarrow.Table:
        """Return a pyarrow table. Attribute values are text there, as in :meth:`pl`."""
        return self._without_variants().to_arrow_table()

    def rows(self) -> list[dict[str, Any]]:
        """Return a list of dicts.

        A time with nanoseconds is a :class:`pandas.Timestamp`, which is a :class:`datetime.datetime` that
        keeps them.
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self._tuples(None)]

    def scalar(self) -> Any:
        """Return the only value of a result that has one row and one column; :class:`ValueError` for any
        other.
        """
        rows = self._tuples(2)
        if len(rows) != 1 or len(self.columns) != 1:
            raise ValueError(
                f"scalar() needs one row and one column; this has {len(self)} x {len(self.columns)}"
            )
        return rows[0][0]

    @property
    def text(self) -> str:
        """The table as text: aligned, numbers to the right, long cells and many rows cut and the cut said."""
        shown = self.shown(TEXT_ROWS)
        cells = [[_cut(text, TEXT_CELL) for text in self._cells(row)] for row in shown]
        widths = [max(map(len, column)) for column in zip(self.columns, *cells, strict=True)]
        right = [_is_number(type_) for type_ in self.types]
        lines = [self.columns, ["─" * width for width in widths], *cells]
        text = "\n".join(
            "  ".join(
                value.rjust(width) if to_right else value.ljust(width)
                for value, width, to_right in zip(line, widths, right, strict=True)
            ).rstrip()
            for line in lines
        )
        return text + self._cut_note(len(shown), "\n")

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": self._html()}

    def _html(self) -> str:
        shown = self.shown(HTML_ROWS)
        right = [
            ' style="text-align: right"' if _is_number(type_) else ' style="text-align: left"'
            for type_ in self.types
        ]
        head = "".join(
            f'<th scope="col" title="{html.escape(type_, quote=True)}"{align}>{html.escape(name)}</th>'
            for name, type_, align in zip(self.columns, self.types, right, strict=True)
        )
        body = "".join(
            "<tr>"
            + "".join(
                f"<td{align}>{html.escape(_cut(text, HTML_CELL))}</td>"
                for text, align in zip(self._cells(row), right, strict=True)
            )
            + "</tr>"
            for row in shown
        )
        return (
            f'<table class="dataframe otlplab-result"><caption style="text-align: left">{self._count()}'
            f"{html.escape(self._cut_note(len(shown), '; '))}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _cells(self, row: tuple[Any, ...]) -> list[str]:
        return [
            _shorter(value) if type_ == "TIMESTAMP_NS" and value is not None else cell(value)
            for value, type_ in zip(row, self.types, strict=True)
        ]

    def _count(self) -> str:
        return "1 row" if len(self) == 1 else f"{len(self):,} rows"

    def _cut_note(self, shown: int, before: str) -> str:
        if len(self) > shown:
            return f"{before}the first {shown} of {len(self):,} rows"
        return f"{before}no rows" if before == "\n" and not len(self) else ""

    def _tuples(self, limit: int | None) -> list[tuple[Any, ...]]:
        relation = self._relation if limit is None else self._relation.limit(limit)
        rows = self._fetch(relation)
        precise = [index for index, type_ in enumerate(self.types) if type_ == "TIMESTAMP_NS"]
        if not precise or not rows:
            return rows
        frame = relation.df()
        times = {
            index: [
                None if value is None or value != value else value
                for value in frame.iloc[:, index].astype(object)
            ]
            for index in precise
        }
        return [
            tuple(times[index][number] if index in times else value for index, value in enumerate(row))
            for number, row in enumerate(rows)
        ]

    def shown(self, limit: int | None = None) -> list[tuple[Any, ...]]:
        """Return the first rows with times as text to the nanosecond, as tables show them."""
        names = [
            f"{quoted(name)}::VARCHAR AS {quoted(name)}" if type_ == "TIMESTAMP_NS" else quoted(name)
            for name, type_ in zip(self.columns, self.types, strict=True)
        ]
        relation = self._relation if limit is None else self._relation.limit(limit)
        return self._fetch(relation.project(", ".join(names)))

    def _fetch(self, relation: duckdb.DuckDBPyRelation) -> list[tuple[Any, ...]]:
        rows = relation.fetchall()
        if not self._mixed:
            return rows
        mixed = set(self._mixed)
        return [tuple(_floats(one) if i in mixed else one for i, one in enumerate(row)) for row in rows]

    def _without_variants(self) -> duckdb.DuckDBPyRelation:
        if not self._mixed:
            return self._relation
        return self._relation.project(
            ", ".join(
                quoted(name)
                + (f"::{type_.replace('VARIANT', 'VARCHAR')} AS {quoted(name)}" if "VARIANT" in type_ else "")
                for name, type_ in zip(self.columns, self.types, strict=True)
            )
        )


def _floats(value: Any) -> Any:
    """Return an attribute's value with the doubles that were sent, which are decimals in SQL."""
    match value:
        case decimal.Decimal():
            return float(value)
        case dict():
            return {key: _floats(one) for key, one in value.items()}
        case list():
            return [_floats(one) for one in value]
        case _:
            return value


def quoted(name: str) -> str:
    """Return ``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _is_number(type_: str) -> bool:
    return type_.startswith(("DECIMAL", "DOUBLE", "FLOAT")) or type_.endswith(("INT", "INTEGER"))


def cell(value: Any) -> str:
    """Return a value as the text of one table cell: stable, on one line."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.6g}" if abs(value) < 1e6 or abs(value) >= 1e15 else f"{value:.1f}"
        case decimal.Decimal():
            return str(value)
        case datetime.datetime():
            return _time(value)
        case bytes():
            return "0x" + value.hex()
        case dict() | list() | tuple():
            return json.dumps(value, ensure_ascii=False, default=cell)
        case _:
            return "".join(char if char.isprintable() else _escape(char) for char in str(value))


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode()


def _time(value: datetime.datetime) -> str:
    return _shorter(value.strftime("%Y-%m-%d %H:%M:%S.%f") + f"{getattr(value, 'nanosecond', 0):03d}")


def _shorter(time: str) -> str:
    """Return a time with as many digits as it has, in groups of three after the second."""
    second, _, fraction = time.partition(".")
    fraction = fraction.ljust(9, "0") if fraction else ""
    while fraction.endswith("000"):
        fraction = fraction[:-3]
    return f"{second}.{fraction}" if fraction else second


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
