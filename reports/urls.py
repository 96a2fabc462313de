"""Addresses of the home pages and of compiling; `home` is the root of the site."""

from django.urls import path

from reports.views import compile as compiling
from reports.views import home, leader, system

urlpatterns = [
    path("", home.home, name="home"),
    path("dasbor/", leader.dashboard, name="dashboard"),
    path("dokumen/susun/", compiling.report_compile, name="report_compile"),
    path("pengaturan/sistem/", system.system_rows, name="system"),
]
