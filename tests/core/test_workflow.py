"""The one gate every record passes."""

from dataclasses import dataclass

import pytest

from timdu.core import workflow
from timdu.core.access import Denied, Verdict, require, rule
from timdu.core.workflow import Transition, WrongState


@dataclass
class Thing:
    status: str

    def get_status_display(self):
        return self.status.title()


@rule("Hanya Kabid.", who="Kabid")
def is_kabid(user, thing):
    return user == "kabid"


TABLE = {
    "open": Transition("Buka", frozenset({"new"}), "open", is_kabid),
    "shut": Transition("Tutup", frozenset({"open"}), "shut", is_kabid, needs_note=True),
}


def test_check_gives_the_arrow():
    assert workflow.check(TABLE, "open", Thing("new"), "kabid") is TABLE["open"]


def test_check_tells_a_person_the_rule():
    with pytest.raises(Denied) as refused:
        workflow.check(TABLE, "open", Thing("new"), "camat")

    assert (refused.value.reason, refused.value.who) == ("Hanya Kabid.", "Kabid")


def test_check_tells_that_the_record_moved_on():
    with pytest.raises(WrongState) as refused:
        workflow.check(TABLE, "open", Thing("open"), "kabid")

    assert "“Open”" in refused.value.words


@pytest.mark.parametrize("note", ["", "   "])
def test_check_wants_a_reason(note):
    with pytest.raises(WrongState):
        workflow.check(TABLE, "shut", Thing("open"), "kabid", note=note)


def test_available_offers_with_verdicts():
    offers = workflow.available(TABLE, Thing("new"), "camat")

    assert [(offer.action, bool(offer.verdict)) for offer in offers] == [("open", False)]


def test_require_lets_yes_pass():
    require(Verdict(True, "ya"))
