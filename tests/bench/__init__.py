"""Benchmarks against the budgets of the design: `python -m tests.bench.run [rows]`.

Not part of `./test`. They need what the tests need: DATABASE_OWNER_URL and DATABASE_URL of a server
on this machine whose owner role may create databases.
"""
