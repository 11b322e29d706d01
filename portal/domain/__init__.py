"""Rules as functions of facts. Standard library only; no I/O, no clock, no language."""
