"""Kesepakatan: rows and who may see them."""

from incidents.cases.agreements.models.agreement import Agreement, AgreementClosing, Clause
from incidents.cases.agreements.models.check import AgreementCheck, Amendment

__all__ = ["Agreement", "AgreementCheck", "AgreementClosing", "Amendment", "Clause"]
