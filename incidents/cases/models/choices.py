"""The enumerations of a permasalahan: stored in English, shown in Bahasa Indonesia."""

from django.db import models


class Status(models.TextChoices):
    OPEN = "open", "Terbuka"
    CLOSED = "closed", "Ditutup"


class Stage(models.TextChoices):
    """Tahap eskalasi: how hot it is (domain.md, section 4)."""

    LATENT = "latent", "Laten"
    TENSION = "tension", "Ketegangan"
    ESCALATION = "escalation", "Eskalasi"
    VIOLENCE = "violence", "Kekerasan terbuka"
    DE_ESCALATION = "de_escalation", "De-eskalasi"
    AFTERMATH = "aftermath", "Pascakonflik"
    OVER = "over", "Selesai"


class Phase(models.TextChoices):
    """Fase penanganan (UU 7/2012 Pasal 4)."""

    PREVENTION = "prevention", "Pencegahan"
    STOPPING = "stopping", "Penghentian"
    RECOVERY = "recovery", "Pemulihan Pascakonflik"


class Outcome(models.TextChoices):
    """What a permasalahan came to."""

    AGREED = "agreed", "Selesai dengan kesepakatan para pihak"
    DECIDED = "decided", "Selesai dengan putusan atau keputusan yang berwenang"
    CALMED = "calmed", "Mereda tanpa kesepakatan"
    PASSED_ON = "passed_on", "Diserahkan kepada instansi yang berwenang"
    UNFOUNDED = "unfounded", "Tidak terbukti"


class ClosingCheck(models.TextChoices):
    """What was looked at before a permasalahan is closed."""

    CALM = "calm", "Tidak ada kejadian baru yang dilaporkan sejak keadaan mereda"
    PARTIES = "parties", "Para pihak mengetahui dan menerima hasilnya"
    CARRIED_OUT = "carried_out", "Kesepakatan, putusan, atau langkah yang dijanjikan dilaksanakan"
    WATCHED = "watched", "Sudah jelas siapa yang memantau sesudah ditutup"
