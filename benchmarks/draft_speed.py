"""Time of one draft in a running process, from facts to the bytes of a .docx, against docxtpl and python-docx.

    python benchmarks/draft_speed.py [RUNS]

Needs docxtpl (pip install docxtpl). All make the same report: 8,000 characters, 100 facts, a table; then one ten times
as long. drafter has its facts and its pack loaded, docxtpl its context and its template, python-docx its texts. Medians
of runs made in turn: A B C A B C …
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import docx
from docxtpl import DocxTemplate

from drafter.drafting.render import render_draft
from drafter.model.diagnostics import Place
from drafter.model.facts import FactEntry, Facts
from drafter.model.pack import Section, Slot, TemplatePack
from drafter.writers import render_draft as write

PARAGRAPHS, FACTS, ROWS, HEADINGS = 80, 100, 20, 26
WORDS = """\
坚持 围绕 中心 服务 大局 依法 履职 尽责 深入 基层 察看 实情 听取 群众 意见 建议 推动 各项 工作 落实 见效 组织
代表 视察 调研 审议 报告 督促 政府 部门 整改 问题 完善 机制 保障 民生 教育 医疗 养老 就业 生态 环境 法治 监督
产业 项目 创新 发展 乡村 振兴 城市 更新 安全 生产 预算 执行 审计 债务 国资 优化 营商 宣传 联系 选民 建好 站点
学习 培训 提升 能力 作风 建设 廉政 交流
""".split()  # noqa: SIM905  # a list of a hundred quoted words is unreadable
IN_A_ROW = 3
UNTRACED = "trace: {controls: false, bookmarks: false, record: false, comments: false}\n"


def filler(random: Random, length: int) -> str:
    """Return so many characters of words in no order: text that packs no better than real one."""
    return "".join(random.choices(WORDS, k=length // 2))


def sentences(times: int) -> list[str]:
    """Return template paragraphs of about ninety characters; the facts stand in them in turn."""
    random, found = Random(9704), []
    for number in range(PARAGRAPHS * times):
        places = [place for place in range(FACTS) if place % PARAGRAPHS == number % PARAGRAPHS]
        facts = "，".join(f"开展工作{{{{ 总览.事项{place} }}}}" for place in places)
        found.append(f"{filler(random, 40)}，{filler(random, 32)}，{facts}。")
    return found


def names() -> list[str]:
    """Return what the table lists."""
    random = Random(33476)
    return [filler(random, 20) for _ in range(ROWS)]


def our_pack(times: int) -> tuple[Facts, TemplatePack]:
    """Build the facts and the pack."""
    slots = {f"总览.事项{place}": Slot(f"总览.事项{place}", "int", unit="件", required=True) for place in range(FACTS)}
    slots["总览.清单"] = Slot("总览.清单", "list", required=True)
    entries = {path: FactEntry(path, str(100 + at), Place("facts.yaml", at + 2)) for at, path in enumerate(slots)}
    rows = tuple(f"{name} | {row % 12 + 1}月" for row, name in enumerate(names()))
    entries["总览.清单"] = FactEntry("总览.清单", rows, Place("facts.yaml", 200))
    lines = ["% 云溪区人民代表大会常务委员会工作报告", "| 各位代表："]
    for number, text in enumerate(sentences(times)):
        if number % 3 == 0:
            lines.append(f"{'#' * (1 + number % 2)} {''.join(WORDS[number % 60 : number % 60 + 6])}")
        lines.append(text)
    lines.append("|+ 一览\n|| 序号 || 名称 || 时间\n{{ 总览.清单 | 表行 }}")
    pack = TemplatePack("云溪区", sections=(Section("正文", "回顾", "\n\n".join(lines)),), slots=slots)
    return Facts(entries=entries), pack


def plain_texts(times: int) -> list[str]:
    """Return what the draft says, a paragraph each; the rows of the table are parted by tabs."""
    return list(render_draft(*our_pack(times)).paragraphs())


def peer_template(folder: Path, times: int) -> tuple[Path, dict[str, str]]:
    """Write docxtpl's template: the same paragraphs with its variables, the same table row by row."""
    document = docx.Document()
    for text in sentences(times):
        document.add_paragraph(text.replace("总览.", ""))
    table = document.add_table(rows=4, cols=3)
    for cell, text in zip(table.rows[0].cells, ("序号", "名称", "时间"), strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for row in rows %}"
    for cell, text in zip(table.rows[2].cells, ("{{ row[0] }}", "{{ row[1] }}", "{{ row[2] }}"), strict=True):
        cell.text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    path = folder / f"peer{times}.docx"
    document.save(str(path))
    return path, {f"事项{place}": f"{100 + place}件" for place in range(FACTS)}


def with_docxtpl(path: Path, values: dict[str, str]) -> bytes:
    """Render docxtpl's template into memory."""
    template = DocxTemplate(str(path))
    rows = [(str(row + 1), name, f"{row % 12 + 1}月") for row, name in enumerate(names())]
    template.render({**values, "rows": rows})
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def with_python_docx(texts: list[str]) -> bytes:
    """Write the finished texts with python-docx alone."""
    document = docx.Document()
    for text in texts[:-ROWS]:
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=3)
    for text in texts[-ROWS:]:
        for cell, part in zip(table.add_row().cells, text.split("\t"), strict=True):
            cell.text = part
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def main() -> None:
    """Time all of them in turn and print medians and ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = folder / "plain.yaml"
        plain.write_text(UNTRACED, encoding="utf-8")
        jobs: dict[str, Callable[[], object]] = {}
        for times in (1, 10):
            facts, pack = our_pack(times)
            path, values = peer_template(folder, times)
            texts = plain_texts(times)
            jobs[f"drafter x{times}, controls and comments off"] = _ours(facts, pack, plain)
            jobs[f"drafter x{times}, controls and comments on"] = _ours(facts, pack, "gbt9704")
            draft = render_draft(facts, pack)
            jobs[f"writing alone x{times}, controls and comments off"] = _call(write, draft, Path("a.docx"), plain)
            jobs[f"writing alone x{times}, controls and comments on"] = _call(write, draft, Path("a.docx"))
            jobs[f"docxtpl x{times}"] = _call(with_docxtpl, path, values)
            jobs[f"python-docx x{times}"] = _call(with_python_docx, texts)
        measured: dict[str, list[float]] = {job: [] for job in jobs}
        for number in range(runs + 1):
            for job, work in jobs.items():
                gc.collect()  # what the one before left behind is not this one's
                work()  # the one before took the processor's caches
                for _ in range(IN_A_ROW if number else 0):
                    start = time.perf_counter()
                    work()
                    measured[job].append(time.perf_counter() - start)
        medians = {job: statistics.median(found) * 1000 for job, found in measured.items()}
        print(f"{sum(map(len, plain_texts(1)))} characters, {FACTS} facts, {ROWS} rows; medians of {runs} runs")
        for job, median in medians.items():
            peer = medians["docxtpl x10" if " x10" in job else "docxtpl x1"]
            print(f"{job:48} {median:8.2f} ms   {median / peer:6.3f} of docxtpl")
        for kind in ("off", "on"):
            one, ten = (medians[f"drafter x{times}, controls and comments {kind}"] for times in (1, 10))
            print(f"body ten times as long, controls and comments {kind}: {ten / one:.1f} times")


def _ours(facts: Facts, pack: TemplatePack, style: str | Path) -> Callable[[], object]:
    return lambda: write(render_draft(facts, pack), Path("draft.docx"), style)


def _call(function: Callable[..., object], *args: object) -> Callable[[], object]:
    return lambda: function(*args)


if __name__ == "__main__":
    main()
