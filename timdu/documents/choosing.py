"""What a person picked from the data of a version: kept beside the text, one value on each line."""

from timdu.documents.kinds import Choice, Kind, Snapshot
from timdu.documents.models import DocumentVersion


def picked(choice: Choice, passages: dict[str, str]) -> list[str]:
    """The values as they are stored beside the text."""
    return passages.get(choice.key, "").split()


def stored(values: list[str]) -> str:
    """The values as they are stored beside the text."""
    return "\n".join(values)


def said(choice: Choice, snapshot: Snapshot, passages: dict[str, str]) -> list[str]:
    """What is picked, in the words of the options and in the order it is printed."""
    values = picked(choice, passages)
    return [words for value, words in choice.options(snapshot) if value in values]


def applied(kind: Kind, snapshot: Snapshot, passages: dict[str, str]) -> Snapshot:
    """The snapshot as it reads with what is picked; the rest of it stays as it was."""
    for choice in kind.choices:
        snapshot = choice.apply(snapshot, picked(choice, passages))
    return snapshot


def changed(kind: Kind, before: DocumentVersion, passages: dict[str, str]) -> list[str]:
    """In words, what is picked differently than in the version before."""
    return [
        f"{choice.label}: dipilih {', '.join(picked(choice, passages))}"
        for choice in kind.choices
        if picked(choice, passages) != picked(choice, before.passages)
    ]


def kept(
    before: DocumentVersion | None, kind: Kind, snapshot: Snapshot
) -> tuple[dict[str, str], list[str]]:
    """What a person had picked and newer data still offer, and that in words."""
    found: dict[str, str] = {}
    told: list[str] = []
    for choice in kind.choices if before else ():
        assert before is not None
        values = picked(choice, before.passages)
        if not values or values == choice.proposed(before.snapshot):
            continue
        offered = [value for value, _ in choice.options(snapshot)]
        standing = [value for value in offered if value in values]
        lost = [value for value in values if value not in offered]
        if standing:
            found[choice.key] = stored(standing)
            told.append(f"{choice.label}: pilihan dipertahankan")
        if lost:
            told.append(f"{choice.label}: tidak tersedia lagi {', '.join(lost)}")
    return found, told
