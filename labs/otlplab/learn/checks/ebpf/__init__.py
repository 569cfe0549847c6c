"""The functions that look at answers of part 2, eBPF."""
