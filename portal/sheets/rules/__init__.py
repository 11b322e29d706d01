"""Spreadsheets in and out: functions of facts."""
