"""Screening (内容筛查): what must not, or had better not, be published, named with its place and what to do."""
