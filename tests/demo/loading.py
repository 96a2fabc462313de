"""A database with the demo of one day in it."""

import datetime as dt

from tests import servers

TODAY = dt.date(2026, 11, 21)


def loaded(name, folder, template):
    """A database of its own with the demo of the day in it."""
    site = servers.Site(name, folder, template)
    site.manage("load_demo", "--hari-ini", TODAY.isoformat())
    return site
