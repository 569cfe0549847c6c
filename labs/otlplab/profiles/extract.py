"""Cut some profiles out of a request, with a dictionary of their own: what they refer to, and no more.

All profiles of a request share its tables. To pass on a few of them with the tables as they are would also
pass on the names of all the others, so whoever filters has to build tables anew. Introduced in chapter 5.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from opentelemetry.proto.collector.profiles.v1development.profiles_service_pb2 import (
    ExportProfilesServiceRequest,
)
from opentelemetry.proto.profiles.v1development import profiles_pb2 as otlp

from .dictionary import Dictionary, Request, Value
from .rules import check


def extract(
    request: ExportProfilesServiceRequest,
    profiles: Iterable[otlp.Profile],
    resource: Mapping[str, Value],
    scope: str = "",
) -> ExportProfilesServiceRequest:
    """Return some of a request's profiles as a request of its own, of one resource and one scope.

    Raises BrokenProfile when the request breaks a rule that it must keep.
    """
    check(request)
    made = Request(resource, scope)
    move = _Move(request.dictionary, made.dictionary)
    for profile in profiles:
        moved = made.scope.profiles.add()
        moved.CopyFrom(profile)
        move.references(moved)
    return made.message


class _Move:
    """What an index of one dictionary is in another; an entry moves when it is first asked for."""

    def __init__(self, old: otlp.ProfilesDictionary, new: Dictionary) -> None:
        self.old, self.new = old, new
        self.moved: dict[tuple[str, int], int] = {}

    def entry(self, table: str, index: int) -> int:
        """Return the index that an entry has in the new dictionary, with all that it refers to."""
        if (table, index) not in self.moved:
            found = getattr(self.old, f"{table}_table")[index]
            if table == "string":
                self.moved[table, index] = self.new.string(found)
            else:
                entry = type(found)()
                entry.CopyFrom(found)
                self.references(entry)
                self.moved[table, index] = self.new.entry(table, entry)
        return self.moved[table, index]

    def references(self, message: Any) -> None:
        """Change every index in a message and in those within it; a field's name says which table."""
        for field, value in message.ListFields():
            table, _, kind = field.name.rpartition("_")
            if kind == "strindex":
                setattr(message, field.name, self.entry("string", value))
            elif kind == "index":
                setattr(message, field.name, self.entry(table, value))
            elif kind == "indices":
                value[:] = [self.entry(table, index) for index in value]
            elif field.type == field.TYPE_MESSAGE:
                for inner in value if field.is_repeated else (value,):
                    self.references(inner)
