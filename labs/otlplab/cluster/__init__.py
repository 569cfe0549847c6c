"""A Kubernetes for the labs that deploy something: a node of our own, or what ``KUBECONFIG`` leads to.

::

    from otlplab import cluster

    kubernetes = cluster.up()                      # the node of our own, unless KUBECONFIG is set
    kubernetes.load("shop", "agent=PATH")          # images: by name, or of a program
    kubernetes.deploy(folder)                      # a kustomization: applied, and waited for
    kubernetes.logs("deployment/storefront", "shop")
    kubernetes.remove(folder)
    kubernetes.down()                              # what up() has started

A lab does the same with a program ``{python} -m otlplab.cluster.deployment`` in its ``lab.toml``.

In the order in which a deployment comes alive::

    images.py      images without a registry, as builds
    node.py        the node of our own: up, down, memory, disk
    kubectl.py     kubectl: apply, wait, logs, objects
    access.py      up(): the node or the reader's cluster, with what a lab does in it
    deployment.py  the program of a lab that deploys something
    cli.py         otlplab cluster up|status|down|reset
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from otlplab.lazy import lazy

if TYPE_CHECKING:
    from otlplab.cluster.access import Cluster, up

__all__ = ["Cluster", "up"]

__getattr__, __dir__ = lazy(__name__, {"Cluster": "access", "up": "access"})
