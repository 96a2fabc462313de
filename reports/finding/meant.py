"""“Maksud Anda …?”: a word nobody wrote, read as the nearest one the person may see.

The words come from what the person reads, from the names of the kabupaten's areas and from the
office's own lists. A row somebody may not know of lends no word, and what is proposed finds
something for this person.
"""

from collections import Counter
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from incidents.models import IssuePattern, WordFamily
from incidents.models.choices import UP_TO_RESTRICTED
from incidents.search import WORD
from reports.finding.results import is_any
from reports.finding.wanted import Wanted
from timdu.wilayah.models import Wilayah

# So many of the newest rows lend their words: the list of a year's work.
READ_REPORTS, READ_CASES = 400, 200
SHORTEST, LONGEST_WORD = 4, 40
# How alike two words must be, as a share of their letters: one wrong letter of four, two of eight.
ALIKE = 0.7
TRIED = 3
Known = Counter[str]


def instead(wanted: Wanted) -> str:
    """The text as it was probably meant; empty where nothing nearer would find anything."""
    words = wanted.asked.words
    if not any(correctable(word) for word in words):
        return ""
    known = known_to(wanted)
    nearest = {word: near(word, known) for word in words}
    for attempt in range(TRIED):
        told = " ".join(pick(nearest[word], attempt, word) for word in words)
        if told != " ".join(words) and is_any(replace(wanted, text=told)):
            return told
    return ""


def pick(found: list[str], attempt: int, word: str) -> str:
    """The word to try instead, or the word itself."""
    return found[min(attempt, len(found) - 1)] if found else word


def correctable(word: str) -> bool:
    """Short words and numbers are like too many others."""
    return SHORTEST <= len(word) <= LONGEST_WORD and not word.isdecimal()


def near(word: str, known: Known) -> list[str]:
    """The nearest known words, the more usual of equals first; none where the word is known."""
    if not correctable(word) or any(one.startswith(word) for one in known):
        return []
    found = process.extract(
        word, known.keys(), scorer=OSA.normalized_similarity, score_cutoff=ALIKE, limit=TRIED * 3
    )
    found.sort(key=lambda one: (-one[1], -known[one[0]], one[0]))
    return [one for one, *_ in found[:TRIED]]


def known_to(wanted: Wanted) -> Known:
    """The words this person may read, with how often they stand there."""
    known: Known = Counter()
    for text in texts(wanted):
        known.update(word for word in WORD.findall(text.lower()) if correctable(word))
    return known


def texts(wanted: Wanted) -> list[str]:
    """Names of areas, the office's lists, and what the newest rows say in one sentence."""
    user = wanted.user
    found = list(Wilayah.objects.within(user.own_team.place_id).values_list("name", flat=True))
    found += IssuePattern.objects.visible_to(user).values_list("name", flat=True)
    families = WordFamily.objects.visible_to(user).filter(retired_on=None)
    found += [" ".join(words) for words in families.values_list("words", flat=True)]
    # Names of parties and of who reported are the same words to a machine.
    return found if user.is_masked else [*found, *told_in_rows(wanted)]


def told_in_rows(wanted: Wanted) -> list[str]:
    """The sentences, places and parties of the newest reports, the titles of permasalahan."""
    found: list[str] = []
    if (rows := wanted.reports) is not None:
        plain = rows.filter(classification__in=UP_TO_RESTRICTED).order_by("-occurred_at", "-pk")
        pairs = plain.values_list("summary", "names")[:READ_REPORTS]
        found += [text for pair in pairs for text in pair]
    if (cases := wanted.plain_cases) is not None:
        newest = cases.order_by("-changed_at", "-pk")
        for title, names in newest.values_list("title", "names")[:READ_CASES]:
            found += [title, names] if wanted.reads_whole else [title]
    return found
