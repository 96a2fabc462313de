"""Where one can go: the destinations, and which of them each role has at hand."""

from timdu.team.models import User

Role = User.Role
# Every destination: key → (word, icon, name of the address). One without an address is left out.
PAGES = {
    "home": ("Beranda", "home", "home"),
    "desk": ("Meja", "home", "home"),
    "report": ("Lapor", "plus", "incidents:create"),
    "incidents": ("Laporan", "report", "incidents:list"),
    "cases": ("Permasalahan", "case", "cases:list"),
    "told": ("Disposisi", "tasks", "asking:dispositions"),
    "asked": ("Permintaan", "chat", "asking:requests"),
    "find": ("Cari", "search", "finding:find"),
    "map": ("Peta", "map", "mapping:map"),
    "activities": ("Kegiatan", "flag", "activities:list"),
    "emergency": ("Status keadaan", "shield", "emergency:list"),
    "nil": ("Nihil", "calendar", "nil:list"),
    "documents": ("Dokumen", "doc", "documents:list"),
    "arahan": ("Arahan", "speak", "arahan:list"),
    "inbox": ("Kotak masuk", "inbox", "inbox:list"),
    "team": ("Tim", "people", "roster:team"),
    "people": ("Pengguna", "people", "team:user_list"),
    "agencies": ("Instansi", "flag", "team:agency_list"),
    "rights": ("Hak akses", "shield", "rights:matrix"),
    "settings": ("Pengaturan", "gear", "team:settings"),
    "password": ("Kata sandi", "key", "account_change_password"),
    "second_factor": ("Verifikasi dua langkah", "shield", "mfa_index"),
    "sessions": ("Perangkat yang masuk", "device", "usersessions_list"),
    "mails": ("Surel kepada saya", "mail", "mail:choices"),
    "help": ("Bantuan", "help", "help"),
}
# What stands in the rail; on a phone four of them stand at the bottom, the rest under "Lainnya".
FIELD = ("home", "incidents", "cases", "map", "told", "activities", "nil", "documents", "team")
AGENCY = (
    "home", "incidents", "cases", "map", "told", "asked", "activities", "nil", "documents", "team",
)  # fmt: skip
DESK = (
    "desk", "incidents", "cases", "map", "told", "asked", "activities", "emergency", "nil",
    "documents", "arahan", "team", "settings",
)  # fmt: skip
LEADER = (
    "home", "incidents", "cases", "map", "told", "asked", "activities", "emergency", "documents",
    "arahan", "team",
)  # fmt: skip
RAIL = {
    Role.KECAMATAN: FIELD,
    Role.MEMBER: AGENCY,
    Role.STAFF: DESK,
    Role.VERIFIER: DESK,
    # Whoever approves a proposed role must find where it waits.
    Role.SECRETARY: (*DESK, "people"),
    Role.LEADER: LEADER,
    Role.FORKOPIMDA: tuple(
        ["home", "incidents", "cases", "map", "asked", "emergency", "documents", "team"]
    ),
    Role.OBSERVER: ("home", "documents"),
    Role.AUDITOR: ("home", "incidents", "cases", "map", "documents", "team", "rights"),
    Role.ADMIN: ("home", "team", "people", "agencies", "settings"),
}
BOTTOM = {
    Role.KECAMATAN: ("home", "incidents", "report", "nil"),
    Role.MEMBER: ("home", "incidents", "report", "nil"),
    Role.STAFF: ("desk", "incidents", "report", "documents"),
    Role.VERIFIER: ("desk", "incidents", "report", "documents"),
    Role.SECRETARY: ("desk", "incidents", "report", "documents"),
    Role.LEADER: ("home", "incidents", "documents", "arahan"),
    Role.FORKOPIMDA: ("home", "incidents", "documents", "team"),
}
ACCOUNT = ("password", "second_factor", "sessions", "mails")
