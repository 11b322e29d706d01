"""Samples and their tests: functions of facts."""
