"""The commands and their options. Each hands on to a module of the same name, which imports what it needs."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from drafter.cli.options import FactsFiles, File, Folder, Force, Last, Number, Output, Pack, Paths, show_version
from drafter.cli.output import guard, report_usage, speak_utf8
from drafter.cli.pack_app import pack_app, packs
from drafter.data import read_data, say

app = typer.Typer(
    name="drafter",
    help=say("cli.app"),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=show_version, help=say("cli.opt_version"))
    ] = False,
) -> None:
    """从往年的工作报告挖掘模板，填写事实，生成 Word 初稿。"""


@app.command()
def clean(paths: Paths, output: Folder) -> None:
    """清理网上收集的报告，每份存成一个 UTF-8 文本。

    例：drafter clean 收集的报告/ -o 干净文本
    """
    from drafter.cli import clean

    guard(clean.run, paths, output)


@app.command()
def inspect(
    file: File,
    outline: Annotated[bool, typer.Option("--outline", help=say("cli.opt_outline"))] = False,
    short: Annotated[bool, typer.Option("--short", help=say("cli.opt_short"))] = False,
    json: Annotated[bool, typer.Option("--json", help=say("cli.opt_json"))] = False,
    html: Annotated[Path | None, typer.Option("--html", help=say("cli.opt_html"))] = None,
    pack: Annotated[str, typer.Option("--pack", help=say("compare.opt_pack"))] = "",
    share: Annotated[float | None, typer.Option("--share", min=0, max=1, help=say("compare.opt_share"))] = None,
) -> None:
    """看看一份报告被怎样理解：提纲、类别、每一项事实、可疑之处；加 --pack，看它比多数单位少了什么、多了什么。

    例：drafter inspect 2024年报告.docx --html 对照.html

    例：drafter inspect 2024年报告.docx --pack 县级人大常委会年度报告
    """
    from drafter.cli import inspect

    guard(inspect.run, file, json, html, outline, short, pack, share)


@app.command()
def mine(
    paths: Paths,
    output: Annotated[Path | None, typer.Option("-o", "--output", help=say("cli.opt_output_dir"))] = None,
    into: Annotated[Path | None, typer.Option("--into", help=say("cli.opt_into"))] = None,
    name: Annotated[str, typer.Option("--name", help=say("cli.opt_name"))] = "",
    min_support: Annotated[int | None, typer.Option("--min-support", min=1, help=say("cli.opt_min_support"))] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help=say("cli.opt_jobs"))] = 1,
) -> None:
    """从往年报告挖掘模板包，或者把新的报告加进已有的模板包（--into）。

    例：drafter mine 往年报告/ -o 我的模板
    """
    from drafter.cli import mine

    guard(mine.run, paths, output, into, name, min_support, jobs)


app.command()(packs)


@app.command()
def new(
    pack: Annotated[str, typer.Argument(help=say("cli.arg_pack"))],
    output: Output,
    body: Annotated[Path | None, typer.Option("--body", help=say("cli.opt_body"))] = None,
    year: Annotated[int | None, typer.Option("--year", min=1949, max=2999, help=say("cli.opt_year"))] = None,
    last: Last = None,
    minimal: Annotated[bool, typer.Option("--minimal", help=say("cli.opt_minimal"))] = False,
) -> None:
    """生成带说明的空白事实文件（YAML），供填写；从不覆盖已有的文件。

    例：drafter new 县级人大常委会年度报告 -o facts.yaml --year 2025
    """
    from drafter.cli import new

    guard(new.run, pack, output, body, year, last, minimal)


@app.command()
def fill(
    report: File,
    output: Output,
    pack: Annotated[str, typer.Option("--pack", help=say("cli.opt_pack_needed"))],
    number: Number = 1,
    force: Force = False,
    update: Annotated[bool, typer.Option("--update", help=say("editing.opt_update"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("editing.opt_dry_run"))] = False,
) -> None:
    """从已有的报告读出事实，写成事实文件（render 的逆），或者补进已有的事实文件（--update）。

    例：drafter fill 2024年报告.docx --pack 县级人大常委会年度报告 -o 上年.yaml

    例：drafter fill 2025年报告.docx --pack 县级人大常委会年度报告 -o facts.yaml --update --dry-run
    """
    from drafter.cli import fill

    guard(fill.run, report, pack, output, number, force, update, dry_run)


@app.command()
def check(
    facts: FactsFiles,
    pack: Pack = "",
    last: Last = None,
    explain: Annotated[str, typer.Option("--explain", help=say("cli.opt_explain"))] = "",
    json: Annotated[bool, typer.Option("--json", help=say("cli.opt_json"))] = False,
    form: Annotated[str, typer.Option("--format", help=say("cli.opt_format"))] = "text",
) -> None:
    """核对事实文件：一次列出全部问题（文件:行:列），错误在前，有错误时退出码为 1；--explain 说明一项事实的来龙去脉。

    例：drafter check facts.yaml

    例：drafter check 各科室报来/ --last 上年.yaml

    例：drafter check facts.yaml --explain 代表建议.办结率
    """
    from drafter.cli import check

    guard(check.run, facts, pack, last, "json" if json else form, explain)


@app.command()
def render(
    facts: FactsFiles,
    output: Output,
    pack: Pack = "",
    last: Last = None,
    strict: Annotated[bool, typer.Option("--strict", help=say("cli.opt_strict"))] = False,
    style: Annotated[str, typer.Option("--style", help=say("cli.opt_style"))] = "gbt9704",
    gaps: Annotated[Path | None, typer.Option("--gaps", help=say("forms.gaps_opt"))] = None,
    mapping: Annotated[Path | None, typer.Option("--map", help=say("forms.gaps_opt_map"))] = None,
    explain: Annotated[Path | None, typer.Option("--explain", help=say("explained.opt"))] = None,
    reference: Annotated[Path | None, typer.Option("--reference", help=say("reference.opt_reference"))] = None,
    mark: Annotated[str, typer.Option("--mark", help=say("cli.opt_mark"))] = "",
    vary: Annotated[int, typer.Option("--vary", min=0, help=say("cli.opt_vary"))] = 0,
    measure: Annotated[bool, typer.Option("--measure", help=say("cli.opt_measure"))] = False,
    watch: Annotated[bool, typer.Option("--watch", help=say("cli.opt_watch"))] = False,
    each: Annotated[bool, typer.Option("--each", help=say("cli.opt_each"))] = False,
    form: Annotated[str, typer.Option("--format", help=say("cli.opt_each_format"))] = "docx",
    jobs: Annotated[int, typer.Option("--jobs", min=0, help=say("cli.opt_each_jobs"))] = 0,
) -> None:
    """生成稿件：后缀决定格式（.docx .pdf .html .md .txt）；缺的事实在稿中标出，并列在后面。

    例：drafter render facts.yaml -o 初稿.docx

    例：drafter render facts.yaml -o 初稿.docx --gaps 待填.xlsx --explain 出处.html

    例：drafter render facts.yaml -o 初稿.docx --reference 本单位.docx

    例：drafter render facts.yaml -o 初稿.html --watch

    例：drafter render 各镇事实/ --each -o 各镇初稿/
    """
    from drafter.cli import render

    one = partial(render.run, facts, output, pack, strict, style, last)
    one = partial(one, mapping=mapping, gaps=gaps, explain=explain, reference=reference, measure=measure, mark=mark)
    one = partial(one, vary=vary)
    if each:
        from drafter.cli import batch

        single = {"--watch": watch, "--measure": measure, "--gaps": gaps, "--explain": explain}
        unfit = [name for name, given in single.items() if given]
        guard(batch.run, facts, output, pack, strict, style, last, mapping, reference, form, jobs, unfit, mark, vary)
    elif watch:
        from drafter.cli import watching

        guard(watching.run, one, facts)
    else:
        guard(one)


@app.command()
def pull(
    draft: Annotated[Path, typer.Argument(help=say("pull.arg_draft"))],
    facts: Annotated[list[Path], typer.Option("--facts", help=say("pull.opt_facts"))],
    pack: Pack = "",
    last: Last = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("pull.opt_dry_run"))] = False,
    save_text: Annotated[bool, typer.Option("--save-text", help=say("pull.opt_save_text"))] = False,
    force: Annotated[bool, typer.Option("--force", help=say("pull.opt_force"))] = False,
) -> None:
    """把在 Word、WPS、LibreOffice 里改过的稿件读回事实表：改了的值写回去，注释和格式不动。

    例：drafter pull 初稿（改）.docx --facts 事实.yaml --dry-run

    例：drafter pull 初稿（改）.docx --facts 事实.yaml --save-text
    """
    from drafter.cli import pull

    guard(pull.run, draft, facts, pack, last, dry_run, save_text, force)


@app.command()
def styles(
    name: Annotated[str, typer.Argument(help=say("style_list.arg_name"))] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help=say("style_list.opt_output"))] = None,
) -> None:
    """列出自带的版式；写上名字，印出它，或者抄一份来改。

    例：drafter styles gbt9704 -o 本单位版式.yaml
    """
    from drafter.cli import styles

    guard(styles.run, name, output)


@app.command()
def forms(
    pack: Annotated[str, typer.Argument(help=say("cli.arg_pack"))],
    output: Folder,
    by: Annotated[str, typer.Option("--by", help=say("forms.opt_by"))] = read_data("forms")["by"]["departments"],
    mapping: Annotated[Path | None, typer.Option("--map", help=say("forms.opt_map"))] = None,
    last: Annotated[Path | None, typer.Option("--last", help=say("forms.opt_last"))] = None,
    facts: Annotated[Path | None, typer.Option("--facts", help=say("forms.opt_facts"))] = None,
    year: Annotated[int | None, typer.Option("--year", min=1949, max=2999, help=say("cli.opt_year"))] = None,
    minimal: Annotated[bool, typer.Option("--minimal", help=say("forms.opt_minimal"))] = False,
    force: Force = False,
) -> None:
    """给每个科室一个填报表（.xlsx），填好后用 collect 收回。

    例：drafter forms 县级人大常委会年度报告 --by 科室 -o 填报表 --year 2025
    """
    from drafter.cli import forms

    guard(forms.run, pack, output, by, mapping, last, facts, year, minimal, force)


@app.command()
def collect(
    paths: Annotated[list[Path], typer.Argument(help=say("collect.arg_paths"))],
    output: Annotated[Path, typer.Option("-o", "--output", help=say("collect.opt_output"))],
    pack: Pack = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("collect.opt_dry_run"))] = False,
    force: Annotated[bool, typer.Option("--force", help=say("collect.opt_force"))] = False,
) -> None:
    """收回科室填好的表，把值写进事实文件；有问题的单元格逐个列出。

    例：drafter collect 填报表 -o facts.yaml
    """
    from drafter.cli import collect

    guard(collect.run, paths, output, pack, dry_run, force)


app.add_typer(pack_app)


def run() -> None:
    """Run the command line with UTF-8 in and out on every system, and usage errors in Chinese."""
    speak_utf8()
    # Of all commands only the one that is called is built, with its options and their help.
    called = [one for one in app.registered_commands if one.callback and one.callback.__name__ in sys.argv[1:2]]
    if called or pack_app.info.name in sys.argv[1:2]:
        app.registered_commands, app.registered_groups = called, [] if called else app.registered_groups
    try:
        code = app(standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        code = report_usage(error)
    sys.exit(code or 0)
