"""Addresses of imported history."""

app_name = "history"
urlpatterns: list = []
