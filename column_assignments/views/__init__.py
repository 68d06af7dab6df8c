"""The responsibility table, departments and records in the admin."""
