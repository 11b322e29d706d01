"""The market: functions of facts, without a database, a clock or a language."""
