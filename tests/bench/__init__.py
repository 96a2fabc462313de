"""Benchmarks against the budgets of the design: `python -m tests.bench.run [rows]`, `…crowd`.

Not part of `./test`. They need what the tests need: DATABASE_OWNER_URL and DATABASE_URL of a server
on this machine whose owner role may create databases.
"""

import os

import django

# What the telephone of a person shows is worked out by allauth, which wants Django to be up.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timdu.settings")
django.setup()
