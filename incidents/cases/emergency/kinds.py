"""What of a Status Keadaan Konflik waits for somebody."""

from timdu.inbox import kinds

GROUP = "Status keadaan"

kinds.name(
    "emergency.confirm", GROUP, "SK yang dicatat rekan Anda dibandingkan dengan naskahnya oleh "
    "orang kedua sebelum hitungannya berjalan.",
)  # fmt: skip
kinds.name(
    "emergency.report", GROUP, "Selama status berlaku perkembangan penanganan dilaporkan kepada "
    "gubernur.",
)  # fmt: skip
kinds.name(
    "emergency.expiry", GROUP, "Jangka waktu Status Keadaan Konflik berakhir dalam sepuluh hari.",
)  # fmt: skip
kinds.name(
    "emergency.troops", GROUP, "Permintaan bantuan TNI secara lisan disusulkan secara tertulis.",
)  # fmt: skip
