"""An object store on this machine: a server that speaks as S3 does."""

from __future__ import annotations

import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

BUCKET = "papers"


@contextmanager
def object_store() -> Iterator[str]:
    """Serve an empty bucket on the loopback, for this process and those it starts; its URL is yielded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the server's own imports
        from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        environment.setenv("AWS_ACCESS_KEY_ID", "anybody")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "anything")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        made = urllib.request.Request(f"http://{host}:{port}/{BUCKET}", method="PUT")
        urllib.request.urlopen(made, timeout=60).close()
        yield f"s3://{BUCKET}"
    server.stop()
