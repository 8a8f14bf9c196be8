"""Tencent Meeting's REST API on this machine: checks each request as the real one does, and holds the meetings."""

import base64
import hashlib
import hmac
import json
import re
import threading
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY, SECRET = "tencent-id", "tencent-secret"
WINDOW_S = 300


class TencentMeeting:
    """The service; `trouble` is what befalls the next requests, one after the other."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.meetings: dict[str, dict[str, Any]] = {}
        self.cancelled: list[str] = []
        self.asked: list[str] = []
        self.nonces: set[str] = set()
        self.trouble: list[Any] = []
        """`lost`, a status with what is said, changes of the answer,
        or what happens while the service thinks, which returns one of these."""
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                answer = service.answer(self.command, self.path, dict(self.headers), body)
                if answer is None:
                    self.close_connection = True
                    return
                status, content = answer
                told = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def do_PUT(self) -> None:
                self.do_POST()

            def log_message(self, *_words: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False  # so that closing waits for them
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, method: str, uri: str, headers: dict[str, str], body: str) -> tuple[int, Any] | None:
        """Return status and content, or `None` for an answer that is lost."""
        wrong = self._wrong(method, uri, headers, body)
        if wrong:
            return 400, _error(190303, wrong)
        self.asked.append(f"{method} {uri}")
        trouble = self.trouble.pop(0) if self.trouble else None
        if callable(trouble):
            trouble = trouble()
        if isinstance(trouble, tuple):
            return trouble
        status, content = self._do(method, uri, json.loads(body))
        if isinstance(trouble, dict):
            content["meeting_info_list"][0].update(trouble)
        return None if trouble == "lost" else (status, content)

    def _wrong(self, method: str, uri: str, headers: dict[str, str], body: str) -> str:
        if (headers.get("AppId"), headers.get("SdkId"), headers.get("X-TC-Registered")) != ("app", "sdk", "1"):
            return "application unknown"
        if headers.get("Content-Type") != "application/json" or headers.get("X-TC-Key") != KEY:
            return "headers"
        nonce, at = headers["X-TC-Nonce"], headers["X-TC-Timestamp"]
        if not re.fullmatch("[1-9][0-9]*", nonce) or nonce in self.nonces:
            return "nonce"
        self.nonces.add(nonce)
        if abs(int(at) - self.now().timestamp()) > WINDOW_S:
            return "signature expired"
        signed = f"{method}\nX-TC-Key={KEY}&X-TC-Nonce={nonce}&X-TC-Timestamp={at}\n{uri}\n{body}"
        right = base64.b64encode(hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).hexdigest().encode())
        return "" if headers["X-TC-Signature"] == right.decode() else "signature failed"

    def _do(self, method: str, uri: str, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if (asked.pop("userid"), asked.pop("instanceid")) != ("fair", 1):
            return 400, _error(20001, "user not exist")
        if (method, uri) == ("POST", "/v1/meetings"):
            assert asked.pop("type") == 0
            assert asked.pop("settings")["allow_in_before_host"] is True
            id_ = str(7567173273889276131 + len(self.meetings))
            code = str(664079932 + len(self.meetings))
            self.meetings[id_] = {**asked, "code": code}
            told = {"meeting_id": id_, "meeting_code": code, "join_url": f"https://meeting.tencent.com/dm/x{code}"}
            return 200, {"meeting_number": 1, "meeting_info_list": [told]}
        found = re.fullmatch("/v1/meetings/([0-9]+)(/cancel)?", uri)
        if found is None or found[1] not in self.meetings or found[1] in self.cancelled:
            return 500, _error(9003, "MEETING NOT EXIST")
        if found[2]:
            assert (method, asked) == ("POST", {"reason_code": 1})
            self.cancelled.append(found[1])
        else:
            assert method == "PUT"
            self.meetings[found[1]].update(asked)
        return 200, {}

    def times(self, code: str) -> tuple[int, int]:
        """Return when the meeting with a code is, in seconds since 1970."""
        [one] = [one for one in self.meetings.values() if one["code"] == code]
        return int(one["start_time"]), int(one["end_time"])

    @property
    def open(self) -> list[str]:
        """Return the codes of meetings that are not cancelled."""
        return [one["code"] for id_, one in self.meetings.items() if id_ not in self.cancelled]


def _error(code: int, message: str) -> dict[str, Any]:
    return {"error_info": {"error_code": code, "message": message}}
