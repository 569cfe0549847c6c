"""The mesh by hand: an Envoy beside each service, with configurations as one writes them."""
