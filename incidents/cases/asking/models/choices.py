"""The enumerations of what is asked: stored in English, shown in Bahasa Indonesia."""

from django.db import models


class Status(models.TextChoices):
    """How far a disposisi has come."""

    SENT = "sent", "Dikirim"
    RETURNED = "returned", "Dikembalikan"
    ACCEPTED = "accepted", "Dikerjakan"
    REPORTED = "reported", "Dilaporkan selesai"
    DONE = "done", "Selesai"
    WITHDRAWN = "withdrawn", "Ditarik"


# What somebody still has to do something about.
RUNNING = (Status.SENT, Status.RETURNED, Status.ACCEPTED, Status.REPORTED)


class RequestStatus(models.TextChoices):
    """How far a permintaan koordinasi has come; it is never late."""

    SENT = "sent", "Belum dijawab"
    ANSWERED = "answered", "Dijawab"
    WITHDRAWN = "withdrawn", "Ditarik"


class Reply(models.TextChoices):
    """The five answers to a permintaan koordinasi."""

    CONFIRMED = "confirmed", "Dikonfirmasi"
    NOT_CONFIRMED = "not_confirmed", "Tidak dikonfirmasi"
    NO_INFORMATION = "no_information", "Belum ada informasi"
    FOLLOWED_UP = "followed_up", "Ditindaklanjuti sesuai kewenangan"
    CANNOT_SAY = "cannot_say", "Tidak dapat disampaikan"


class Wanted(models.TextChoices):
    """“Dengan hormat agar”: the boxes of a lembar disposisi."""

    ACT = "act", "Ditindaklanjuti dan dilaporkan"
    COORDINATE = "coordinate", "Dikoordinasikan dengan instansi terkait"
    STUDY = "study", "Disiapkan telaahan staf atau konsep jawaban"
    KNOW = "know", "Diketahui"


# What the clock has said of the day by which it is to be done.
class Stage(models.TextChoices):
    BEFORE = "before", "H-3"
    DUE = "due", "H"
    OVER = "over", "lewat batas"
