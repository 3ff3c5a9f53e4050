"""Pictures, tables and sentences, made together from one released answer."""

from importlib import import_module
from pkgutil import iter_modules

from turncurve.present.page import Page

__all__ = ["Page"]

# Each module that shows a kind of answer registers it when it is imported: a new one needs no line here.
for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
