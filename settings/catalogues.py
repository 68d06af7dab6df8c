"""Compile the translations: `python -m settings.catalogues`. polib does it, so that gettext need not be installed."""

from pathlib import Path

import polib

LOCALE = Path(__file__).parent / "locale"


def compile_catalogues() -> None:
    """Write the .mo beside each .po that is newer."""
    for source in LOCALE.rglob("*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))


if __name__ == "__main__":
    compile_catalogues()
