"""What a change of many records says before and after."""
