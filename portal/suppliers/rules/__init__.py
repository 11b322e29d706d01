"""Suppliers, their people, documents and word of mouth: functions of facts."""
