"""Cut the bundled Chinese font from Noto Sans CJK: ``python tools/font_chinese.py FOLDER_OF_NOTO_CJK_TTC``.

It has every character of the translations, the Chinese lessons and README.zh-CN.md, and the 3755 most used ones (GB
2312 level 1), so that what a person writes shows too. Run it again when a translation brings another character: a test
says so. Debian has the fonts as fonts-noto-cjk.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FAMILY = "Landscape Sans SC"
FACES = {"NotoSansCJK-Regular.ttc": "Regular", "NotoSansCJK-Bold.ttc": "Bold"}
SIMPLIFIED = "Noto Sans CJK SC"
ASCENT, DESCENT = 928, 236  # DejaVu Sans's, of 1000
NAMES = (1, 2, 3, 4, 6, 16, 17)  # family, style, unique, full, PostScript, typographic family and style


def texts() -> list[Path]:
    """The files whose characters must all be there."""
    return [
        *sorted((ROOT / "assets" / "translations").glob("*.ts")),
        *sorted((ROOT / "assets" / "lessons").glob("*.zh*.md")),
        *sorted(ROOT.glob("README.zh*.md")),
    ]


def common() -> set[int]:
    """GB 2312 level 1, and the punctuation of rows 1 and 3."""
    rows = [(row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    rows += [(row, cell) for row in (0xA1, 0xA3) for cell in range(0xA1, 0xFF)]
    found = set()
    for row, cell in rows:
        text = bytes((row, cell)).decode("gb2312", errors="ignore")
        found.update(map(ord, text))
    return found


def wanted() -> set[int]:
    """The code points cut out: Chinese only, Latin is the other font's."""
    found = common()
    for path in texts():
        found.update(map(ord, path.read_text(encoding="utf-8")))
    return {code for code in found if code >= 0x2E80 or code in (0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026)}


def cut(source: Path, style: str) -> Path:
    """Write the subset of one face; the path of the new file."""
    number = next(i for i in range(40) if TTFont(source, fontNumber=i)["name"].getDebugName(1).startswith(SIMPLIFIED))
    font = TTFont(source, fontNumber=number)
    options = Options()
    options.hinting = False
    options.desubroutinize = True
    options.layout_features = []
    options.name_IDs = list(NAMES)
    options.drop_tables += ["VORG", "vhea", "vmtx", "GPOS", "GSUB", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(wanted()))
    subsetter.subset(font)
    full = f"{FAMILY} {style}"
    postscript = full.replace(" ", "")
    words = {1: FAMILY, 2: style, 3: f"{full}, from Noto Sans CJK SC", 4: full, 6: postscript, 16: FAMILY, 17: style}
    for record in font["name"].names:
        record.string = words[record.nameID]
    top = font["CFF "].cff
    top.fontNames = [postscript]
    top[0].FullName, top[0].FamilyName = full, FAMILY
    # The line of the Latin font, so that a line of both is no higher: the characters need 0.88 and 0.12 of it.
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ASCENT, -DESCENT, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, -DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, DESCENT
    target = ROOT / "assets" / "fonts" / f"LandscapeSansSC-{style}.otf"
    font.save(target, reorderTables=True)
    return target


def main() -> int:
    """Cut both faces."""
    if len(sys.argv) != 2 or not all((Path(sys.argv[1]) / name).is_file() for name in FACES):
        print(f"usage: {sys.argv[0]} FOLDER  (with {' and '.join(FACES)})", file=sys.stderr)
        return 2
    for name, style in FACES.items():
        path = cut(Path(sys.argv[1]) / name, style)
        print(f"{path}: {len(wanted())} characters, {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
