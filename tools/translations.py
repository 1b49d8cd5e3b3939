"""Bring the translations in step with the sources: ``make translations``.

Words are found by Qt's lupdate in the program and the core, and the titles, captions and run names of the presets in
their files; every language's ``.ts`` keeps what it has, and is compiled to ``.qm``. Edit a ``.ts`` with Qt Linguist or
by hand. A new language: ``python tools/translations.py add fr``.
"""

import ast
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "translations"
PRESETS = "preset texts"  # their context


def sources() -> list[Path]:
    """The files that lupdate reads."""
    return sorted(path for top in ("core", "landscape_app") for path in (ROOT / top).rglob("*.py"))


def preset_texts() -> list[str]:
    """Titles, captions and names of runs, in order."""
    found: dict[str, None] = {}
    for path in sorted((ROOT / "assets" / "scenes").glob("*.toml"), key=lambda path: int(path.name.split("-")[0])):
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
        texts = [tree.get("title", ""), tree.get("caption", ""), *(run.get("name", "") for run in tree.get("runs", []))]
        found.update(dict.fromkeys(text for text in texts if text))
    return list(found)


def tool(name: str) -> str:
    """The path of one of Qt's tools, as PySide6 brings it."""
    import PySide6

    return str(Path(next(iter(PySide6.__path__))) / name)


def update(target: Path, language: str) -> None:
    """Write the ``.ts`` of ``language`` anew: with every word of the sources, and the translations it had."""
    with tempfile.TemporaryDirectory() as scratch:
        listing = Path(scratch) / "preset_texts.py"
        lines = [f"QT_TRANSLATE_NOOP({PRESETS!r}, {_quoted(text)})" for text in preset_texts()]
        listing.write_text("\n".join(lines) + "\n", encoding="utf-8")
        files = Path(scratch) / "files.lst"
        files.write_text("\n".join(map(str, [*sources(), listing])), encoding="utf-8")
        command = [tool("lupdate"), f"@{files}", "-locations", "none", "-no-obsolete", "-no-ui-lines"]
        language_flags = ["-source-language", "en", "-target-language", language]
        subprocess.run([*command, *language_flags, "-silent", "-ts", str(target)], check=True)


def release(ts: Path, target: Path) -> None:
    """Compile a ``.ts``."""
    subprocess.run([tool("lrelease"), "-silent", str(ts), "-qm", str(target)], check=True)


def messages(ts: Path) -> dict[tuple[str, str], str]:
    """(context, text) -> translation, "" where there is none."""
    found = {}
    for context in ElementTree.parse(ts).getroot().findall("context"):
        name = context.findtext("name", "")
        for message in context.findall("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            text = (translation.text or "") if translation is not None and done else ""
            found[name, message.findtext("source", "")] = text
    return found


def marked(path: Path) -> tuple[set[tuple[str, str]], list[str]]:
    """What Python itself sees in ``path``: marked texts, and marks of what is no literal, which lupdate cannot see."""
    texts: set[tuple[str, str]] = set()
    hidden: list[str] = []

    class Visitor(ast.NodeVisitor):
        classes: tuple[str, ...] = ()

        def visit_ClassDef(self, node: ast.ClassDef) -> None:
            before, self.classes = self.classes, (*self.classes, node.name)
            self.generic_visit(node)
            self.classes = before

        def visit_Call(self, node: ast.Call) -> None:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            literals = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args[:2]]
            if name == "QT_TRANSLATE_NOOP":
                if len(literals) == 2 and all(isinstance(each, str) for each in literals):
                    texts.add((str(literals[0]), str(literals[1])))
                else:
                    hidden.append(f"{path.name}:{node.lineno}")
            elif name == "tr" and self.classes and literals and isinstance(literals[0], str):
                texts.add((self.classes[-1], literals[0]))
            self.generic_visit(node)

    Visitor().visit(ast.parse(path.read_text(encoding="utf-8")))
    return texts, hidden


def merge(ts: Path, translations: dict[tuple[str, str], str]) -> int:
    """Put ``translations`` into ``ts`` where it has none; how many."""
    tree = ElementTree.parse(ts)
    count = 0
    for context in tree.getroot().findall("context"):
        name = context.findtext("name", "")
        for message in context.findall("message"):
            translation, text = message.find("translation"), message.findtext("source", "")
            given = translations.get((name, text)) or translations.get(("", text))
            if translation is not None and given and (translation.get("type") or not translation.text):
                translation.text = given
                translation.attrib.pop("type", None)
                count += 1
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    ts.write_text(head + ElementTree.tostring(tree.getroot(), encoding="unicode") + "\n", encoding="utf-8")
    return count


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main() -> int:
    """Update and compile every language, or add one."""
    if len(sys.argv) == 3 and sys.argv[1] == "add":
        update(FOLDER / f"landscape_{sys.argv[2]}.ts", sys.argv[2])
    elif len(sys.argv) != 1:
        print(f"usage: {sys.argv[0]} [add LANGUAGE]", file=sys.stderr)
        return 2
    for ts in sorted(FOLDER.glob("landscape_*.ts")):
        update(ts, ts.stem.removeprefix("landscape_"))
        release(ts, ts.with_suffix(".qm"))
        known = messages(ts)
        missing = sum(not text for text in known.values())
        print(f"{ts.name}: {len(known)} texts, {missing} not translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
