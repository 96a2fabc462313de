"""`./run`: from a bare machine to a working Timdu, and back to nothing on Ctrl-C."""

import http.client
import signal
import time
from collections.abc import Callable, Mapping

from timdu.launcher import application, checks, database, keys, prepare, words
from timdu.launcher.config import Config
from timdu.launcher.progress import Progress
from timdu.launcher.supervisor import Child, Signals, Supervisor
from timdu.launcher.trouble import Stopped, Trouble

STEPS = prepare.STEPS + 6
HEALTHY_WITHIN = 120.0


def main(config: Config, say: Callable[[str], None]) -> int:
    """Prepare, start, watch, stop. Returns the exit status."""
    with Signals() as signals:
        supervisor = Supervisor(say)
        try:
            run(config, supervisor, say)
        except Stopped:
            say("Menghentikan Timdu …")
        except Trouble as trouble:
            words.trouble(trouble, say)
            return 1
        finally:
            signals.count = max(signals.count, 1)
            supervisor.stop(signals.hurry)
        say("Semua bagian sudah berhenti.")
    return 0


def run(config: Config, supervisor: Supervisor, say: Callable[[str], None]) -> None:
    """Everything up to the signal that ends it."""
    prepare.machine(config)
    with checks.lock(config):
        checks.port_is_free(config.port)
        prepare.turn_logs(config)
        progress = Progress(STEPS)
        prepare.everything(config, progress)
        secrets = keys.load_or_make(config.var / "rahasia.json")
        with progress.step("Basis data"):
            found = database.find(config, secrets, supervisor, progress)
        env = application.environment(config, secrets, found.url, found.owner_url)
        app = application.Application(config, env, found.owner_url, found.marks)
        fill(app, progress)
        with progress.step("Web, pekerja, penjadwal dan cadangan"):
            checks.port_is_free(config.port)
            for child in children(config, env):
                supervisor.start(child)
            await_health(config, supervisor)
        begin = application.first_page(app) if config.empty else ""
        words.welcome(config, progress.total_elapsed(), begin, say)
        supervisor.watch()


def fill(app: application.Application, progress: Progress) -> None:
    with progress.step("Struktur basis data"):
        application.migrate(app, progress)
    with progress.step("Kode wilayah seluruh Indonesia"):
        application.load_wilayah(app, progress)
    with progress.step("Berkas tampilan"):
        application.collect_static(app, progress)
    with progress.step("Data contoh"):
        application.load_demo(app, progress)


def children(config: Config, env: Mapping[str, str]) -> list[Child]:
    """Web, worker, beat, and what backs up at night."""
    for name in ("queue", "queue-done", "queue-control"):
        (config.var / name).mkdir(mode=0o700, exist_ok=True)
    python = str(config.python)
    celery = [python, "-m", "celery", "-A", "timdu.celery"]
    web = [
        python, "-m", "gunicorn", "timdu.wsgi:application", "--config", "deploy/gunicorn.py",
        "--bind", f"127.0.0.1:{config.port}", "--graceful-timeout", "5",
    ]  # fmt: skip
    worker = [*celery, "worker", "--concurrency", "2", "--without-gossip"]
    beat = [*celery, "beat", "--pidfile="]
    nightly = [python, "manage.py", "nightly"]
    logs = config.logs
    return [
        Child("web", web, logs / "web.log", env, config.root),
        # Orphaned, it must not finish what it holds: the sweep finds the row again.
        Child(
            "pekerja", worker, logs / "pekerja.log", env, config.root, orphan_sign=signal.SIGQUIT
        ),
        Child("penjadwal", beat, logs / "penjadwal.log", env, config.root),
        Child("cadangan", nightly, logs / "cadangan.log", env, config.root),
    ]


def await_health(config: Config, supervisor: Supervisor) -> None:
    """Wait until `/sehat/` says 200: web, database, worker and beat have all been heard of."""
    deadline = time.monotonic() + HEALTHY_WITHIN
    while time.monotonic() < deadline:
        supervisor.look()
        if healthy(config.port):
            return
        time.sleep(0.2)
    raise Trouble(
        f"Timdu sudah dinyalakan, tetapi belum sehat sesudah {int(HEALTHY_WITHIN)} detik.",
        f"Baca catatan di {config.logs}, lalu jalankan lagi.",
    )


def healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/sehat/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
