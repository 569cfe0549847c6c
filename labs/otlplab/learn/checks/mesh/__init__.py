"""The functions that look at answers of part 3, service mesh."""
