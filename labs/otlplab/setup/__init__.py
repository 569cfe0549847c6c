"""From an empty machine to an open course: the environment, JupyterLab, and a tour of every chapter."""
