"""The enumerations of domain.md: stored in English, shown in Bahasa Indonesia."""

from django.db import models


class Kind(models.TextChoices):
    INFORMATION = "information", "Informasi"
    POTENTIAL = "potential", "Potensi konflik"
    EVENT = "event", "Peristiwa"
    DEVELOPMENT = "development", "Perkembangan"


class Status(models.TextChoices):
    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Diajukan"
    RETURNED = "returned", "Dikembalikan"
    VERIFIED = "verified", "Terverifikasi"
    CLOSED = "closed", "Ditutup"
    MERGED = "merged", "Digabung"
    DROPPED = "dropped", "Tidak ditindaklanjuti"
    WITHDRAWN = "withdrawn", "Ditarik"


# What figures count: checked by the secretariat, and neither a duplicate nor set aside.
COUNTED = (Status.VERIFIED, Status.CLOSED)
# What was never sent, or was taken back as if it never had been.
UNSENT = (Status.DRAFT, Status.WITHDRAWN)
# What is compared with others to find the same matter told twice, and may take in another.
COMPARED = (Status.SUBMITTED, Status.RETURNED, Status.VERIFIED, Status.CLOSED)
# What the reporter may still change.
OPEN = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED)


class Urgency(models.TextChoices):
    """The stored words happen to sort as they rank; the queue's index relies on it."""

    NORMAL = "normal", "Biasa"
    URGENT = "urgent", "Segera"
    VERY_URGENT = "very_urgent", "Sangat Segera"


class Classification(models.TextChoices):
    """SR is never stored: a kartu rujukan stands for it."""

    ORDINARY = "B", "Biasa/Terbuka"
    RESTRICTED = "T", "Terbatas"
    SECRET = "R", "Rahasia"


# A role's ceiling; above it only persons are named.
UP_TO_RESTRICTED = (Classification.ORDINARY, Classification.RESTRICTED)


class Origin(models.TextChoices):
    """Whose report it is, whoever typed it."""

    KECAMATAN = "kecamatan", "Kecamatan"
    AGENCY = "agency", "Instansi"
    SECRETARIAT = "secretariat", "Mitra, warga, atau media"
    # Years before Timdu, out of the office's own files: nobody answered for a month with it.
    HISTORY = "history", "Riwayat kantor"


# Whose report somebody types; history comes by its own door (incidents.history).
TYPED_ORIGINS = [pair for pair in Origin.choices if pair[0] != Origin.HISTORY]
# Of these nobody was expected to report.
OWED_BY_NOBODY = (Origin.SECRETARIAT, Origin.HISTORY)


class Channel(models.TextChoices):
    """How a report reached whoever typed it for somebody else."""

    PHONE = "phone", "Telepon"
    WHATSAPP = "whatsapp", "WhatsApp"
    LETTER = "letter", "Surat"
    VISIT = "visit", "Datang langsung"
    OTHER = "other_way", "Lainnya, misalnya radio"


# As it stands in the sentence "Disampaikan …".
BY_CHANNEL = {
    Channel.PHONE: "lewat telepon",
    Channel.WHATSAPP: "lewat WhatsApp",
    Channel.LETTER: "lewat surat",
    Channel.VISIT: "dengan datang langsung",
    Channel.OTHER: "lewat jalan lain",
}


class Precision(models.TextChoices):
    EXACT = "exact", "tepat"
    APPROXIMATE = "approximate", "perkiraan"


class Certainty(models.TextChoices):
    SURE = "sure", "pasti"
    PROVISIONAL = "provisional", "sementara"
    UNKNOWN = "unknown", "tidak diketahui"


class Source(models.TextChoices):
    """Sumber konflik, by the letter of UU 7/2012 Pasal 5."""

    A = "a", "a. Politik, ekonomi, dan sosial budaya"
    B = "b", "b. Antarumat atau interumat beragama, antarsuku, antaretnis"
    C = "c", "c. Sengketa batas wilayah"
    D = "d", "d. Sengketa sumber daya alam"
    E = "e", "e. Distribusi sumber daya alam yang tidak seimbang"


class Field(models.TextChoices):
    """Bidang (Ipoleksosbudhankam)."""

    IDEOLOGY = "ideology", "Ideologi"
    POLITICS = "politics", "Politik"
    ECONOMY = "economy", "Ekonomi"
    SOCIOCULTURAL = "sociocultural", "Sosial Budaya"
    SECURITY = "security", "Pertahanan Keamanan"


class Scope(models.TextChoices):
    INTERNAL = "internal", "Internal (pihak dari dalam kabupaten/kota)"
    EXTERNAL = "external", "Eksternal (ada pihak dari luar)"


class Challenge(models.TextChoices):
    """ATHG."""

    THREAT = "threat", "Ancaman"
    CHALLENGE = "challenge", "Tantangan"
    OBSTACLE = "obstacle", "Hambatan"
    DISTURBANCE = "disturbance", "Gangguan"


class Informant(models.TextChoices):
    """From whom the reporter has it; the name is protected."""

    SELF = "self", "Dilihat sendiri"
    DESA = "desa", "Perangkat desa"
    BABINSA = "babinsa", "Babinsa"
    BHABIN = "bhabinkamtibmas", "Bhabinkamtibmas"
    RESIDENT = "resident", "Warga"
    FIGURE = "figure", "Tokoh"
    PRESS = "press", "Media massa"
    SOCIAL_MEDIA = "social_media", "Media sosial"
    OTHER = "other", "Lainnya"


class InformationValue(models.TextChoices):
    CONFIRMED = "confirmed", "Terkonfirmasi"
    SINGLE = "single", "Satu sumber"
    UNCONFIRMED = "unconfirmed", "Belum"


class Reliability(models.TextChoices):
    """The source, on the A–F scale (a setting of the team, off by default)."""

    A = "A", "A. Sangat dipercaya"
    B = "B", "B. Dipercaya"
    C = "C", "C. Agak dipercaya"
    D = "D", "D. Kurang dipercaya"
    E = "E", "E. Tidak dipercaya"
    F = "F", "F. Tidak dapat dinilai"


class Credibility(models.TextChoices):
    """The content, on the 1–6 scale."""

    CONFIRMED = "1", "1. Dibenarkan sumber lain"
    PROBABLE = "2", "2. Sangat mungkin benar"
    POSSIBLE = "3", "3. Mungkin benar"
    DOUBTFUL = "4", "4. Diragukan"
    IMPROBABLE = "5", "5. Tidak mungkin"
    UNKNOWN = "6", "6. Tidak dapat dinilai"


class StepsAnswer(models.TextChoices):
    """What the reporter answered when asked for the steps already taken."""

    TAKEN = "taken", "Sudah ada langkah"
    NONE = "none", "Belum ada langkah"
    UNKNOWN = "unknown", "Belum diketahui"


class Rank(models.IntegerChoices):
    """Kemungkinan, dampak, and the tingkat kerawanan they come to."""

    LOW = 1, "Rendah"
    MEDIUM = 2, "Sedang"
    HIGH = 3, "Tinggi"
    VERY_HIGH = 4, "Sangat Tinggi"


# Rows kemungkinan from Rendah up, columns dampak from Rendah up.
LEVELS = ((1, 1, 2, 2), (1, 2, 3, 3), (2, 3, 3, 4), (2, 3, 4, 4))


class Criterion(models.TextChoices):
    """The parts of the definition of Konflik Sosial (UU 7/2012 Pasal 1 angka 1)."""

    VIOLENCE = "violence", "Perseteruan dan/atau benturan fisik dengan kekerasan"
    GROUPS = "groups", "Antara dua kelompok masyarakat atau lebih"
    DURATION = "duration", "Berlangsung dalam waktu tertentu dan berdampak luas"
    INSECURITY = "insecurity", "Mengakibatkan ketidakamanan dan disintegrasi sosial"
    NATIONAL = (
        "national",
        ("Sehingga mengganggu stabilitas nasional dan menghambat pembangunan nasional"),
    )


class Check(models.TextChoices):
    """What the verifier looks at."""

    TIME_PLACE = "time_place", "Waktu dan tempat jelas"
    NO_LABELS = "no_labels", "Pihak disebut tanpa label suku atau agama"
    SECOND_SOURCE = "second_source", "Dikonfirmasi ke sumber kedua"


class Toll(models.TextChoices):
    """Korban, and the vulnerable groups among them (PP 2/2015 Pasal 26)."""

    DEAD = "dead", "meninggal"
    SEVERE = "severe", "luka berat"
    LIGHT = "light", "luka ringan"
    MISSING = "missing", "hilang"
    DISPLACED = "displaced", "pengungsi (jiwa)"
    HOUSEHOLDS = "households", "pengungsi (KK)"
    WOMEN = "women", "perempuan"
    CHILDREN = "children", "anak (di bawah 18 tahun)"
    ELDERLY = "elderly", "lanjut usia"
    DISABLED = "disabled", "penyandang disabilitas"
    MOTHERS = "mothers", "ibu mengandung atau menyusui"
    SICK = "sick", "orang sakit"


TOLL = (Toll.DEAD, Toll.SEVERE, Toll.LIGHT, Toll.MISSING, Toll.DISPLACED, Toll.HOUSEHOLDS)
VULNERABLE = (
    Toll.WOMEN, Toll.CHILDREN, Toll.ELDERLY, Toll.DISABLED, Toll.MOTHERS, Toll.SICK,
)  # fmt: skip


class Loss(models.TextChoices):
    """Kerusakan."""

    HEAVY = "heavy", "rumah/bangunan rusak berat"
    MEDIUM = "medium", "rumah/bangunan rusak sedang"
    LIGHT = "light", "rumah/bangunan rusak ringan"
    WORSHIP = "worship", "rumah ibadah"
    PUBLIC = "public", "fasilitas umum"
    VEHICLES = "vehicles", "kendaraan"
    RUPIAH = "rupiah", "taksiran kerugian (Rp)"
