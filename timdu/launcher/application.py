"""Bring the application up to date: schema, rights, area codes, statics, demo. Nothing twice."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from timdu.launcher import stamps
from timdu.launcher.config import Config
from timdu.launcher.keys import Keys
from timdu.launcher.process import PRIVATE, Failed, call, explain
from timdu.launcher.progress import Progress


@dataclass(frozen=True)
class Application:
    """The code with its database: what `manage.py` needs, and where to remember what was done.

    `marks` lies inside the embedded cluster, so a new cluster forgets everything. With a database
    of somebody else there is none, and each start asks anew.
    """

    config: Config
    env: Mapping[str, str]
    owner_url: str
    marks: Path | None

    def manage(
        self,
        *arguments: str,
        as_owner: bool = False,
        each_line: Callable[[str], None] | None = None,
    ) -> list[str]:
        env = {**self.env, "DATABASE_URL": self.owner_url} if as_owner else dict(self.env)
        return call(
            [self.config.python, "manage.py", *arguments],
            log=self.config.logs / "siapkan.log",
            cwd=self.config.root,
            env=env,
            umask=PRIVATE,
            each_line=each_line,
        )

    def done(self, what: str, value: str) -> bool:
        return self.marks is not None and stamps.stands(self.marks / f"{what}.stamp", value)

    def remember(self, what: str, value: str) -> None:
        if self.marks is not None:
            stamps.put(self.marks / f"{what}.stamp", value)


def environment(config: Config, keys: Keys, url: str, owner_url: str) -> dict[str, str]:
    """The environment of everything we start: ours on top of what the person has set."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "timdu.settings",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or keys.secret_key,
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": owner_url,
        "TIMDU_VAR": str(config.var),
        "PORT": str(config.port),
        "TIMDU_LOCAL": "1",
        "PYTHONUNBUFFERED": "1",
        "PATH": f"{config.venv / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    if not config.email_host:
        # The demo's addresses are invented: nothing may leave by a mail server that happens to run.
        env["MAIL_SENDING"] = "0"
    return env


def migrate(app: Application, progress: Progress) -> None:
    """Bring the schema up to date as its owner, then give the running role its rights."""
    value = stamps.of_files(schema_files(app.config.root))
    if app.done("skema", value):
        progress.remark("tidak berubah")
        return
    steps: list[tuple[str, ...]] = [("migrate", "--noinput"), ("createcachetable",)]
    if app.owner_url != app.env["DATABASE_URL"]:
        steps.append(("grant_app",))
    for step in steps:
        _do(app, progress, "Struktur basis data tidak dapat diperbarui.", *step, as_owner=True)
    app.remember("skema", value)


def schema_files(root: Path) -> list[Path]:
    """Everything the schema and the rights follow from: migrations, ours and the libraries'."""
    tops = sorted(path.parent for path in root.glob("*/__init__.py") if path.parent.name != "tests")
    own = [path for top in tops for path in sorted(top.rglob("migrations/*.py"))]
    grants = root / "timdu" / "core" / "management" / "commands" / "grant_app.py"
    return [*own, grants, root / "requirements.txt"]


def load_wilayah(app: Application, progress: Progress) -> None:
    value = stamps.of_files(
        [app.config.root / "package-lock.json", app.config.root / "timdu" / "wilayah" / "source.py"]
    )
    if app.done("wilayah", value):
        progress.remark("tidak berubah")
        return
    _do(app, progress, "Kode wilayah tidak dapat dimuat.", "load_wilayah", "--bila-perlu")
    app.remember("wilayah", value)


def collect_static(app: Application, progress: Progress) -> None:
    root = app.config.root
    value = stamps.of_tree(
        root / "static",
        stamps.of_files([root / "package-lock.json", root / "requirements.txt"]),
        stamps.of_files([root / "timdu" / "settings.py", root / "timdu" / "core" / "statics.py"]),
    )
    stamp = app.config.var / "static.stamp"
    if stamps.stands(stamp, value):
        progress.remark("tidak berubah")
        return
    _do(
        app,
        progress,
        "Berkas tampilan tidak dapat disiapkan.",
        "collectstatic",
        "--noinput",
        "--clear",
    )
    stamps.put(stamp, value)


def load_demo(app: Application, progress: Progress) -> None:
    """Fill an empty database with the demo, once. Whatever stands there already stays."""
    if app.config.empty:
        progress.remark("dilewati (--kosong)")
        return
    if app.done("contoh", "dimuat"):
        progress.remark("sudah ada")
        return
    _do(app, progress, "Data contoh tidak dapat dimuat.", "load_demo", "--bila-kosong")
    app.remember("contoh", "dimuat")


def first_page(app: Application) -> str:
    """Where the first team is founded and with which code; or that there is one."""
    return " ".join(app.manage("kode_pertama")).strip()


def _do(
    app: Application, progress: Progress, sentence: str, *arguments: str, as_owner: bool = False
) -> None:
    try:
        app.manage(*arguments, as_owner=as_owner, each_line=progress.show)
    except Failed as failed:
        raise explain(failed, sentence, app.config.logs / "siapkan.log") from failed
