"""Suppliers looked at again on a rhythm: functions of facts."""
