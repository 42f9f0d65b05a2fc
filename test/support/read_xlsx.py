"""Reads a workbook with nothing but Python's own zip and XML, and prints what is in it as JSON: a program that shares no
line with the one that wrote it."""

import json
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

archive = zipfile.ZipFile(sys.argv[1])
broken = archive.testzip()
if broken:
    sys.exit(f"damaged: {broken}")
targets = {one.get("Id"): one.get("Target") for one in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
styles = ET.fromstring(archive.read("xl/styles.xml"))
formats = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{MAIN}numFmt")}
looks = [
    {"format": formats.get(xf.get("numFmtId"), xf.get("numFmtId")), "quoted": xf.get("quotePrefix") == "1"}
    for xf in styles.find(f"{MAIN}cellXfs")
]
result = {}
for sheet in ET.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
    tree = archive.open("xl/" + targets[sheet.get(f"{REL}id")])
    kept = {"head": [], "rows": [], "count": 0, "sums": {}, "formulas": 0, "kinds": {}, "frozen": None, "filter": None}
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    for _, element in ET.iterparse(tree):
        if element.tag == f"{MAIN}pane":
            kept["frozen"] = [element.get("state"), element.get("ySplit"), element.get("topLeftCell")]
        if element.tag == f"{MAIN}autoFilter":
            kept["filter"] = element.get("ref")
        if element.tag != f"{MAIN}row":
            continue
        row = {}
        for cell in element:
            column, number = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
            assert number == element.get("r"), "a cell in another row"
            kept["formulas"] += len(cell.findall(f"{MAIN}f"))
            value = cell.find(f"{MAIN}v")
            look = looks[int(cell.get("s", "0"))]
            if cell.get("t") == "inlineStr":
                row[column] = "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
            elif value is not None:
                row[column] = float(value.text)
                if number != "1":
                    kept["sums"][column] = kept["sums"].get(column, 0) + row[column]
            if column in row and number != "1":
                kept["kinds"][column] = look
        if element.get("r") == "1":
            kept["head"] = list(row.values())
        else:
            kept["count"] += 1
            if kept["count"] <= most:
                kept["rows"].append(row)
        element.clear()
    result[sheet.get("name")] = kept
json.dump(result, sys.stdout)
