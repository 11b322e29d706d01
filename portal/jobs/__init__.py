"""The job engine: work that is done behind the pages."""
