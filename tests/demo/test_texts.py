"""What the demo's texts may say: every situation fits the lists, nobody real is a party to one."""

import datetime as dt
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from incidents import masks
from incidents.models.choices import Certainty, Field, Informant, Kind, Loss, Source, Toll, Urgency
from timdu.demo import places, recorded, situations
from timdu.demo.dice import Dice
from timdu.demo.people import invented_name
from timdu.wilayah.models import Wilayah

LIBRARY = situations.library()
DEMO = Path(situations.__file__).parent
ENTRIES = [(team.key, entry) for team in places.TEAMS for entry in recorded.entries(team.key)]
EVERYTHING = [*LIBRARY, *(entry["situation"] for _, entry in ENTRIES)]
PATTERNS = {
    "bentrokan antarwarga", "isu keamanan", "isu SARA", "kesenjangan sosial",
    "konflik institusi pendidikan", "konflik ormas", "sengketa lahan", "ekses konflik politik",
    "rumah ibadah", "Pilkades", "batas desa", "plasma/HGU", "pertambangan tanpa izin",
    "tenaga kerja lokal", "wilayah tangkap nelayan", "hoaks",
}  # fmt: skip
# No religion, no people, no building by which one knows either; "Parit Bugis" is a desa's name.
LABELS = re.compile(
    r"\b(islam\w*|muslim\w*|kristen\w*|katolik|protestan|hindu|buddha|konghucu|masjid|musala|gereja"
    r"|pura|vihara|kelenteng|jemaat|jemaah|ustaz|pendeta|pastor|dayak|madura|melayu|tionghoa|cina"
    r"|batak|jawa|sunda|minang|aceh|papua|nias|karo)\b",
    re.IGNORECASE,
)
# Whoever takes part is a group with a letter, an office, or a word for many.
COMPANY = re.compile(r"\b(PT|CV|UD|Koperasi)\b(?! Contoh)")
GRAVE = re.compile(r"\b(tewas|meninggal|korban jiwa|terluka|luka-luka|mengungsi)\b", re.IGNORECASE)
AGED = "meninggal dunia karena usia"
AT = dt.datetime(2026, 10, 12, 9, 30, tzinfo=ZoneInfo("Asia/Pontianak"))


def written(situation):
    """Everything a situation can say."""
    texts = [getattr(situation, name) for name in situations.TOLD]
    steps = [word for step in situation.steps for word in step[:2]]
    return "\n".join([*texts, *steps, *situation.parties])


def told(situation, seed=1):
    kecamatan = Wilayah(code="61.02.12", name="Sungai Kunyit", level=3)
    desa = [
        Wilayah(code=f"61.02.12.200{number}", name=f"Contoh {number}", level=4, parent=kecamatan)
        for number in (1, 2)
    ]
    return situations.tell(situation, Dice(situation.key, seed), desa[0], desa, AT)


def test_keys_are_told_apart():
    keys = [situation.key for situation in LIBRARY]
    named = [(team, entry["key"]) for team, entry in ENTRIES]

    assert len(LIBRARY) >= 60
    assert len(set(keys)) == len(keys)
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("situation", EVERYTHING, ids=lambda one: one.key)
def test_every_entry_is_on_its_list(situation):
    assert situation.kind in Kind.values
    assert situation.pattern in PATTERNS
    assert situation.source in Source.values
    assert situation.field in Field.values
    assert situation.informant in Informant.values
    assert situation.urgency in Urgency.values
    assert all(1 <= rank <= 4 for rank in situation.risk)
    for given, kinds in ((situation.casualties, Toll), (situation.damages, Loss)):
        if not isinstance(given, str):
            assert set(given) <= set(kinds.values)
            assert {certainty for _, _, certainty in given.values()} <= set(Certainty.values)


def test_every_pattern_and_letter_is_told_of():
    assert {situation.pattern for situation in LIBRARY} == PATTERNS
    assert {situation.source for situation in LIBRARY} == set(Source.values)


@pytest.mark.parametrize("situation", EVERYTHING, ids=lambda one: one.key)
def test_nobody_real_is_named(situation):
    text = written(situation)

    assert LABELS.findall(text) == []
    assert COMPANY.findall(text) == []


@pytest.mark.parametrize("situation", EVERYTHING, ids=lambda one: one.key)
def test_grave_events_are_exercises(situation):
    is_grave = GRAVE.search(written(situation).replace(AGED, "")) or harmed(situation)

    assert not is_grave or situation.drill
    assert situation.drill == situation.summary.startswith("Gladi: ")


def harmed(situation):
    """Whether somebody comes to harm in it."""
    given = situation.casualties
    return not isinstance(given, str) and any(high for _, high, _ in given.values())


@pytest.mark.parametrize("situation", EVERYTHING, ids=lambda one: one.key)
def test_words_are_filled_in_and_fit(situation):
    words = told(situation)

    text = "\n".join(
        [*words.texts.values(), *words.parties, *(" ".join(s[:2]) for s in words.steps)]
    )
    assert not set("{}[]|") & set(text)
    assert 0 < len(words.texts["summary"]) <= 280
    assert len(words.texts["place"]) <= 200
    assert all(len(party) <= 120 for party in words.parties)
    assert all(len(actor) <= 120 and len(action) <= 300 for actor, action, _ in words.steps)


def test_words_are_the_same_every_time():
    first, again = ([told(situation).texts for situation in LIBRARY] for _ in range(2))

    assert first == again
    assert first != [told(situation, seed=2).texts for situation in LIBRARY]


def test_no_name_of_the_demo_is_a_word_of_its_texts():
    """Masks would take it out: a nota dinas said "PT [disamarkan]" for "PT Contoh"."""
    people = {word for number in range(400) for word in masks.names(invented_name(number))}
    texts = "\n".join(
        [
            *map(written, EVERYTHING),
            *(path.read_text(encoding="utf-8") for path in sorted(DEMO.rglob("*.toml"))),
            *(path.read_text(encoding="utf-8") for path in sorted(DEMO.glob("*.py"))
              if path.name != "people.py"),
        ]
    )  # fmt: skip

    assert people & {word.lower() for word in masks.WORD.findall(texts)} == set()
