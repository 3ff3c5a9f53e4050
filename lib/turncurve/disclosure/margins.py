"""The smallest counts that a set of tables could be made of, without making more of them than the tables need.

Tables of one measure by age and by route share their totals, but nobody published ages within routes. The elementary
counts are therefore kept in blocks: one a set of dimensions that were shown together, tied to the next block only by
what both show. For sets of dimensions that hang together as a tree, any counts that agree where blocks meet are the
margins of some full table of whole numbers, so that nothing is lost by never writing that table down.

References
----------
.. [1] Lauritzen, S. L. (1996). Graphical Models, chapter 2: decomposable graphs and running intersection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from networkx import Graph

Places = npt.NDArray[np.int64]
Dimensions = tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    """What one published count needs of the elementary counts.

    Parameters
    ----------
    categories : tuple of (str, str)
        Dimension and category, sorted; empty for all.
    start, stop : int
        First day, and the day after the last, as ordinals.
    """

    categories: tuple[tuple[str, str], ...]
    start: int
    stop: int

    @property
    def dimensions(self) -> Dimensions:
        """The dimensions that the count is broken down by."""
        return tuple(dimension for dimension, _ in self.categories)


@dataclass(frozen=True)
class Block:
    """The elementary counts of one set of dimensions over consecutive stretches of time.

    Parameters
    ----------
    dimensions : tuple of str
        Dimensions shown together, sorted.
    days : tuple of int
        Ordinals of the days at which one stretch ends and the next begins.
    places : array, stretches by categories of each dimension
        Number of each elementary count; the last category of a dimension is everything else.
    parent : int
        The block that this one is tied to, earlier in order; -1 for the first.
    """

    dimensions: Dimensions
    days: tuple[int, ...]
    places: Places
    parent: int


@dataclass(frozen=True)
class Margins:
    """All elementary counts of one measure, in blocks.

    Parameters
    ----------
    blocks : tuple of Block
        Each after the one it is tied to.
    categories : mapping of str to tuple of str
        Categories seen of each dimension, sorted, without those that are sums of others.
    nest : mapping of str to mapping of str to frozenset of str, optional
        Of each dimension that has any, the categories that are sums, each with the categories that it is made of.
    """

    blocks: tuple[Block, ...]
    categories: Mapping[str, tuple[str, ...]]
    nest: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many elementary counts there are."""
        return sum(block.places.size for block in self.blocks)

    def members(self, shape: Shape, *, outside: Mapping[str, frozenset[str]] | None = None) -> Places:
        """Return the elementary counts that a published count is the sum of.

        Parameters
        ----------
        shape : Shape
            The published count.
        outside : mapping of str to frozenset of str, optional
            Dimensions of which every category but these is meant; of one that the count is broken down by, every
            category that its own is made of but these.

        Returns
        -------
        array of int
            Numbers of the elementary counts.
        """
        wanted = {name: sorted(_made_of(self.nest, name, category)) for name, category in shape.categories}
        others = {name: seen for name, seen in (outside or {}).items() if name not in wanted}
        for name, seen in (outside or {}).items():
            gone = frozenset[str]().union(*(_made_of(self.nest, name, each) for each in seen))
            wanted[name] = [each for each in wanted.get(name, self.categories[name]) if each not in gone]
        block = self.blocks[_home(tuple(sorted(wanted)), [each.dimensions for each in self.blocks])]
        axes = [_stretches(block.days, shape.start, shape.stop)]
        for dimension in block.dimensions:
            known = self.categories[dimension]
            chosen = [known.index(each) for each in wanted.get(dimension, known)]
            rest = [len(known)] if dimension in others or dimension not in wanted else []
            axes.append([*chosen, *rest])
        return block.places[np.ix_(*axes)].ravel()

    def beyond(self, dimension: str, seen: frozenset[str], *, inside: Iterable[tuple[str, str]] = ()) -> Places:
        """Return the elementary counts outside some categories of a dimension, in every block that can tell.

        Parameters
        ----------
        dimension : str
            The dimension.
        seen : frozenset of str
            The categories.
        inside : iterable of (str, str), optional
            Dimension and category within which the elementary counts lie.

        Returns
        -------
        array of int
            Numbers of the elementary counts.
        """
        within = dict(inside)
        found = []
        for block in self.blocks:
            if {dimension, *within} <= set(block.dimensions):
                axes = [list(range(size)) for size in block.places.shape]
                for name, category in within.items():
                    axes[1 + block.dimensions.index(name)] = [self.categories[name].index(category)]
                known = self.categories[dimension]
                outside = [place for place, name in enumerate(known) if name not in seen]
                axes[1 + block.dimensions.index(dimension)] = [*outside, len(known)]
                found.append(block.places[np.ix_(*axes)].ravel())
        return np.concatenate([np.array([], dtype=np.int64), *found])

    def ties(self) -> list[tuple[Places, Places]]:
        """Return the sums that two blocks both show and which must therefore be equal.

        Returns
        -------
        list of (array of int, array of int)
            Numbers of the elementary counts on either side.
        """
        found = []
        for block in self.blocks:
            if block.parent < 0:
                continue
            parent = self.blocks[block.parent]
            shared = [each for each in block.dimensions if each in parent.dimensions]
            sizes = [range(len(self.categories[each]) + 1) for each in shared]
            for stretch, (start, stop) in enumerate(zip(block.days[:-1], block.days[1:], strict=True)):
                above = _stretches(parent.days, start, stop)
                for chosen in product(*sizes):
                    at = dict(zip(shared, chosen, strict=True))
                    found.append((_slice(block, [stretch], at), _slice(parent, above, at)))
        return found


def margins(shapes: Iterable[Shape], *, nest: Mapping[str, Mapping[str, frozenset[str]]] | None = None) -> Margins:
    """Return the elementary counts that a set of published counts of one measure needs.

    Parameters
    ----------
    shapes : iterable of Shape
        The published counts.
    nest : mapping of str to mapping of str to frozenset of str, optional
        Of each dimension that has any, the categories that are sums, each with the categories that it is made of.

    Returns
    -------
    Margins
        Elementary counts in blocks.
    """
    shown = tuple(shapes)
    categories: dict[str, set[str]] = {}
    days: dict[Dimensions, set[int]] = {}
    for shape in shown:
        days.setdefault(shape.dimensions, set()).update((shape.start, shape.stop))
        for dimension, category in shape.categories:
            categories.setdefault(dimension, set()).update(_made_of(nest or {}, dimension, category))
    order, parents = _tree(days)
    needed: list[set[int]] = [set() for _ in order]
    for dimensions, breaks in days.items():
        needed[_home(dimensions, order)] |= breaks
    for number in reversed(range(len(order))):
        if parents[number] >= 0:
            needed[parents[number]] |= needed[number]
    ordered = {name: tuple(sorted(found)) for name, found in sorted(categories.items())}
    blocks, start = [], 0
    for dimensions, breaks, parent in zip(order, needed, parents, strict=True):
        size = (max(len(breaks) - 1, 0), *(len(ordered[each]) + 1 for each in dimensions))
        places = np.arange(start, start + int(np.prod(size)), dtype=np.int64).reshape(size)
        blocks.append(Block(dimensions, tuple(sorted(breaks)), places, parent))
        start += places.size
    return Margins(tuple(blocks), ordered, nest or {})


def _made_of(nest: Mapping[str, Mapping[str, frozenset[str]]], dimension: str, category: str) -> frozenset[str]:
    """Return the categories that one is the sum of: itself where it is none."""
    return nest.get(dimension, {}).get(category, frozenset({category}))


def _tree(days: Mapping[Dimensions, set[int]]) -> tuple[list[Dimensions], list[int]]:
    """Return the sets of dimensions that need a block, and which earlier one each is tied to."""
    import networkx as nx  # slow to load, and no page that follows a plan needs it

    graph: Graph[str] = nx.Graph()
    for dimensions in sorted(days):
        graph.add_nodes_from(dimensions)
        graph.add_edges_from(combinations(dimensions, 2))
    sets = _together(graph)
    finest = {each: set().union(*(days[key] for key in days if set(key) <= set(each) and key)) for each in sets}
    waiting = sorted(sets, key=lambda each: (-len(finest[each]), each))
    separate = nx.number_connected_components(graph) != 1 or not days.get((), set()) <= finest[waiting[0]]
    order: list[Dimensions] = [()] if separate else []
    parents = [-1] if separate else []
    while waiting:
        shared = [max((len(set(each) & set(placed)) for placed in order), default=0) for each in waiting]
        chosen = waiting.pop(int(np.argmax(shared)))
        common = [len(set(chosen) & set(placed)) for placed in order]
        parents.append(int(np.argmax(common)) if common else -1)
        order.append(chosen)
    return order, parents


def _together(graph: Graph[str]) -> list[Dimensions]:
    """Return the sets of dimensions that must share a block so that the blocks hang together as a tree."""
    if not graph:
        return []
    import networkx as nx

    filled, _ = nx.complete_to_chordal_graph(graph)
    return sorted(tuple(sorted(each)) for each in nx.chordal_graph_cliques(filled))


def _home(dimensions: Dimensions, order: Sequence[Dimensions]) -> int:
    """Return which block a count with these dimensions belongs to: the smallest that has them all."""
    fitting = [number for number, each in enumerate(order) if set(dimensions) <= set(each)]
    return min(fitting, key=lambda number: (len(order[number]), number))


def _stretches(days: tuple[int, ...], start: int, stop: int) -> list[int]:
    """Return which stretches of time lie between two days."""
    return [number for number, day in enumerate(days[:-1]) if start <= day and days[number + 1] <= stop]


def _slice(block: Block, stretches: list[int], at: Mapping[str, int]) -> Places:
    """Return the elementary counts of some stretches where some dimensions have a given category."""
    axes = [[at[each]] if each in at else range(size) for each, size in _axes(block)]
    return block.places[np.ix_(stretches, *axes)].ravel()


def _axes(block: Block) -> list[tuple[str, int]]:
    """Return each dimension of a block with how many categories it has there."""
    return list(zip(block.dimensions, block.places.shape[1:], strict=True))
