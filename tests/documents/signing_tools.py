"""An electronic signature made in the test, with a certificate nobody trusts."""

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

NAME = "BUPATI UJI"


def signer() -> signers.SimpleSigner:
    """A person with a key and a self-made certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    bundle = pkcs12.serialize_key_and_certificates(
        b"uji", key, certificate, None, serialization.BestAvailableEncryption(b"uji")
    )
    return signers.SimpleSigner.load_pkcs12_data(bundle, other_certs=[], passphrase=b"uji")


def sign(pdf: bytes, field: str = "TandaTangan") -> bytes:
    """Sign as SRIKANDI would: an incremental update behind our bytes.

    In a thread of its own: signing starts an event loop, and a browser test already runs one.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(signed, pdf, field).result()


def signed(pdf: bytes, field: str) -> bytes:
    """The file with the signature behind it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    out = signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name=field), signer=signer())
    return out.getvalue()
