"""Somebody who uploads a large list again and again on the page Update from Excel, as a browser does: preview, publication."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Callable
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from benchmarks.server import Server


class Member:
    """A session on the page; `rounds` counts the files that were previewed and published."""

    def __init__(self, server: Server, file_name: str, data: Callable[[], bytes]) -> None:
        """Open the page; `data` gives the bytes of each file anew."""
        self.server, self.file_name, self.data, self.rounds = server, file_name, data, 0
        self._socket = connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            origin=server.address,
            compression=None,
        )
        self._session = ""
        self._ids: dict[tuple[str, str], str] = {}  # kind and label -> id of a widget of the last run
        self._page_hash = ""
        self._run()

    def until(self, ended: threading.Event) -> None:
        """Upload, preview and publish, again and again."""
        while not ended.is_set():
            self._upload()
            if ("button", "Publish") in self._ids:  # the same rows again change nothing
                texts = {self._ids["text_input", "Name"]: "Bench", self._ids["text_input", "Note"]: "A large list"}
                self._run(texts=texts, click=self._ids["button", "Publish"])
            self.rounds += 1
            again = "Upload another file" if ("button", "Upload another file") in self._ids else "Put it away"
            self._run(click=self._ids["button", again])
        self._socket.close()

    def _upload(self) -> None:
        data = self.data()
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.session_id = self._session
        message.file_urls_request.file_names.append(self.file_name)
        self._socket.send(message.SerializeToString())
        while (got := ForwardMsg.FromString(self._socket.recv(timeout=120))).WhichOneof("type") != "file_urls_response":
            pass
        (urls,) = got.file_urls_response.file_urls
        edge = uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename={json.dumps(self.file_name)}\r\n'
        body = f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data + f"\r\n--{edge}--\r\n".encode()
        request = urllib.request.Request(
            f"{self.server.address}/{urls.upload_url.lstrip('/')}",
            body,
            {"Content-Type": f"multipart/form-data; boundary={edge}"},
            method="PUT",
        )
        with urllib.request.urlopen(request, timeout=60):
            pass

        def give(states: object) -> None:
            state = states.widgets.add(id=self._ids["file_uploader", "Excel workbook or CSV file"])
            file = state.file_uploader_state_value.uploaded_file_info.add(
                name=self.file_name, size=len(data), file_id=urls.file_id
            )
            file.file_urls.CopyFrom(urls)

        self._run(give)

    def _run(
        self, give: Callable[[object], None] | None = None, texts: dict[str, str] | None = None, click: str | None = None
    ) -> None:
        """Run the page and wait until it has come to its end, also where it begins anew by itself."""
        message = BackMsg()
        request = message.rerun_script
        request.page_name = "update"
        if self._page_hash:
            request.page_script_hash = self._page_hash
        if give:
            give(request.widget_states)
        for widget, text in (texts or {}).items():
            request.widget_states.widgets.add(id=widget).string_value = text
        if click:
            request.widget_states.widgets.add(id=click).trigger_value = True
        self._ids = {}
        self._socket.send(message.SerializeToString())
        while True:
            got = ForwardMsg.FromString(self._socket.recv(timeout=300))
            kind = got.WhichOneof("type")
            if kind == "new_session":
                self._session, self._ids = got.new_session.initialize.session_id, {}
            elif kind == "navigation":
                self._page_hash = got.navigation.page_script_hash
            elif kind == "delta" and got.delta.WhichOneof("type") == "new_element":
                name = got.delta.new_element.WhichOneof("type")
                one = getattr(got.delta.new_element, name)
                if name in ("button", "text_input", "file_uploader"):
                    self._ids[name, one.label] = one.id
            elif kind == "script_finished" and got.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return
