"""Agreements with suppliers, and what they say clause by clause: functions of facts."""
