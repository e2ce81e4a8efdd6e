"""An OpenAI-compatible endpoint, asked with the standard library: one request is worth no dependency."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from ontology.errors import BadInput, EndpointFailed

TIMEOUT = 30.0  # seconds for a whole reply
_LARGEST = 1_000_000  # bytes of a reply
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where rephrasing is asked for: the base address (``http://localhost:11434/v1``), the model, a key."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = TIMEOUT

    @property
    def shown(self) -> str:
        """The address as it may be shown: without user, password and query."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{self.host}{parts.path}"

    @property
    def host(self) -> str:
        """Where it is: the host with its port."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def fault(self) -> str:
        """What is wrong with the settings, if anything is."""
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).hostname:
            return "HUYENKG_LLM_URL is no http or https address"
        return "" if self.model else "HUYENKG_LLM_MODEL is not set"

    def rephrase(self, instruction: str, material: str) -> str:
        """The model's reply. Raises ``EndpointFailed``, whatever went wrong there."""
        if self.fault:
            raise EndpointFailed(self.fault)
        request = Request(
            self.url.rstrip("/") + "/chat/completions", self._body(instruction, material), self._headers()
        )
        try:
            with build_opener(_NoRedirect).open(request, timeout=self.timeout) as response:
                return _reply(json.loads(_read(response, time.monotonic() + self.timeout)))
        except HTTPError as error:
            error.close()
            raise EndpointFailed(f"{self.shown}: HTTP {error.code}") from error
        except TimeoutError as error:
            raise EndpointFailed(f"{self.shown}: no reply within {self.timeout:g} s") from error
        except (OSError, HTTPException) as error:
            raise EndpointFailed(f"{self.shown}: {getattr(error, 'reason', None) or error}") from error
        except (ValueError, TypeError, KeyError, IndexError) as error:
            raise EndpointFailed(f"{self.shown}: the reply is no chat completion") from error

    def _body(self, instruction: str, material: str) -> bytes:
        messages = [{"role": "system", "content": instruction}, {"role": "user", "content": material}]
        return json.dumps(
            {"model": self.model, "messages": messages, "temperature": 0, "stream": False}
        ).encode()

    def _headers(self) -> Mapping[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        return headers | {"Authorization": f"Bearer {self.key}"} if self.key else headers


def read_endpoint(environment: Mapping[str, str]) -> Endpoint | None:
    """The endpoint that ``HUYENKG_LLM_URL``, ``HUYENKG_LLM_MODEL`` and ``HUYENKG_LLM_KEY`` name, if any."""
    names = ("HUYENKG_LLM_URL", "HUYENKG_LLM_MODEL", "HUYENKG_LLM_KEY")
    url, model, key = (environment.get(name, "").strip() for name in names)
    return Endpoint(url, model, key) if url else None


def required_endpoint(endpoint: Endpoint | None) -> Endpoint:
    """The endpoint, if one is configured. Raises ``BadInput``."""
    if endpoint is None or endpoint.fault:
        raise BadInput(
            f"Rephrasing needs an endpoint: {endpoint.fault if endpoint else 'none is configured'}.",
            "Set HUYENKG_LLM_URL and HUYENKG_LLM_MODEL, or leave --rephrase out.",
        )
    return endpoint


class _NoRedirect(HTTPRedirectHandler):
    """Follows nowhere: question, answer and key go to the address that was named."""

    def redirect_request(self, *_: Any) -> None:
        """No request for any redirect."""


def _read(response: HTTPResponse, deadline: float) -> bytes:
    """The whole reply: a server that sends a byte now and then does not hold us up."""
    chunks: list[bytes] = []
    while chunk := response.read1(_CHUNK):
        chunks.append(chunk)
        if time.monotonic() > deadline:
            raise TimeoutError
        if sum(map(len, chunks)) > _LARGEST:
            raise ValueError("too large")
    return b"".join(chunks)


def _reply(completion: Any) -> str:
    content = completion["choices"][0]["message"]["content"]
    if not isinstance(content, str):
        raise TypeError
    return content
