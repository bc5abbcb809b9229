"""The server, asked over standard input and output by the SDK's own client."""

import json
import sys

import pytest

import hitdata

MEDIAN = "bls.oews.2023-05.us.29-9021.wage.p50.usd-year"
RECORDS = "bls.oews.2023-05.us.29-2072.wage.p50.usd-year"

mcp = pytest.importorskip("mcp", reason="the server needs hitdata[mcp]")


def asked(*calls: tuple[str, dict]) -> list:
    """Start the server as a user would, and return its tools and an answer for each call."""
    import anyio

    code = "import sys; from hitdata.command import main; sys.exit(main(['mcp']))"
    server = mcp.StdioServerParameters(command=sys.executable, args=["-c", code])

    async def ask() -> list:
        async with mcp.Client(server) as client:
            tools = (await client.list_tools()).tools
            return [tools, *[await client.call_tool(name, options) for name, options in calls]]

    return anyio.run(ask)


def test_the_server_answers_the_sdks_client():
    """Each tool says what the library says, and a refusal is an answer that tells why."""
    tools, loaded, traced, cited, explained, checked, refused = asked(
        ("load", {"soc": ["29-9021"], "release": "2023-05", "statistic": "p50", "source": "OEWS"}),
        ("trace", {"figure_id": MEDIAN}),
        ("cite", {"figure_ids": [MEDIAN]}),
        ("explain", {"first": RECORDS, "second": MEDIAN}),
        ("check", {"text": "The BLS puts the median pay of health information technologists and "
                           "medical registrars at $62,990 in May 2023."}),
        ("load", {"soc": ["29-902"]}),
    )  # fmt: skip
    assert {tool.name for tool in tools} == {"load", "trace", "cite", "explain", "check"}
    assert all(tool.description for tool in tools)
    figures = {figure["figure_id"]: figure for figure in answer(loaded)["figures"]}
    assert figures[MEDIAN]["value"] == 62990
    assert figures[MEDIAN]["locator"] == "national_M2023_dl!AB606"
    assert answer(traced) == hitdata.trace(MEDIAN).to_dict()
    assert hitdata.cite(MEDIAN) in cited.content[0].text
    assert answer(explained) == json.loads(json.dumps(hitdata.explain(RECORDS, MEDIAN).to_dict()))
    (claim,) = answer(checked)["claims"]
    assert (claim["value"], claim["verdict"]) == (62990, "confirmed")
    assert refused.is_error
    assert "soc '29-902' is not known" in refused.content[0].text


def answer(result) -> dict:
    """Return what a tool answers, as JSON."""
    assert not result.is_error, result
    return json.loads(result.content[0].text)
