"""`./test`: the one gate. Tools first, then pytest on a throw-away cluster."""

import os
import secrets
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from timdu.launcher import application, audit, checks, database, keys, prepare, words
from timdu.launcher.config import Config
from timdu.launcher.orphans import adopt_orphans, children_of, end_orphans
from timdu.launcher.process import Failed, call, die_with_parent, end
from timdu.launcher.progress import Progress
from timdu.launcher.supervisor import Signals, Supervisor
from timdu.launcher.trouble import Stopped, Trouble

FULL = "--lengkap"
# The tests have settings of their own, and take no server and no habit of the person's.
NOT_FOR_TESTS = (
    "ALLOWED_HOSTS",
    "CLAMAV_ADDRESS",
    "DEBUG",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_HOST",
    "FILES_ROOT",
    "FILES_S3_BUCKET",
    "LOG_FORMAT",
    "LOG_LEVEL",
    "MAIL_DAILY_CEILING",
    "MAIL_SENDING",
    "REDIS_URL",
    "SITE_URL",
    "STATIC_ROOT",
    "TIMDU_TEST_DB",
    "TIMDU_TEST_FULL",
    "TRUSTED_PROXY_COUNT",
)
CODE = ["timdu", "incidents", "renaksi", "reports"]
# The whole suite on every core (tests/spread.py says who runs what); a chosen test runs alone.
SPREAD = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadgroup", "--no-loadscope-reorder")


@dataclass(frozen=True)
class Tool:
    """One guard: what it holds, how it is called, what it needs in its environment."""

    words: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


# A server as docker-compose starts it; `check --deploy` must find nothing to complain of.
PRODUCTION = {
    "ALLOWED_HOSTS": "timdu.example.go.id",
    "SITE_URL": "https://timdu.example.go.id",
    "TRUSTED_PROXY_COUNT": "1",
    "TIMDU_LOCAL": "",
    "DEBUG": "",
}
TOOLS = [
    Tool("Format", ["ruff", "format", "--check", "."]),
    Tool("Gaya kode", ["ruff", "check", "."]),
    Tool("Tipe", ["mypy"]),
    Tool("Arah impor", ["lint-imports"]),
    Tool("Templat: format", ["djlint", "templates", "--check"]),
    Tool("Templat: gaya", ["djlint", "templates", "--lint"]),
    Tool("Migrasi", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
    Tool(
        "Setelan produksi",
        ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
    Tool("Kebiasaan buruk", ["bandit", "-q", "-ll", "-c", "pyproject.toml", "-r", *CODE]),
    Tool(
        "Bentuk compose",
        ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
    ),
    Tool("Celah pustaka", ["python", "-m", "timdu.launcher.audit"]),
]


def main(config: Config, arguments: Sequence[str], say: Callable[[str], None]) -> int:
    """Prepare, check, test; stop the cluster whatever happened. Returns the exit status."""
    with Signals() as signals:
        supervisor = Supervisor(say)
        try:
            return gate(config, arguments, supervisor, say)
        except Stopped:
            say("\nDihentikan.")
            return 130
        except Trouble as trouble:
            words.trouble(trouble, say)
            return 1
        finally:
            signals.count = max(signals.count, 1)
            supervisor.stop(signals.hurry)


def gate(
    config: Config, arguments: Sequence[str], supervisor: Supervisor, say: Callable[[str], None]
) -> int:
    """With arguments of one's own: pytest alone. Without: the tools, and pytest if they agree."""
    full = FULL in arguments
    chosen = [argument for argument in arguments if argument != FULL]
    tools = [] if chosen else TOOLS
    prepare.machine(config)
    with checks.lock(config):
        prepare.turn_logs(config)
        progress = Progress(prepare.STEPS + 1 + len(tools))
        prepare.everything(config, progress)
        with progress.step("Basis data uji"):
            env = environment(config, supervisor, progress)
        if not all([check(tool, config, env, progress, say) for tool in tools]):
            return 1
        if full:
            env["TIMDU_TEST_FULL"] = "1"
        return pytest(config, chosen or SPREAD, env)


def environment(config: Config, supervisor: Supervisor, progress: Progress) -> dict[str, str]:
    """A fresh secret, the test cluster, nothing of the person's own settings."""
    made = keys.load_or_make(config.var / "rahasia.json")
    found = database.find(config, made, supervisor, progress)
    env = application.environment(config, made, found.url, found.owner_url)
    for name in NOT_FOR_TESTS:
        env.pop(name, None)
    return {**env, "SECRET_KEY": secrets.token_urlsafe(64)}


def check(
    tool: Tool,
    config: Config,
    env: Mapping[str, str],
    progress: Progress,
    say: Callable[[str], None],
) -> bool:
    """Run one tool quietly; show what it said when it objects, or could not find out.

    What could not be found out does not stop the tests, and is not called passed.
    """
    program, *rest = tool.argv
    log = config.logs / f"uji-{program}.log"
    start = log.stat().st_size if log.exists() else 0
    with progress.step(tool.words):
        try:
            call(
                [config.venv / "bin" / program, *rest],
                log=log, cwd=config.root, env={**env, **tool.env},
            )  # fmt: skip
        except Failed as failed:
            known = failed.code != audit.UNKNOWN
            progress.remark("TIDAK LULUS" if known else "TIDAK DIPERIKSA")
        else:
            return True
    with log.open(encoding="utf-8") as file:
        file.seek(start)
        say(file.read().rstrip())
    return not known


def pytest(config: Config, arguments: Sequence[str], env: Mapping[str, str]) -> int:
    """Hand the terminal to pytest: its closing line is the last one printed.

    Whatever its tests started and left behind (a browser, a broker, a worker) falls to us and ends.
    """
    adopt_orphans()
    before = set(children_of(os.getpid()))
    child = subprocess.Popen(
        [config.python, "-m", "pytest", *arguments],
        cwd=config.root,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    try:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    finally:
        end(child, patience=20, sign=signal.SIGINT)
        end_orphans(keep=before)
    return child.returncode
