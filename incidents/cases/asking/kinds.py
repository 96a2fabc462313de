"""What waits because something was asked: groups and reasons."""

from timdu.inbox import kinds

TAKE, DO, RETURNED = "disposition.accept", "disposition.do", "disposition.returned"
JUDGE, DATE = "disposition.check", "disposition.date"
ANSWER = "request.answer"
OF_DISPOSITION = (TAKE, DO, RETURNED, JUDGE, DATE)
GROUP, ASKED = "Disposisi", "Permintaan koordinasi"

kinds.name(TAKE, GROUP, "Disposisi ini ditujukan kepada kantor Anda: terima, atau kembalikan.")
kinds.name(DO, GROUP, "Kantor Anda sudah menerima disposisi ini; hasilnya ditunggu.")
kinds.name(RETURNED, GROUP, "Disposisi dikembalikan: perbaiki dan kirim lagi, atau tarik.")
kinds.name(JUDGE, GROUP, "Dilaporkan selesai; hasilnya diterima orang lain dari yang melaporkan.")
kinds.name(DATE, GROUP, "Kantor yang dituju mengusulkan batas waktu yang lain.")
kinds.name(
    ANSWER, ASKED, "Permintaan ini ditujukan kepada Anda; satu ketukan cukup untuk menjawabnya."
)
