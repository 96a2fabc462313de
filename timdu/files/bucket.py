"""Files in an S3 store instead of a folder: private, whole or not there, read through us alone."""

import base64
import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage

# A store that is slow holds a person up, one that is gone holds up everybody: not for long.
PATIENCE = {"connect_timeout": 5, "read_timeout": 20, "retries": {"total_max_attempts": 2}}
# Stores other than Amazon's know neither its newer checksums nor a name for each bucket.
PLAIN = {
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
    "s3": {"addressing_style": "path"},
    "signature_version": "s3v4",
}
MISSING = ("404", "NoSuchKey")


class PrivateBucket(S3Storage):
    """One bucket of one's own. Objects are never public and have no address anybody is given.

    Raises FileNotFoundError for what is not there, ConnectionError when the store does not answer
    or refuses us, like any folder on a disk of the network.
    """

    def __init__(self, **options: Any) -> None:
        config = Config(**PATIENCE, **PLAIN)
        super().__init__(client_config=config, file_overwrite=False, default_acl=None, **options)

    @property
    def place(self) -> str:
        """Where the files are, for whoever minds them."""
        return f"ember S3 {self.bucket_name} di {self.endpoint_url or 'Amazon'}"

    def url(self, *_: Any, **__: Any) -> str:
        raise NotImplementedError("files are served through timdu.files.views alone")

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        with answering(name):
            found = self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=name)
            return ContentFile(found["Body"].read(), name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        content.seek(0)
        data = content.read()
        # The store compares before it keeps anything.
        sum_of_it = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
        with answering(name):
            self.connection.meta.client.put_object(
                Bucket=self.bucket_name, Key=name, Body=data, ContentMD5=sum_of_it,
                ContentType=self.default_content_type,
            )  # fmt: skip
        return name

    def delete(self, name: str) -> None:
        with answering(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with answering(name):
            return bool(super().exists(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        with answering(path):
            folders, files = super().listdir(path)
            return folders, files

    def size(self, name: str) -> int:
        with answering(name):
            return int(super().size(name))

    def get_modified_time(self, name: str) -> dt.datetime:
        with answering(name):
            moment: dt.datetime = super().get_modified_time(name)
            return moment


@contextmanager
def answering(name: str) -> Iterator[None]:
    """Turn what the client of the store raises into what a folder would raise."""
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in MISSING:
            raise FileNotFoundError(name) from error
        raise ConnectionError(f"S3: {code}") from error
    except BotoCoreError as error:
        raise ConnectionError(f"S3: {error}") from error
