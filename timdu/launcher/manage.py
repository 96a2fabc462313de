"""`./run kelola …`: one management command inside the copy that runs in another terminal."""

import os
from collections.abc import Sequence

from timdu.launcher import application, database, keys, postgres
from timdu.launcher.config import Config
from timdu.launcher.process import PRIVATE
from timdu.launcher.trouble import Trouble


def main(config: Config, arguments: Sequence[str]) -> int:
    """Become `manage.py` with the environment of the running copy; returns only by failing."""
    secrets = config.var / "rahasia.json"
    if not secrets.exists():
        raise Trouble(f"Belum ada data di {config.var}.", "Jalankan dahulu: ./run")
    made = keys.load_or_make(secrets)
    found = running(config, made)
    env = application.environment(config, made, found.url, found.owner_url)
    os.chdir(config.root)
    os.umask(PRIVATE)
    os.execve(config.python, [str(config.python), "manage.py", *arguments], env)


def running(config: Config, made: keys.Keys) -> database.Database:
    """The database of the running copy."""
    if config.database_url:
        return database.named(config)
    cluster = database.describe(config, made)
    sockets = postgres.present_socket_folder(cluster)
    if not (sockets / postgres.SOCKET_NAME).exists():
        raise Trouble(
            "Basis data tertanam tidak menyala.",
            "Jalankan ./run di terminal lain, biarkan hidup, lalu ulangi perintah ini.",
        )
    return database.Database(cluster.url(sockets), cluster.url(sockets, owner=True), cluster.home)
