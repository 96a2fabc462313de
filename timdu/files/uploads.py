"""How uploads come in: to disk, and no further than a file may be large."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from timdu.files import limits


class CappedUpload(TemporaryFileUploadHandler):
    """Stops writing where a file is too large, and goes on reading the rest of the form.

    The file keeps the size it came with, so that it is refused by that; the other files and all
    that was typed arrive whole.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start <= limits.PDF_BYTES:
            super().receive_data_chunk(raw_data, start)
        return None
