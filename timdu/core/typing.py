"""Types that views share."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from timdu.core.devices import Device
    from timdu.team.models import User


class AppRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: "User"
    device: "Device"
