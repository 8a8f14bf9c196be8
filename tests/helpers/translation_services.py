"""Local servers that stand for translation services: each checks a request as the service's documents say."""

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "a-key-of-the-tests"
KEY_ID = "AKIDtests"
Answer = tuple[int, Any]
_UNITS = {"天": "days", "公斤": "kg", "件": "pieces", "套": "sets", "箱": "cartons", "days": "天", "cartons": "箱",
          "sets": "套", "días": "天", "piezas": "件", "juegos": "套", "cajas": "箱"}  # fmt: skip
_UNIT = re.compile(rf"\s?({'|'.join(_UNITS)})")
_MARKS = re.compile(r"ZQ\d+X|<x id=\"\d+\"/>|&(?:lt|gt|amp);")


def pretend(text: str, target: str) -> str:
    """Return something in the target's script that keeps marks, figures and signs, and knows a figure's units."""
    chinese = target.lower().startswith(("zh", "zt"))
    parts = []
    at = 0
    for match in [*_MARKS.finditer(text), None]:
        piece = text[at : match.start() if match else len(text)]
        if at and (unit := _UNIT.match(piece)):  # what stands after a figure
            parts.append(_UNITS[unit[1]] if chinese else f" {_UNITS[unit[1]]}")
            piece = piece[unit.end() :]
        if chinese:
            piece = re.sub(r"[A-Za-zÀ-ɏ]+", "词", piece)
        else:
            piece = re.sub(r"[一-鿿]", "la ", piece)
            piece = re.sub(r"[Ѐ-ӿ؀-ۿ]+", "la", piece)
            piece = re.sub(r"[A-Za-zÀ-ɏ]{2,}", lambda word: word[0][::-1], piece)
        parts.append(piece + (match[0] if match else ""))
        at = match.end() if match else at
    return "".join(parts)


@dataclass
class Service:
    """A running stand-in.

    Attributes:
        url: its address.
        requests: path and body of each request that was accepted as well-formed.
        body_bytes: bytes of all bodies that came in.
        mood: what it does with a well-formed request instead of answering well; "" answers well.
    """

    check: Callable[["Service", str, str, dict[str, str], bytes], Answer]
    url: str = ""
    requests: list[tuple[str, Any]] = field(default_factory=list)
    body_bytes: int = 0
    mood: str = ""
    retry_after_s: int = 0
    """What it asks for when it is busy."""
    complaints: list[str] = field(default_factory=list)
    asked: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    """In the mood "holds": released by each request that came in."""
    go_on: threading.Event = field(default_factory=threading.Event)
    """In the mood "holds": until then no answer leaves."""

    def say(self, text: str, target: str) -> str:
        """Translate a text in the present mood."""
        moods: dict[str, Callable[[], str]] = {
            "echo": lambda: text,
            "html": lambda: f"<html><body><p>{text}</p></body></html>",
            "emoji": lambda: "🤖",
            "empty": lambda: "",
            "other language": lambda: "这是另一种语言" if not target.lower().startswith("zh") else "Это другой язык",
            "wrong numbers": lambda: re.sub(r"\d", "9", _MARKS.sub("7", pretend(text, target))),
            "drops marks": lambda: _MARKS.sub("", pretend(text, target)),
            "doubles marks": lambda: _MARKS.sub(lambda mark: f"{mark[0]} {mark[0]}", pretend(text, target)),
            "adds a number": lambda: pretend(text, target) + " 42",
        }
        return moods.get(self.mood, lambda: pretend(text, target))()

    def hold(self) -> None:
        """In the mood "holds": say that a request came in, and wait."""
        if self.mood == "holds":
            self.asked.release()
            self.go_on.wait(30)

    def faulty(self) -> Answer | None:
        """Return the answer of a service in trouble, or None."""
        if self.mood == "busy at first" and len(self.requests) % 2:
            return 429, {"error": {"message": "busy"}}
        if self.mood.startswith("status "):
            return int(self.mood.split()[1]), {"error": {"message": "trouble"}}
        return None


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body are two writes

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

        def do_GET(self) -> None:
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            service.body_bytes += len(body)
            service.hold()
            if service.mood == "cut":
                self.close_connection = True
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{")
                return
            if service.mood == "redirect":
                self._send(302, b"", {"Location": "http://127.0.0.1:9/elsewhere"})
                return
            if service.mood == "not json":
                self._send(200, b"<html>Welcome to Hotel WiFi</html>", {})
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, value = service.check(service, self.command, self.path, headers, body)
            extra = {"Retry-After": str(service.retry_after_s)} if status in (429, 503, 529) else {}
            self._send(status, json.dumps(value, ensure_ascii=False).encode(), extra)

        def _send(self, status: int, body: bytes, extra: dict[str, str]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in extra.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet."""

    return Handler


@contextmanager
def running(check: Callable[[Service, str, str, dict[str, str], bytes], Answer]) -> Iterator[Service]:
    """Run a stand-in on loopback."""
    service = Service(check)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def libretranslate(service: Service, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
    """Check as LibreTranslate does."""
    if (method, path) == ("GET", "/languages"):
        codes = ["en", "es", "zh-Hans", "zh-Hant", "ru", "ar", "fr", "pt"]
        return 200, [{"code": code, "name": code, "targets": codes} for code in codes]
    if (method, path) != ("POST", "/translate") or "application/json" not in headers.get("content-type", ""):
        return 404, {"error": "not found"}
    asked = json.loads(body)
    if asked.get("api_key") != KEY:
        return 403, {"error": "Invalid API key"}
    if asked.get("source") in (None, "auto") or asked.get("target") not in ("en", "es", "zh-Hans", "zh-Hant", "fr"):
        return 400, {"error": "unsupported language"}
    if asked.get("format") != "text" or not isinstance(asked.get("q"), list):
        return 400, {"error": "format"}
    service.requests.append((path, asked))
    if service.mood.startswith("too long: ") and any(service.mood[10:] in text for text in asked["q"]):
        return 413, {"error": "too long"}
    return service.faulty() or (200, {"translatedText": [service.say(text, asked["target"]) for text in asked["q"]]})


def deepl(service: Service, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
    """Check as DeepL does."""
    if (method, path) != ("POST", "/v2/translate"):
        return 404, {"message": "not found"}
    if headers.get("authorization") != f"DeepL-Auth-Key {KEY}":
        return 403, {"message": "Forbidden"}
    if len(body) > 128 * 1024:
        return 413, {"message": "too large"}
    asked = json.loads(body)
    if not 1 <= len(asked["text"]) <= 50 or asked["target_lang"] not in ("ZH-HANS", "ZH-HANT", "EN-US", "EN-GB", "ES"):
        return 400, {"message": "Value for 'target_lang' not supported."}
    if asked.get("tag_handling") != "xml" or asked.get("ignore_tags") != ["x"]:
        return 400, {"message": "tag_handling"}
    import xml.etree.ElementTree as ET

    for text in asked["text"]:
        ET.fromstring(f"<r>{text}</r>")  # strict, as its second version of tag handling is
    service.requests.append((path, asked))
    rows = [
        {"detected_source_language": "EN", "text": service.say(text, asked["target_lang"])} for text in asked["text"]
    ]
    return service.faulty() or (200, {"translations": rows})


def tencent(service: Service, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
    """Check as Tencent Cloud does: the signature is computed anew from what came in."""

    def error(code: str) -> Answer:
        return 200, {"Response": {"Error": {"Code": code, "Message": code}, "RequestId": "r"}}

    stamp = int(headers.get("x-tc-timestamp", "0"))
    if abs(time.time() - stamp) > 300:
        return error("AuthFailure.SignatureExpire")
    day = time.strftime("%Y-%m-%d", time.gmtime(stamp))
    action = headers["x-tc-action"].lower()
    lines = f"content-type:{headers['content-type']}\nhost:{headers['host']}\nx-tc-action:{action}\n"
    canonical = f"{method}\n{path}\n\n{lines}\ncontent-type;host;x-tc-action\n{hashlib.sha256(body).hexdigest()}"
    scope = f"{day}/tmt/tc3_request"
    text = f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    secret = hmac.digest(b"TC3" + KEY.encode(), day.encode(), "sha256")
    secret = hmac.digest(hmac.digest(secret, b"tmt", "sha256"), b"tc3_request", "sha256")
    wanted = hmac.new(secret, text.encode(), "sha256").hexdigest()
    expected = (
        f"TC3-HMAC-SHA256 Credential={KEY_ID}/{scope}, SignedHeaders=content-type;host;x-tc-action, Signature={wanted}"
    )
    if headers.get("authorization") != expected:
        return error("AuthFailure.SignatureFailure")
    if headers.get("x-tc-action") != "TextTranslateBatch" or headers.get("x-tc-version") != "2018-03-21":
        return error("InvalidAction")
    if not headers.get("x-tc-region"):
        return error("MissingParameter")
    asked = json.loads(body)
    if sum(len(one) for one in asked["SourceTextList"]) > 2000:
        return error("UnsupportedOperation.TextTooLong")
    if asked["Target"] not in ("zh", "zh-TW", "en", "es"):
        return error("UnsupportedOperation.UnSupportedTargetLanguage")
    service.requests.append((path, asked))
    if service.mood == "quota":
        return error("FailedOperation.NoFreeAmount")
    if service.mood == "busy":
        return error("LimitExceeded.LimitedAccessFrequency")
    texts = [service.say(text, asked["Target"]) for text in asked["SourceTextList"]]
    answer = {
        "Response": {"TargetTextList": texts, "Source": asked["Source"], "Target": asked["Target"], "RequestId": "r"}
    }
    return service.faulty() or (200, answer)


def chat(service: Service, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
    """Check as a service with OpenAI's chat completions does."""
    if (method, path) != ("POST", "/v1/chat/completions"):
        return 404, {"error": {"message": "no such path"}}
    if headers.get("authorization") != f"Bearer {KEY}":
        return 401, {"error": {"message": "Incorrect API key provided"}}
    asked = json.loads(body)
    if asked["model"] != "small-model" or asked["messages"][0]["role"] != "system":
        return 404, {"error": {"message": "The model does not exist"}}
    texts = json.loads(asked["messages"][1]["content"])["texts"]
    target = "zh" if "to Simplified Chinese" in asked["messages"][0]["content"] else "en"
    service.requests.append((path, asked))
    if service.mood == "chatty":
        return 200, {"choices": [{"message": {"content": "Sure! Here are your translations."}}]}
    said = json.dumps({"translations": [service.say(text, target) for text in texts]}, ensure_ascii=False)
    return service.faulty() or (200, {"choices": [{"message": {"role": "assistant", "content": said}}]})
