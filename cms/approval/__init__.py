"""Approval (三审): who reviews a text, in which order, and what was decided."""
