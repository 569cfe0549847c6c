"""A small shop: the system that every chapter of the course observes.

Four services of our own and one provider that is not ours::

    shopper ──HTTP──▶ storefront ──gRPC──▶ catalogue ──SQL──▶ database "catalogue"
                          │                    ▲
                          └──HTTP──▶ checkout ─┘ gRPC
                                        │ ├──HTTP──▶ payment (somebody else's: it sends no telemetry)
                                        │ └──SQL───▶ database "orders": the orders, and the queue
                                        ▼
                                   queue "orders"
                                        │
                                   fulfilment ──HTTP──▶ payment

A request enters at ``storefront.py``. Each service is one file; what they share is ``telemetry.py`` (SDK
set-up), ``web.py`` and ``http_client.py`` (HTTP), ``rpc.py`` (gRPC), ``database.py`` (SQL) and
``messages.py`` (the queue), each with the spans, metrics and logs of its protocol. ``faults.py`` is what
can go wrong, on demand.
"""

#: The version that the services report as ``service.version`` unless SERVICE_VERSION says otherwise.
VERSION = "1.4.1"
