"""What stops a command: one line for whoever runs the program, never a trace."""


class Refusal(Exception):
    """What is wrong, and what would be right. The command ends with status 2."""
