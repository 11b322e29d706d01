"""One file for each kind of workbook; each can be run as a program that reads one and answers."""
