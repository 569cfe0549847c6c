"""What the browser's tests share: the site, built and served once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import book_site as site


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    """The address of the site, brought up to date and served."""
    result = site.build(site.ROOT)
    assert result.returncode == 0, result.stderr[-4000:]
    with site.served(site.ROOT / "_build" / "html") as address:
        yield address
