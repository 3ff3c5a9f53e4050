"""The worked examples of a page of documentation: its tables, each found by the name of one of its columns."""

from __future__ import annotations

from pathlib import Path


def rows_of(page: Path, *, with_columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of the one table of a page that has exactly these columns."""
    found: list[dict[str, str]] = []
    heads: list[str] = []
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            heads = []
        elif not heads:
            heads = cells
        elif tuple(heads) == with_columns and not set(line) <= set("|-: "):
            found.append(dict(zip(heads, cells, strict=True)))
    assert found, f"{page.name} has no table with the columns {', '.join(with_columns)}"
    return found
