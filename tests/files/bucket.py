"""A real S3 store over HTTP, for the tests that want one."""

import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress

import boto3

from tests.servers import PATIENCE, free_port

BUCKET, KEY, SECRET = "berkas-uji", "kunci", "rahasia"


@contextmanager
def store():
    """The address of a store with one empty bucket; it ends with the block."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    words = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "moto.server",
        "-H",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    quiet = subprocess.DEVNULL
    program = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        wait_for(url)
        client(url).create_bucket(Bucket=BUCKET)
        yield url
    finally:
        program.kill()
        program.wait()


def wait_for(url):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError):
            urllib.request.urlopen(f"{url}/moto-api/", timeout=60).close()
            return
        time.sleep(0.1)
    raise AssertionError("the store does not answer")


def client(url):
    """Somebody who may look into the bucket past the application."""
    return boto3.client(
        "s3", endpoint_url=url, region_name="us-east-1",
        aws_access_key_id=KEY, aws_secret_access_key=SECRET,
    )  # fmt: skip


def environment(url):
    """What an office writes into .env to have its files there."""
    return {
        "FILES_S3_BUCKET": BUCKET,
        "FILES_S3_ENDPOINT": url,
        "FILES_S3_REGION": "us-east-1",
        "FILES_S3_ACCESS_KEY": KEY,
        "FILES_S3_SECRET_KEY": SECRET,
    }


def contents(url):
    """Every object: its name and its bytes."""
    asked = client(url)
    found = asked.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    return {
        row["Key"]: asked.get_object(Bucket=BUCKET, Key=row["Key"])["Body"].read() for row in found
    }
