"""`ebook edit` as a process, and what a browser asks of it."""

from __future__ import annotations

import http.client
import json
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.serve.process import listening

PAGE = """青衡日报
2026年3月5日 星期四
第01版 要闻
春耕在即
农机下田
本报记者 林晓岚
本报讯 今天上午，第一批农机在青衡县下田，合作社买了三台新机器，机手都是本地人。
合作社有了新机器
去年秋天，合作社的社员们商量了很久，才决定把钱拿出来，一起买下这三台机器。
机器停在村口的棚子里，晚上有人看守，白天有人擦洗，孩子们放学都要去看一看。
渡口停航
受大风影响，青衡渡口今天早班停航，晚班照常，请旅客留意码头的告示。
"""


def editing(source: Path, *options: str) -> AbstractContextManager[tuple[str, subprocess.Popen[str]]]:
    """`ebook edit` without a browser."""
    return listening("edit", str(source), "--no-browser", *options)


class Client:
    """A browser's requests to a desk."""

    def __init__(self, address: str) -> None:
        self.address = urlsplit(address)
        self.origin = f"http://{self.address.netloc}"

    def ask(
        self,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str | None] | None = None,
        root: str | None = None,
    ) -> tuple[int, Any]:
        """Status and content of an answer; `headers` replace those that a browser sends, None leaves one out."""
        sent: dict[str, str | None] = {"Host": self.address.netloc}
        if body is not None:
            sent |= {"Origin": self.origin, "Content-Type": "application/json"}
        sent |= headers or {}
        connection = http.client.HTTPConnection(self.address.hostname or "", self.address.port, timeout=60)
        content = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        connection.putrequest(
            "GET" if body is None else "POST", (root or self.address.path) + path, skip_host=True
        )
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        if content is not None:
            connection.putheader("Content-Length", str(len(content)))
        connection.endheaders(content)
        answer = connection.getresponse()
        data = answer.read()
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        connection.close()
        is_json = answer.headers.get("Content-Type") == "application/json"
        return answer.status, json.loads(data) if is_json else data

    def state(self) -> dict[str, Any]:
        """The latest state."""
        return self.ask("state")[1]["state"]

    def decide(self, decision: dict[str, Any], revision: int | None = None) -> tuple[int, Any]:
        """The answer to a decision about the latest state."""
        revision = self.state()["revision"] if revision is None else revision
        return self.ask("decide", {"revision": revision, "decision": decision})
