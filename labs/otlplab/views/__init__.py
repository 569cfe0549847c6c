"""Pictures of telemetry for notebooks and static pages: each is text, HTML and a widget at once.

Text that came from telemetry is never markup here: Python escapes it into the fallback, and the bundle only
ever sets it as text content or as an attribute.
"""

from .spans import waterfall
from .traces import trace_list
from .view import BUNDLE, View

__all__ = ["BUNDLE", "View", "trace_list", "waterfall"]
