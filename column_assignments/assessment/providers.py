"""Who brings facts (事实来源): the floors above register here, and pandas is imported only when facts are asked for."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pandas as pd

Provider = Callable[[str, str], "Mapping[str, pd.DataFrame]"]
Named = TypeVar("Named", bound="Provider | str")

_providers: list[Provider | str] = []


def register(provider: Named) -> Named:
    """Add a source of facts, (quarter, portal) → frames by name, or its dotted path; twice is once."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def unregister(provider: Provider | str) -> None:
    """Take a source away again; ValueError if it is not there."""
    _providers.remove(provider)


def registered() -> Iterator[Provider]:
    """The sources in the order of their registration."""
    for provider in _providers:
        if isinstance(provider, str):
            module, _, name = provider.rpartition(".")
            yield getattr(import_module(module), name)
        else:
            yield provider
