"""The commands for packs: packs, pack check, pack new. Each hands on to a module that imports what it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from drafter.cli.output import guard
from drafter.data import say

SOURCES = "--sources"


class ManySources(TyperCommand):
    """A command whose --sources takes all that follows, up to the next option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Repeat the option before each of its values."""
        repeated: list[str] = []
        option = ""
        for word in args:
            if word.startswith("-"):
                option = word if word == SOURCES else ""
            elif option and repeated[-1] != option:
                repeated.append(option)
            repeated.append(word)
        return super().parse_args(ctx, repeated)


pack_app = typer.Typer(name="pack", no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@pack_app.callback()
def pack() -> None:
    """建自己的模板包，检查模板包。

    例：drafter pack new 本单位 --from 县级人大常委会年度报告

    例：drafter pack check 本单位
    """


def packs(
    pack: Annotated[str, typer.Argument(help=say("cli.arg_pack_optional"))] = "",
    tree: Annotated[bool, typer.Option("--tree", help=say("pack_cli.opt_tree"))] = False,
) -> None:
    """列出模板包和要点库；写上名字，就列出它的节、要点、事实和出处；--tree 看各部分从哪里来。

    例：drafter packs 县级人大常委会年度报告

    例：drafter packs 县级人大常委会年度报告 --tree
    """
    from drafter.cli import packs

    guard(packs.run, pack, tree)


@pack_app.command(cls=ManySources)
def check(
    packs: Annotated[list[str], typer.Argument(help=say("pack_cli.arg_packs"))],
    sources: Annotated[list[Path] | None, typer.Option(SOURCES, help=say("pack_cli.opt_sources"))] = None,
    json: Annotated[bool, typer.Option("--json", help=say("cli.opt_json"))] = False,
    form: Annotated[str, typer.Option("--format", help=say("cli.opt_format"))] = "text",
) -> None:
    """检查模板包：一次列出全部问题（文件:行:列），有错误时退出码为 1；--sources 找出与材料雷同的文字。

    例：drafter pack check 本单位

    例：drafter pack check 本单位 --sources 往年报告/ 参考稿.docx
    """
    from drafter.cli import pack_check

    guard(pack_check.run, packs, sources or [], "json" if json else form)


@pack_app.command()
def new(
    name: Annotated[str, typer.Argument(help=say("pack_cli.arg_name"))],
    parent: Annotated[str, typer.Option("--from", help=say("pack_cli.opt_from"))],
    output: Annotated[Path | None, typer.Option("-o", "--output", help=say("pack_cli.opt_output"))] = None,
    copy: Annotated[list[str] | None, typer.Option("--copy", help=say("pack_cli.opt_copy"))] = None,
) -> None:
    """从一个模板包出发建自己的：照样沿用，只写要改的；从不覆盖已有的文件夹。

    例：drafter pack new 本单位 --from 县级人大常委会年度报告

    例：drafter pack new 本单位 --from 县级人大常委会年度报告 --copy 代表建议 --copy 民生实事
    """
    from drafter.cli import pack_new

    guard(pack_new.run, name, parent, output, copy or [])
