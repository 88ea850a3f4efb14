"""Memories are valid by the DTD of TMX 1.4, termbases by the structure of TBX (ISO 30042:2008).

Both are here with the elements that we write: no package has the whole files.
"""

import io
from pathlib import Path

import pytest
from lxml import etree

from support.commands import Run

TMX = """
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | ude | prop)*>
<!ATTLIST header
    creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
    segtype (block | paragraph | sentence | phrase) #REQUIRED
    o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED srclang CDATA #REQUIRED
    datatype CDATA #REQUIRED o-encoding CDATA #IMPLIED creationdate CDATA #IMPLIED
    creationid CDATA #IMPLIED changedate CDATA #IMPLIED changeid CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu
    tuid CDATA #IMPLIED datatype CDATA #IMPLIED srclang CDATA #IMPLIED
    segtype (block | paragraph | sentence | phrase) #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
<!ELEMENT note (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ELEMENT ude EMPTY>
"""
TBX = """
<!ENTITY % more "(descrip | descripGrp | admin | note)*">
<!ELEMENT martif (martifHeader, text)>
<!ATTLIST martif type CDATA #REQUIRED xml:lang CDATA #REQUIRED>
<!ELEMENT martifHeader (fileDesc, encodingDesc?, revisionDesc?)>
<!ELEMENT fileDesc (titleStmt?, publicationStmt?, sourceDesc+)>
<!ELEMENT sourceDesc (p+)>
<!ELEMENT text (body, back?)>
<!ELEMENT body (termEntry+)>
<!ELEMENT termEntry (%more;, langSet+)>
<!ATTLIST termEntry id ID #IMPLIED>
<!ELEMENT langSet (%more;, (tig | ntig)+)>
<!ATTLIST langSet xml:lang CDATA #REQUIRED>
<!ELEMENT tig (term, termNote*, %more;)>
<!ELEMENT termNote (#PCDATA)>
<!ATTLIST termNote type CDATA #REQUIRED>
<!ELEMENT descripGrp (descrip, (admin | note)*)>
<!ELEMENT descrip (#PCDATA)>
<!ATTLIST descrip type CDATA #REQUIRED>
<!ELEMENT term (#PCDATA)> <!ELEMENT p (#PCDATA)> <!ELEMENT admin (#PCDATA)>
<!ELEMENT note (#PCDATA)> <!ELEMENT encodingDesc (p+)> <!ELEMENT revisionDesc (p+)>
<!ELEMENT titleStmt (#PCDATA)> <!ELEMENT publicationStmt (p+)> <!ELEMENT back EMPTY>
<!ELEMENT ntig (term)>
"""


@pytest.mark.parametrize(("name", "schema"), [("memory", TMX), ("glossary", TBX)])
def test_what_is_exported_is_valid(
    project: Path, run_entraide: Run, name: str, schema: str
) -> None:
    file = project.parent / f"{name}.xml"
    assert run_entraide("translate", name, "--output", file).exit_code == 0
    dtd, root = etree.DTD(io.StringIO(schema)), etree.parse(file).getroot()
    assert dtd.validate(root), dtd.error_log
    parent = root.find(".//tu" if name == "memory" else ".//termEntry")
    assert parent is not None
    del parent[:]
    assert not dtd.validate(root)
