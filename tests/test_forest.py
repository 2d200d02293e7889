"""From dependencies to trees: what holds for all graphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.steps.origins.forest import Edge, parents, root_of

nodes = st.sampled_from([f"n{i}" for i in range(6)])
leanings = st.lists(st.tuples(nodes, nodes, st.floats(0, 1)), max_size=12).map(
    lambda rows: [
        Edge(max(a, b), min(a, b), "cites", sure, "") for a, b, sure in rows if a != b and sure
    ]
)


def trees(edges, names):
    parent_of = parents(edges, lambda _: 0, lambda node: (node,))
    return {name: root_of(name, parent_of) for name in names}


@given(leanings)
def test_a_report_that_leans_on_nobody_is_one_source_more(edges):
    names = [f"n{i}" for i in range(6)]
    assert {*trees(edges, names).values()} == {*trees(edges, [*names, "new"]).values()} - {"new"}


@given(leanings, nodes, st.floats(0.9, 1))
def test_a_copy_is_no_source_and_moves_no_other(edges, copied, sure):
    names = [f"n{i}" for i in range(6)]
    before = trees(edges, names)
    after = trees([*edges, Edge("z", copied, "cites", sure, "")], [*names, "z"])
    assert after == before | {"z": before[copied]}


@given(leanings, st.lists(nodes, min_size=2, max_size=2, unique=True), st.floats(0.5, 1))
def test_one_that_cites_two_sources_makes_no_one_of_them(edges, cited, sure):
    names = [f"n{i}" for i in range(6)]
    before = trees(edges, names)
    more = [Edge("z", each, "cites", sure, "") for each in cited]
    after = trees([*edges, *more], [*names, "z"])
    assert {name: after[name] for name in names} == before
    assert after["z"] in before.values()


def test_a_ring_of_citations_is_cut_at_its_weakest():
    edges = [
        Edge("a", "b", "cites", 0.97, ""),
        Edge("b", "c", "cites", 0.80, ""),
        Edge("c", "a", "cites", 0.97, ""),
    ]
    parent_of = parents(edges, lambda _: 0, lambda node: (node,))
    assert {root_of(node, parent_of) for node in "abc"} == {"b"}


def test_the_strongest_parent_alone_counts_and_a_weak_one_is_cut():
    edges = [Edge("a", "b", "cites", 0.3, ""), Edge("a", "b", "links", 0.1, "")]
    parent_of = parents(edges, lambda _: 0, lambda node: (node,))
    assert parent_of["a"].probability == pytest.approx(0.37)
    assert root_of("a", parent_of) == "a"
