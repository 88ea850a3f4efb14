"""Exports are valid by the schemas of XLIFF, which Debian’s php-symfony-translation has."""

import os
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from support.bundles import Revise, export_bundle
from support.commands import Run

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
FILES = {"xliff": "xliff-core-1.2-strict.xsd", "xliff2": "xliff-core-2.0.xsd"}


class LocalSchemas(etree.Resolver):
    """The schema of `xml:space` is beside the others: nothing is fetched."""

    def resolve(self, system_url: str | None, _public_id: str | None, context: Any) -> Any:
        if str(system_url).endswith("/xml.xsd") or system_url == "xml.xsd":
            return self.resolve_filename(str(SCHEMAS / "xml.xsd"), context)
        return None


def read_schema(shape: str) -> etree.XMLSchema:
    file = SCHEMAS / FILES[shape]
    if not file.is_file() and os.environ.get("CI") != "true":
        pytest.skip("apt-get install php-symfony-translation has the schemas of XLIFF")
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(LocalSchemas())
    return etree.XMLSchema(etree.parse(file, parser))


@pytest.mark.parametrize("tags", ["--tags", "--no-tags"])
@pytest.mark.parametrize("shape", FILES)
def test_an_export_is_valid(
    project: Path, run_entraide: Run, revise: Revise, shape: str, tags: str
) -> None:
    assert project
    schema = read_schema(shape)
    revise("Stop.", "Stop now.")
    path = export_bundle(run_entraide, "--format", shape, tags, name="fr.xlf")
    assert schema.validate(etree.parse(path)), schema.error_log
