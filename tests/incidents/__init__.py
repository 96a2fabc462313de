"""Tests of reports from the field."""
