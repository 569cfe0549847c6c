"""Pictures of telemetry for notebooks and static pages: each is text, HTML and a widget at once.

Text that came from telemetry is never markup here: Python escapes it into the fallback, and the bundle only
ever sets it as text content or as an attribute.
"""

from .logs import log_table
from .metrics import metric_chart
from .questions import quiz
from .services import service_map
from .spans import waterfall
from .stacks import flame_graph
from .steps import stepper
from .traces import trace_list
from .view import BUNDLE, View

__all__ = [
    "BUNDLE",
    "View",
    "flame_graph",
    "log_table",
    "metric_chart",
    "quiz",
    "service_map",
    "stepper",
    "trace_list",
    "waterfall",
]
