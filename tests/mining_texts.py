"""Reports in invented text for the tests of mining, and the way of a text through mine, fill and render."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.corpus.parsing import parse_source
from drafter.drafting.fill import fill_report
from drafter.drafting.render import render_draft
from drafter.mining.mine import Mined, mine_reports
from drafter.model.diagnostics import Place
from drafter.model.draft import Draft
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import TemplatePack
from drafter.model.report import Report, SourceText

FRONT = """云溪区人民代表大会常务委员会工作报告
——2026年1月8日在云溪区第十八届人民代表大会第五次会议上
云溪区人大常委会主任　甄　名
各位代表：
我受区人大常委会委托，向大会报告工作，请予审议。
2025年的主要工作
2025年，区人大常委会在区委坚强领导下，依法履行职责，各项工作取得新进展。
"""
WORK = """一、加强监督工作，服务全区发展大局
听取和审议专项工作报告20项，开展专题询问2次，对《消防法》《食品安全法》的实施情况开展执法检查。
二、做好代表工作，激发代表履职活力
全年办理代表建议167件，办结率为98.2%，代表对办理结果的满意率为96.4%。
三、夯实基础工作，加强自身建设水平
制定修订《议事规则》《代表联络站管理办法》2项制度，在《云溪日报》等媒体发表稿件148篇。
"""


def parse(text: str, file: str = "云溪区报告.txt") -> Report:
    """Read one report out of a text."""
    (report,) = parse_source(SourceText(file, text)).reports
    return report


def facts_of(values: Mapping[str, str | tuple[str, ...]]) -> Facts:
    """Make facts of values to be printed as they are, as they are read out of a report."""
    return Facts(
        entries={path: FactEntry(path, value, Place("facts.yaml"), exact=True) for path, value in values.items()}
    )


def mine(*texts: str, minimum: int | None = None) -> Mined:
    """Mine texts, each a report in a file of its own."""
    return mine_reports([parse(text, f"{number}.txt") for number, text in enumerate(texts)], "试验", minimum)


def fill_and_render(report: Report, pack: TemplatePack) -> Draft:
    """Fill a pack from a report and render it again."""
    return render_draft(facts_of(fill_report(report, pack).values), pack)


def text_of(draft: Draft) -> str:
    """The text of a draft, a paragraph a line."""
    return "\n".join(draft.paragraphs())


def templates(pack: TemplatePack) -> str:
    """All templates of a pack."""
    return "\n".join(section.template for section in pack.sections)


def elsewhere(text: str, place: str = "梅山县", chair: str = "贾　姓") -> str:
    """The same report of another body, with another chair and other figures of its own."""
    level = place[-1]
    text = text.replace("云溪区", place).replace("甄　名", chair).replace("《云溪日报》", f"《{place[:-1]}日报》")
    for word in ("区人大", "区委", "区政府", "全区"):
        text = text.replace(word, word.replace("区", level))
    return text.replace("167件", "203件").replace("98.2%", "97.5%")


def with_line(line: str, text: str = FRONT + WORK) -> str:
    """A report with one more paragraph under its first heading."""
    return text.replace("二、", line + "\n二、", 1)


def section(pack: TemplatePack, category: str) -> str:
    """The template of a category's first section."""
    return next(section.template for section in pack.sections if section.category == category)
