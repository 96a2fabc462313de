"""The addresses of disposisi and permintaan koordinasi in words, each with its rule."""

from collections.abc import Callable

from incidents.cases.asking import permissions as asking
from timdu.core.access import Verdict

ASKING: dict[str, tuple[str, Verdict | Callable[..., Verdict]]] = {
    "asking:dispositions": ("Daftar disposisi", asking.can_see_dispositions),
    "asking:give": ("Memberi disposisi", asking.can_give),
    "asking:give_from_arahan": ("Menjadikan arahan disposisi", asking.can_give),
    "asking:disposition": ("Membuka disposisi", asking.can_see_dispositions),
    "asking:sheet": ("Lembar disposisi (PDF)", asking.can_see_dispositions),
    "asking:accept": ("Menerima disposisi", asking.can_carry_out),
    "asking:return": ("Mengembalikan disposisi", asking.can_carry_out),
    "asking:send": ("Mengirim lagi disposisi yang dikembalikan", asking.can_send_again),
    "asking:report": ("Melaporkan disposisi selesai", asking.can_carry_out),
    "asking:finish": ("Menerima hasil disposisi", asking.can_judge),
    "asking:send_back": ("Mengembalikan hasil untuk dilengkapi", asking.can_judge),
    "asking:withdraw": ("Menarik disposisi", asking.can_withdraw),
    "asking:date": ("Mengusulkan batas waktu lain", asking.can_carry_out),
    "asking:date_answer": ("Menjawab usulan batas waktu", asking.can_answer_date),
    "asking:requests": ("Daftar permintaan koordinasi", asking.can_see_requests),
    "asking:ask": ("Meminta koordinasi", asking.can_ask),
    "asking:ask_from_arahan": ("Menjadikan arahan permintaan koordinasi", asking.can_ask),
    "asking:request": ("Membuka permintaan koordinasi", asking.can_see_requests),
    "asking:letter": ("Surat permintaan koordinasi (PDF)", asking.can_see_requests),
    "asking:answer": ("Menjawab permintaan koordinasi", asking.can_answer),
    "asking:request_withdraw": ("Menarik permintaan koordinasi", asking.can_take_back),
}
