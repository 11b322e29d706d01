"""Checklists a team fills together: functions of facts."""
