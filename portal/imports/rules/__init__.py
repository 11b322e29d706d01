"""Spreadsheets brought in: functions of facts."""
