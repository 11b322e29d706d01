"""Suppliers side by side: functions of facts."""
