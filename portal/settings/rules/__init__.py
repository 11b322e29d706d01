"""Limits, rates, categories and businesses of the team: functions of facts."""
