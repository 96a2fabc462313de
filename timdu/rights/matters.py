"""What the page Hak akses says of the rooms above the permasalahan."""

from collections.abc import Callable

from incidents.cases.agreements import permissions as agreement
from incidents.cases.emergency import permissions as emergency
from reports.nota import permissions as nota
from timdu.core.access import Verdict

MATTERS: dict[str, tuple[str, Callable[..., Verdict]]] = {
    "agreements:amend": ("Mengubah kesepakatan", agreement.can_amend),
    "agreements:check": ("Mencatat pemeriksaan kesepakatan", agreement.can_check),
    "agreements:create": ("Mencatat kesepakatan", agreement.can_record),
    "agreements:detail": ("Membuka kesepakatan", agreement.can_read),
    "agreements:list": ("Daftar kesepakatan para pihak", agreement.can_read),
    "agreements:pdf": ("Mencetak konsep berita acara kesepakatan", agreement.can_read),
    "agreements:withdraw": ("Menarik kesepakatan", agreement.can_withdraw),
    "emergency:confirm": ("Mengonfirmasi catatan SK", emergency.can_confirm),
    "emergency:create": ("Mencatat SK penetapan status", emergency.can_enter),
    "emergency:detail": ("Membuka Status Keadaan Konflik", emergency.can_read),
    "emergency:edit": ("Memperbaiki catatan SK", emergency.can_edit),
    "emergency:extend": ("Mencatat SK perpanjangan status", emergency.can_enter),
    "emergency:list": ("Daftar Status Keadaan Konflik", emergency.can_read),
    "emergency:progress": ("Mencatat laporan perkembangan", emergency.can_note),
    "emergency:revoke": ("Mencatat SK pencabutan status", emergency.can_enter),
    "emergency:troops": ("Mencatat permintaan bantuan TNI", emergency.can_note),
    "emergency:troops_edit": ("Melengkapi permintaan bantuan TNI", emergency.can_note),
    "emergency:withdraw": ("Menarik catatan SK", emergency.can_withdraw),
    "nota:create": ("Menyusun nota dinas", nota.can_write),
    "nota:decide": ("Mencatat keputusan nota dinas", nota.can_decide),
}
# How a person stands to a record of theirs.
STANDINGS = {
    "holder": "permasalahannya dipegang kantor itu",
    "entered": "SK menunggu konfirmasi",
    "confirmed": "SK sudah dikonfirmasi",
    "beyond": "melampaui ketentuan tanpa alasan",
    "begin": "mulai menyusun",
    "numbered": "sudah bernomor",
}
