"""Prices of suppliers, and what a unit really costs: functions of facts."""
