"""Other generators get the same texts, and what was measured of them is told and drawn."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bench.chart import draw_chart
from bench.command_cost import Cost
from bench.corpus import write_plain
from bench.peers import PEERS, Peer, PeerResult, edit_entry
from bench.report import PEER_HEAD, format_peers


def read_bodies(folder: Path) -> list[str]:
    texts = (file.read_text("utf-8") for file in sorted(folder.glob("*/*.md")))
    return [text.partition("\n---\n")[2] for text in texts]


@pytest.fixture(scope="module")
def plain_bodies(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    root = tmp_path_factory.mktemp("plain") / "project"
    write_plain(root, 60)
    return read_bodies(root / "docs" / "en")


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_every_generator_gets_the_same_bodies(
    peer: Peer, tmp_path: Path, plain_bodies: list[str]
) -> None:
    peer.write(tmp_path / "project", 60)
    texts = tmp_path / "project" / peer.texts
    assert read_bodies(texts) == plain_bodies
    edit_entry(texts)
    assert read_bodies(texts) != plain_bodies


def test_a_generator_that_is_not_installed_says_so(tmp_path: Path) -> None:
    peer = Peer("Other", tmp_path / "none", (), PEERS[0].write, "docs/en", "site")
    assert not peer.is_installed


RESULTS = [
    PeerResult("Entraide", Cost(12.5, 20.0, 90, 300), Cost(2.6, 2.4, 80, 0), 4131),
    PeerResult("Hugo", Cost(4.0, 6.5, 350, 0), Cost(4.0, 6.0, 350, 0), 4026),
]


def test_each_generator_has_its_row() -> None:
    title, head, ours, hugo = format_peers(1000, RESULTS).splitlines()
    assert title.startswith("1,000 entries")
    assert head.split() == " ".join(PEER_HEAD).split()
    assert ours.split() == ["Entraide", "12.5", "20.0", "390", "2.6", "2.4", "4,131"]
    assert hugo.split() == ["Hugo", "4.0", "6.5", "350", "4.0", "6.0", "4,026"]


def test_the_chart_draws_each_generator_to_scale() -> None:
    peers = [
        {"name": row.name, "cold": {"processor": row.cold.processor}, "edited": {"processor": 1.0}}
        for row in RESULTS
    ]
    drawn = ET.fromstring(draw_chart({"entries": 1000, "peers": peers}))
    bars = [bar for bar in drawn.iter() if bar.tag.endswith("rect") and bar.get("x")]
    assert [int(bar.get("width", "")) for bar in bars] == [480, 156, 480, 480]
