"""The peer of the render benchmark: a docxtpl script that renders a document of the same length from a YAML of facts.

docxtpl_report.py TEMPLATE.docx FACTS.yaml OUT.docx
"""

from __future__ import annotations

import sys

import yaml
from docxtpl import DocxTemplate

template = DocxTemplate(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    template.render(yaml.safe_load(file))
template.save(sys.argv[3])
