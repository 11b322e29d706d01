"""Questions put to suppliers, and their answers: functions of facts."""
