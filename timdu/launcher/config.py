"""Where this copy lives and what it was asked to do, read once from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from timdu.launcher.trouble import Trouble

DEFAULT_PORT = 8000
SHARED_FOLDERS = (Path("/tmp"), Path("/var"), Path("/var/lib"), Path("/home"))  # nosec B108
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Config:
    """One copy of Timdu: its code, its data folder, its port, its neighbours."""

    root: Path
    var: Path
    port: int = DEFAULT_PORT
    database_url: str = ""
    database_owner_url: str = ""
    redis_url: str = ""
    email_host: str = ""
    empty: bool = False
    for_tests: bool = False

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"


def for_run(environ: Mapping[str, str], *, empty: bool = False, root: Path = ROOT) -> Config:
    """Read what `./run` honours. An empty variable counts as unset."""
    return Config(
        root=root,
        var=data_folder(environ.get("TIMDU_VAR", ""), root),
        port=port_number(environ.get("PORT", "")),
        database_url=environ.get("DATABASE_URL", ""),
        database_owner_url=environ.get("DATABASE_OWNER_URL", ""),
        redis_url=environ.get("REDIS_URL", ""),
        email_host=environ.get("EMAIL_HOST", ""),
        empty=empty,
    )


def for_test(root: Path = ROOT) -> Config:
    """Take nothing from outside: the tests bring their own database and their own folder."""
    return Config(root=root, var=root / "var" / "test", for_tests=True)


def data_folder(value: str, root: Path) -> Path:
    """Resolve TIMDU_VAR. The folder becomes ours alone, so it may not hold anything else."""
    var = Path(value).expanduser().resolve() if value else root / "var"
    if root.is_relative_to(var) or var in (Path.home(), *SHARED_FOLDERS):
        raise Trouble(
            f"TIMDU_VAR={value} bukan folder tersendiri untuk data Timdu.",
            "Pakai folder baru, misalnya TIMDU_VAR=$HOME/timdu-data ./run",
        )
    return var


def port_number(value: str) -> int:
    """Read PORT, refusing what cannot be one."""
    if not value:
        return DEFAULT_PORT
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 65535:
        raise Trouble(
            f"PORT={value} bukan nomor port.", "Pakai angka 1024 sampai 65535: PORT=8001 ./run"
        )
    return int(value)
