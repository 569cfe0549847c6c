"""Is it an OTLP receiver? Every MUST and SHOULD of the specification that can be seen from outside.

``otlplab conformance --http http://127.0.0.1:4318 --grpc 127.0.0.1:4317`` runs against any receiver. Each
check carries the sentence of the specification that it checks, its level and its section. The checks are in
:mod:`.grpc_checks`, :mod:`.encoding_checks` and :mod:`.http_checks`; :mod:`.suite` runs them, and says in
``NOT_VISIBLE`` what a server must do that nobody can see from outside; :mod:`.report` shows results.

The specification is opentelemetry-proto 1.11, ``docs/specification.md``.
"""
