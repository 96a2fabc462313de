"""The electronic signatures inside a PDF: who signed, and whether the file is as it was signed.

Loaded by `signed.signatures` when there is a file to read, never at a start.
"""

import io
import logging
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

# That no list of trusted issuers is kept is said on the page; the log need not repeat it.
for chatty in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(chatty).setLevel(logging.CRITICAL)


def signatures(data: bytes) -> tuple[list[str], list[str]]:
    """Who signed, by the name in the certificate, and what is wrong with the signatures."""
    try:
        embedded = PdfFileReader(io.BytesIO(data), strict=False).embedded_regular_signatures
        checked = [_check(signature) for signature in embedded]
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError) as error:
        return [], [f"Tanda tangan elektronik tidak dapat diperiksa: {error}"[:300]]
    return [name for name, _ in checked], [words for _, words in checked if words]


def _check(signature: Any) -> tuple[str, str]:
    """The signer's name, and what is wrong ("" when the file is as it was signed)."""
    name = signature.signer_cert.subject.native.get("common_name") or "tanpa nama"
    status = validate_pdf_signature(signature, ValidationContext(trust_roots=[]))
    if not status.intact or not status.valid:
        return name, f"Tanda tangan elektronik {name} rusak: isi berkas berubah sesudahnya."
    level = status.modification_level
    if level is None or level.value > ModificationLevel.FORM_FILLING.value:
        return name, f"Berkas diubah sesudah ditandatangani {name}."
    return name, ""
