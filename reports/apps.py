"""App configuration."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Figures, the kinds of report that leave, and the home pages."""

    name = "reports"
    verbose_name = "pelaporan"

    def ready(self) -> None:
        from reports import options  # noqa: F401
        from reports.kinds import kecamatan, monthly
        from timdu.documents import kinds

        kinds.register(monthly.KIND)
        kinds.register(kecamatan.KIND)
