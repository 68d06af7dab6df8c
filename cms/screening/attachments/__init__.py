"""Attachments to texts: a file's bytes in, pieces and remarks out. No Django: `python -m` of it reads one file apart."""
