"""What of a kesepakatan waits for somebody."""

from timdu.inbox import kinds

kinds.name(
    "agreement.check",
    "Permasalahan",
    "Kesepakatan para pihak diperiksa 30, 90, dan 180 hari sesudahnya oleh kantor pemegang "
    "permasalahan, atau oleh sekretariat.",
)
