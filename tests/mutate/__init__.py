"""Would the suite notice? `python -m tests.mutate --help` says how to ask."""
