"""Rules as functions of facts. Standard library only; no I/O, no clock, no language.

METHODS with a number is the section of docs/methods.md that a rule follows.
"""
