"""What the person reads before and after the steps."""

from collections.abc import Callable

from timdu.launcher.config import Config
from timdu.launcher.trouble import Trouble

PASSWORD = "contoh-timdu"
SIGN_INS = {
    "Mempawah": [
        "camat.sungaikunyit", "operator.sungaikunyit", "polres.mempawah", "staf.mempawah",
        "kabid.mempawah", "kaban.mempawah", "wabup.mempawah", "ajudan.mempawah",
        "kapolres.mempawah", "inspektorat.mempawah", "admin.mempawah", "provinsi.kalbar",
    ],
    "Samosir": [
        "camat.pangururan", "operator.pangururan", "polres.samosir", "staf.samosir",
        "kabid.samosir", "kaban.samosir", "sekda.samosir", "prokopim.samosir", "kapolres.samosir",
        "inspektorat.samosir", "admin.samosir", "provinsi.sumut",
    ],
}  # fmt: skip


def trouble(trouble: Trouble, say: Callable[[str], None]) -> None:
    say(f"\n{trouble.sentence}")
    if trouble.remedy:
        say(f"  {trouble.remedy}")


def welcome(config: Config, elapsed: str, begin: str, say: Callable[[str], None]) -> None:
    """Address, sign-ins or the first code, and what is different from a real installation."""
    say(f"\nTimdu siap dalam {elapsed}:  {config.address}\n")
    if config.empty:
        say(f"Data contoh tidak dimuat. {begin}")
    else:
        say(f"Masuk dengan salah satu nama ini; sandi semuanya: {PASSWORD}")
        for place, names in SIGN_INS.items():
            say(f"  {place}:")
            for start in range(0, len(names), 4):
                say("    " + "  ".join(f"{name:<22}" for name in names[start : start + 4]).rstrip())
    say("")
    if not config.email_host:
        say("Surat elektronik tidak dikirim ke luar (EMAIL_HOST belum diisi).")
    say("Hanya untuk komputer ini. Ponsel memerlukan alamat https (TLS): lihat README.md.")
    say(f"Data: {config.var}   Catatan: {config.logs}")
    say("Hentikan dengan Ctrl-C.")
