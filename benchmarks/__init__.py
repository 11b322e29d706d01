"""What the portal costs, measured: `python3 run.py bench`."""
