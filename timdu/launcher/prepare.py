"""The steps `./run` and `./test` share: what the machine, Python and npm must bring."""

from timdu.launcher import checks, packages, system
from timdu.launcher.config import Config
from timdu.launcher.progress import Progress

STEPS = 3
KEPT_LOG = 5 * checks.MEGABYTE


def machine(config: Config) -> None:
    """Settle what can stop us before anything is changed."""
    checks.open_data_folder(config)
    installing = not (packages.python_stands(config) and packages.npm_stands(config))
    checks.room(config, installing=installing)


def turn_logs(config: Config) -> None:
    """Put grown logs aside, one generation: they help today, not next year."""
    for log in config.logs.glob("*.log"):
        if log.stat().st_size > KEPT_LOG:
            log.replace(log.with_suffix(".log.1"))


def everything(config: Config, progress: Progress) -> None:
    """System packages, Python packages, npm packages; each only when something is missing."""
    with progress.step("Pustaka sistem"):
        _system(config, progress)
    with progress.step("Paket Python"):
        if packages.python_stands(config):
            progress.remark("tidak berubah")
        else:
            packages.make_venv(config)
            packages.install_python(config, progress)
    with progress.step("Paket npm"):
        if packages.npm_stands(config):
            progress.remark("tidak berubah")
        else:
            packages.install_npm(config)


def _system(config: Config, progress: Progress) -> None:
    needs = system.TO_TEST if config.for_tests else system.TO_RUN
    missing = system.missing(needs)
    if not missing:
        progress.remark("lengkap")
        return
    progress.at(0, len(missing), ", ".join(missing))
    system.install(config, missing)
    progress.remark("terpasang: " + ", ".join(missing))
