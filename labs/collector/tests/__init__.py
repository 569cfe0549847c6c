"""What the Collector's labs are proven by."""
