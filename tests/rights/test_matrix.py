"""The page Hak akses: every line in words, from the table the tests read."""

import re
from pathlib import Path

from timdu.rights import matrix, sheet, words


def test_every_address_has_words_a_rule_and_known_relations():
    table = matrix.table()

    assert set(words.WORDS) == {right.url for right in table}
    assert {right.relation for right in table} <= set(words.RELATIONS)
    assert all(words.sentence(right.url).reason for right in table)


def test_nobody_of_another_kabupaten_gets_a_record():
    """Where an address names a record, the far people are told nothing of it, not even no."""
    record_of_the_team = ("incidents:detail", "documents:detail", "files:show", "roster:seat")
    far = {
        right.marks[person]
        for right in matrix.table()
        if right.url in record_of_the_team
        for person in sheet.FAR
    }

    assert far == {matrix.HIDDEN}


def test_no_auditor_changes_anything():
    """Read-only: an auditor takes the berkas pemeriksaan and files, and chooses which mail to get.

    What a phone shares is only told what became of it; nothing is written.
    """
    answers = {
        right.url
        for right in matrix.table()
        if right.method == "post" and right.marks["auditor"] == matrix.YES
    }

    assert answers == {
        "rights:bundle", "incidents:export", "mail:choices", "offline:shared",
    }  # fmt: skip


def test_the_page_prints_every_line_as_it_stands_in_the_file(world, client):
    """Counted from the file itself, not through the reader of it."""
    text = (Path(matrix.__file__).parent / "matrix.txt").read_text(encoding="utf-8")
    line = next(
        row for row in text.splitlines() if row.startswith("incidents:detail") and " R " in row
    )
    assert line.split()[3:] == [".+.", "..", "...", "+.....", ".....", ">"]
    client.force_login(world.auditor)

    page = client.get("/hak-akses/").content.decode()

    row = re.search(r"Membuka laporan <span[^>]*>\(Rahasia, satu orang.*?</tr>", page, re.DOTALL)[0]
    assert [index for index, cell in enumerate(row.split("<td>")[1:]) if ">ya<" in cell] == [1, 8]


def test_the_page_asks_little(world, client, django_assert_max_num_queries):
    client.force_login(world.secretary)

    with django_assert_max_num_queries(8):
        client.get("/hak-akses/")
