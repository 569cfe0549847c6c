"""A Kubernetes for the labs that deploy something: a node of our own, or what ``KUBECONFIG`` leads to."""
