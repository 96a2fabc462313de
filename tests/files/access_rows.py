"""Who may open a file: whoever sees the record it belongs to."""

from tests.access import Row
from tests.files.factories import StoredFileFactory, upload
from tests.incidents.factories import IncidentFactory
from timdu.files import actions
from timdu.files.intake import receive


def photograph(world, **traits):
    """A photograph of a report the camat entered."""
    incident = IncidentFactory(entered_by=world.camat, **traits)
    file = receive(upload(), team=world.team, by=world.camat)
    actions.attach(incident, file, by=world.camat)
    return {"pk": file.pk}


def secret(world):
    return photograph(world, secret=True)


def withdrawn(world):
    incident = IncidentFactory(entered_by=world.camat)
    file = receive(upload(), team=world.team, by=world.camat)
    attachment = actions.attach(incident, file, by=world.camat)
    actions.withdraw(attachment, by=world.camat, reason="salah")
    return {"pk": file.pk}


def held(world):
    """Chosen in a form that is not yet sent."""
    return {"pk": StoredFileFactory(uploaded_by=world.camat).pk}


ROWS = [
    row
    for url in ("files:show", "files:small")
    for row in (
        Row(url, relation="of an ordinary report", args=photograph),
        Row(url, relation="of a secret report", args=secret),
        Row(url, relation="withdrawn", args=withdrawn),
        Row(url, relation="held", args=held),
    )
]
