"""Labs: real programs, started and stopped, or what they once sent played again."""
