"""Seventy queries in Bahasa Indonesia over a fixed set of records: recall and precision, tabled."""

import pytest

from reports.finding import meant, results
from reports.finding.wanted import Wanted
from tests.finding import records
from tests.finding.corpus import QUERIES

pytestmark = pytest.mark.django_db
# What the search is held to, over all queries and for the worst group.
RECALL, PRECISION, WORST = 0.95, 0.9, 0.8


@pytest.fixture
def known(world, patterns):
    return records.build(world.team, world.staff)


def found_by(text, user, known):
    """The keys of everything found, over all pages."""
    keys, cursor = set(), ""
    while True:
        page = results.find(Wanted(text, user), cursor=cursor)
        keys |= {known[hit.source.key.replace("caption", "file"), hit.row.pk] for hit in page.hits}
        cursor = page.next_cursor
        if not cursor:
            return keys


def asked(query, user, known):
    """What the person has found in the end: by the proposal, where the spelling was wrong."""
    if not query.meant:
        return query.text, found_by(query.text, user, known)
    assert found_by(query.text, user, known) == set(), query.text
    told = meant.instead(Wanted(query.text, user))
    return told or "–", found_by(told, user, known) if told else set()


def test_the_corpus_is_found(world, known, capsys):
    table, groups = [], {}
    for query in QUERIES:
        text, found = asked(query, world.staff, known)
        right = found & query.wanted
        tally = groups.setdefault(query.group, [0, 0, 0])
        for place, number in enumerate((len(right), len(query.wanted), len(found))):
            tally[place] += number
        table.append((query, text, right, found))
    with capsys.disabled():
        show(table, groups)

    assert len(QUERIES) >= 60
    right, wanted, found = (sum(tally[place] for tally in groups.values()) for place in range(3))
    assert right / wanted >= RECALL and right / found >= PRECISION
    for name, (hits, expected, given) in groups.items():
        assert not expected or hits / expected >= WORST, name
        assert not given or hits / given >= WORST, name


def test_what_stands_nowhere_is_not_found(world, known):
    for query in QUERIES:
        if not query.wanted and not query.meant:
            assert found_by(query.text, world.staff, known) == set(), query.text


def show(table, groups):
    """Recall and precision of each query and each group."""
    print("\n| cari | menjadi | wajib | ditemukan | tepat |\n|---|---|---|---|---|")
    for query, text, right, found in table:
        wrong = " ".join(sorted((found | query.wanted) - right))
        print(f"| {query.text} | {text if query.meant else ''} | {len(query.wanted)} "
              f"| {len(found)} | {len(right)}{f' (beda: {wrong})' if wrong else ''} |")  # fmt: skip
    print("\n| kelompok | recall | presisi |\n|---|---|---|")
    for name, (right, wanted, found) in groups.items():
        print(f"| {name} | {share(right, wanted)} | {share(right, found)} |")
    totals = [sum(tally[place] for tally in groups.values()) for place in range(3)]
    print(f"| semua | {share(totals[0], totals[1])} | {share(totals[0], totals[2])} |")


def share(part, whole):
    return f"{part / whole:.2f}" if whole else "–"
