"""What the ground floor tells the floors above."""

from django.dispatch import Signal

# Sent with `portal` after a new version of its responsibility table was stored.
table_imported = Signal()
