"""The tools served by the Model Context Protocol on standard input and output."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError

from ontology.errors import HuyenKGError
from ui.assistant.tools import Tools
from ui.logs import timed
from ui.records import Json
from ui.service import Service
from ui.version import SOFTWARE

Given = ParamSpec("Given")
_LOG = logging.getLogger(__name__)
_INSTRUCTIONS = (
    "Facts from reports of Vietnam's districts. Every figure comes with the words that it was read from: "
    "quote them and name the report. Take ids only from search_indicators and search_names; never make one "
    "up. What no tool tells is not reported: say so and do not guess."
)


class _Server(MCPServer[None]):
    """Refuses arguments that a tool does not have: passed over, a misspelt filter would filter nothing."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Calls a tool; what is wrong with its arguments is one sentence."""
        for tool in await self.list_tools():
            known = tool.input_schema.get("properties", {})
            if tool.name == name and (unknown := sorted(arguments.keys() - known)):
                has = f"It has {', '.join(known)}." if known else "It has none."
                raise ToolError(f"{name} has no argument {unknown[0][:100]!r}. {has}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(f"{name}: {_told_of(error.__cause__)}") from error
            raise


def build_server(service: Service) -> MCPServer[None]:
    """The server over a service."""
    server = _Server("huyenkg", instructions=_INSTRUCTIONS, version=SOFTWARE)
    tools = Tools(service)
    for tool in (
        tools.graph_summary, tools.search_indicators, tools.search_names, tools.get_observations,
        tools.list_events, tools.programme_documents, tools.entity_neighbourhood, tools.ask,
        tools.sparql_query,
    ):  # fmt: skip
        annotations = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        server.add_tool(_told(tool), annotations=annotations)
    return server


def serve(service: Service) -> None:
    """Answers on standard input and output until that ends. Only the protocol goes to standard output."""
    logging.getLogger("mcp").setLevel(logging.WARNING)  # it would log words of people
    build_server(service).run("stdio")


def _told_of(error: ValidationError) -> str:
    """What is wrong with arguments, without the words that were given."""
    wrong = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:5])
    return f"{'; '.join(wrong)}."


def _told(tool: Callable[Given, Json]) -> Callable[Given, Json]:
    """The tool, logged by its name, with failures worded for who asked."""

    @wraps(tool)
    def told(*given: Given.args, **named: Given.kwargs) -> Json:
        try:
            with timed(_LOG, "tool", tool=tool.__name__):
                return tool(*given, **named)
        except HuyenKGError as error:
            raise ToolError(str(error)) from error

    return told
