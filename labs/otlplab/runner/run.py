"""``lab(name)``: the handle that a chapter holds on a lab, live or recorded."""

from __future__ import annotations

import atexit
import importlib
import importlib.util
import inspect
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from otlplab.runner import builds, needs
from otlplab.runner.errors import LabError, NotRecorded
from otlplab.runner.manifest import LABS, Manifest, Step, load
from otlplab.runner.programs import Programs
from otlplab.runner.progress import Progress
from otlplab.runner.recording import Recorded

if TYPE_CHECKING:
    from otlplab.collector import LocalCollector
    from otlplab.store import Store

_running: dict[str, LabRun] = {}


def lab(
    name: str, collector: LocalCollector | None = None, mode: str | None = None, *, labs: Path = LABS
) -> LabRun:
    """Return the lab ``name``, to be started with ``with`` or :meth:`LabRun.start`.

    ``collector`` is where its telemetry goes (default: :func:`otlplab.attach`). ``mode`` is ``"live"`` or
    ``"recorded"``; by default a lab is live where the machine has what it needs. ``OTLPLAB_MODE=replay`` in
    the environment forces recordings.

    Raises :class:`~otlplab.runner.manifest.ManifestError` when there is no such lab.
    """
    if mode not in (None, "live", "recorded"):
        raise ValueError(f'mode is "live" or "recorded", not {mode!r}')
    return LabRun(load(name, labs), collector, mode)


class LabRun:
    """One run of a lab, from :meth:`start` to :meth:`stop`; a context manager."""

    mode: str  #: ``"live"`` or ``"recorded"``
    collector: LocalCollector  #: where its telemetry goes
    store: Store  #: everything that has arrived there since the start

    def __init__(self, manifest: Manifest, collector: LocalCollector | None, mode: str | None) -> None:
        self.manifest = manifest
        self.name = manifest.name
        self.missing = builds.missing(manifest)
        self._collector = collector
        asked = "recorded" if os.environ.get("OTLPLAB_MODE") == "replay" else mode
        self.mode = asked or ("recorded" if self.missing else "live")
        self._programs: Programs | None = None
        self._recorded: Recorded | None = None
        self._owner = os.getpid()
        self._stopped = False

    def start(self) -> LabRun:
        """Build and start the programs and return when all are ready; or make the recording ready.

        One lab runs once in a notebook: the run of the same lab that is still there is stopped first.
        Raises :class:`LabError` when it cannot be started; nothing is left running then.
        """
        if self.name in _running:
            _running.pop(self.name).stop()
        if self.mode == "live" and self.missing:
            raise LabError(f"{self.name} cannot run live here: {self._lacking()}")
        progress = Progress(self.name, self.mode)
        try:
            progress("starting")
            if self._collector is None:
                from otlplab.collector import attach

                self.collector = attach()
            else:
                self.collector = self._collector
            self.store = self.collector.store()
            if self.mode == "recorded":
                self._play(progress)
            else:
                self._run(progress)
        except BaseException:
            self.stop()
            raise
        _running[self.name] = self
        atexit.register(self.stop)
        return self

    def stop(self) -> None:
        """Stop everything that was started. May be called more than once."""
        if os.getpid() != self._owner:  # a fork of the notebook must not stop what is not its own
            return
        atexit.unregister(self.stop)
        if _running.get(self.name) is self:
            del _running[self.name]
        if self._programs:
            self._programs.stop()
            self._stopped = True

    def __enter__(self) -> LabRun:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"<lab {self.name}: {self.mode}>"

    def do(self, action: str, **parameters: Any) -> Any:
        """Carry out one of the lab's actions and return what it returns.

        From a recording: send what was recorded of the same call, and return what it returned. Raises
        :class:`LabError` when there is no such action or a program has ended, :class:`NotRecorded` when the
        recording has no such call.
        """
        if self._recorded:
            step = Step(do=action, parameters=self.parameters(action, parameters))
            return self._recorded.play(step, self._how_to_live())
        programs = self._live(action)
        if self._stopped:
            raise LabError(f"{action}: lab {self.name} has been stopped; `start()` starts it again")
        programs.check()
        result = self._action(action)(self, **self.parameters(action, parameters))
        programs.check()
        return json.loads(json.dumps(result))

    def parameters(self, action: str, given: dict[str, Any]) -> dict[str, Any]:
        """Return all parameters of an action: those ``given``, and the default values of the others.

        Raises :class:`LabError` when it does not take them.
        """
        signature = inspect.signature(self._action(action))
        try:
            bound = signature.bind(self, **given)
        except TypeError as error:
            takes = ", ".join(list(signature.parameters)[1:]) or "no parameters"
            raise LabError(f"{action} of lab {self.name} takes {takes}: {error}") from None
        bound.apply_defaults()
        return json.loads(json.dumps(dict(list(bound.arguments.items())[1:])))

    def drive(self, **parameters: Any) -> Any:
        """Put load on the lab: its action ``drive``. The parameters are the lab's own."""
        return self.do("drive", **parameters)

    def fault(self, name: str, on: bool = True) -> Any:
        """Switch one of the lab's faults on or off: its action ``fault``."""
        if name not in self.manifest.faults:
            known = ", ".join(self.manifest.faults) or "none"
            raise LabError(f"lab {self.name} has no fault {name!r}; its faults: {known}")
        return self.do("fault", name=name, on=on)

    def switch(self, program: str, on: bool) -> None:
        """Stop one program, or start it again on the same ports and wait until it is ready."""
        self._live(f"switch({program!r})").switch(program, on)

    def endpoint(self, name: str) -> str:
        """Return ``http://127.0.0.1:PORT`` of the port that the lab calls ``name``."""
        return f"http://127.0.0.1:{self.port(name)}"

    def port(self, name: str) -> int:
        """Return the port that the lab calls ``name``."""
        programs = self._live(f"endpoint({name!r})")
        if name not in programs.ports:
            raise LabError(
                f"lab {self.name} has no port {name!r}; it has {', '.join(sorted(programs.ports))}"
            )
        return programs.ports[name]

    @property
    def endpoints(self) -> dict[str, str]:
        """Every port of the lab, by the name that the lab gives it."""
        return {name: self.endpoint(name) for name in sorted(self._live("endpoints").ports)}

    def check(self) -> None:
        """Raise :class:`LabError` when a program has ended that nobody stopped."""
        if self._programs:
            self._programs.check()

    def built(self, name: str) -> Path:
        """Return the folder with the output of the lab's build ``name``."""
        made = self._live(f"built({name!r})").builds
        if name not in made:
            raise LabError(
                f"lab {self.name} has no build {name!r}; it has {', '.join(sorted(made)) or 'none'}"
            )
        return made[name]

    @property
    def data(self) -> Path:
        """The folder that the programs of this run write to; it is removed when the run stops."""
        return self._live("data").session.data

    @property
    def limits(self) -> list[str]:
        """What the lab may take of the machine, and what enforces it."""
        return list(self._live("limits").session.limiter.says)

    def logs(self, program: str) -> str:
        """Return what a program has printed so far (after the run, too)."""
        programs = self._live(f"logs({program!r})")
        if program not in programs.names():
            raise LabError(
                f"lab {self.name} has no program {program!r}; it has {', '.join(programs.names())}"
            )
        return programs.session.log(program).read_text("utf-8", errors="replace")

    def _run(self, progress: Progress) -> None:
        self._programs = Programs(self.manifest, self.collector, progress)
        self._stopped = False
        self._programs.start()
        count = len(self.manifest.programs)
        progress.done(f"{count} program{'s' * (count != 1)} ready", "; ".join(self._programs.origins()))

    def _play(self, progress: Progress) -> None:
        self._recorded = Recorded(self.manifest, self.collector)
        why = f"not live here: {self._lacking()}" if self.missing else "as asked"
        progress.done(f"{self._recorded.origin} ({why})", self._how_to_live())
        self._recorded.begin()

    def _live(self, what: str) -> Programs:
        if self._recorded:
            raise NotRecorded(f"{what}: this is a recording, no program runs. {self._how_to_live()}")
        if self._programs is None:
            raise LabError(
                f"{what}: lab {self.name} has not been started; use `with lab({self.name!r}) as …`"
            )
        return self._programs

    def _lacking(self) -> str:
        return f"it needs {', '.join(map(str, self.missing))}"

    def _how_to_live(self) -> str:
        if not self.missing:
            return "▶ To get it live: unset OTLPLAB_MODE and start the lab again."
        command = needs.install(self.missing)
        return f"▶ To get it live: {command}" if command else f"▶ To get it live: {self._lacking()}."

    def _action(self, name: str) -> Callable[..., Any]:
        where = self.manifest.actions.get(name)
        if where is None:
            known = ", ".join(self.manifest.actions) or "none"
            raise LabError(f"lab {self.name} has no action {name!r}; its actions: {known}")
        module, _, function = where.partition(":")
        if str(self.manifest.labs) not in sys.path:
            sys.path.append(str(self.manifest.labs))
        if not module.endswith(".py"):
            return getattr(importlib.import_module(module), function)
        # A file of the lab's folder is read anew for every call: an edit takes effect at once.
        spec = importlib.util.spec_from_file_location(
            f"_lab_{self.name}_{module[:-3]}".replace("/", "_").replace("-", "_"),
            self.manifest.folder / module,
        )
        loaded = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
        spec.loader.exec_module(loaded)  # type: ignore[union-attr]
        return getattr(loaded, function)
