"""The signing service outside Timdu, played for the demo: Timdu itself signs nothing.

The key is made at each load and thrown away; the certificate names an invented office.
"""

import datetime as dt
import io
from functools import cache

from asn1crypto import keys
from asn1crypto import x509 as certificates
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

BORN = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
LIFE = dt.timedelta(days=365 * 20)
FIELD = "Tandatangan"
DER = serialization.Encoding.DER


def sign(document: bytes, office: str, *, field: str = FIELD) -> bytes:
    """The same PDF with an electronic signature appended."""
    out = io.BytesIO()
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        name=subject(office),
        reason="Contoh, bukan tanda tangan sungguhan",
        subfilter=SigSeedSubFilter.PADES,
    )
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(document)), metadata, signer(office), output=out
    )
    return out.getvalue()


def subject(office: str) -> str:
    """The name in the certificate."""
    return f"CONTOH {office}"


@cache
def signer(office: str) -> signers.SimpleSigner:
    """A signer nobody knows, for one office."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject(office))])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(BORN)
        .not_valid_after(BORN + LIFE)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signers.SimpleSigner(
        signing_cert=certificates.Certificate.load(certificate.public_bytes(DER)),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore(),
    )
