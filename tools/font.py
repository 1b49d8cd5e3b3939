"""Cut the bundled fonts from DejaVu Sans: ``python tools/font.py FOLDER_OF_DEJAVU_TTF``.

Pictures must look alike on every machine, so the program brings its own letters: Latin, Greek, Cyrillic, the signs of
mathematics, arrows, raised and lowered digits, marks and keys. The family is renamed, as the licence of the fonts asks
of changed ones, and so that it is never mixed up with an installed DejaVu.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "assets" / "fonts"
FAMILY = "Landscape Sans"
FACES = {"DejaVuSans.ttf": "Regular", "DejaVuSans-Bold.ttf": "Bold"}
RANGES = (
    *[(0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x2E0, 0x2E4)],  # Latin
    *[(0x302, 0x302), (0x304, 0x304), (0x307, 0x307)],  # hats and bars on letters
    *[(0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF)],  # Greek, Cyrillic, more Latin
    *[(0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x209C), (0x20AC, 0x20AC)],
    *[(0x1D2C, 0x1D6A), (0x2C7C, 0x2C7D)],  # raised and lowered letters
    *[(0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF)],  # letter-like signs, arrows, operators
    *[(0x2300, 0x2311), (0x2318, 0x2318), (0x2320, 0x2328), (0x23CE, 0x23CF)],  # brackets, keys
    *[(0x25A0, 0x25FF), (0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2718)],  # marks
    *[(0x27E8, 0x27E9), (0x27F5, 0x27FF), (0x2A7D, 0x2A7E)],
)
FAMILY_NAME, STYLE, UNIQUE, FULL, POSTSCRIPT = 1, 2, 3, 4, 6


def cut(source: Path, style: str) -> Path:
    """Write the subset of one face; the path of the new file."""
    font = TTFont(source)
    options = Options()
    options.hinting = False
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    names = {
        FAMILY_NAME: FAMILY,
        STYLE: style,
        UNIQUE: f"{FAMILY} {style}, from DejaVu Sans",
        FULL: f"{FAMILY} {style}",
        POSTSCRIPT: f"{FAMILY.replace(' ', '')}-{style}",
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
        elif record.nameID in (16, 17):
            record.string = FAMILY if record.nameID == 16 else style
    target = TARGET / f"LandscapeSans-{style}.ttf"
    font.save(target, reorderTables=True)
    return target


def main() -> int:
    """Cut both faces."""
    if len(sys.argv) != 2 or not all((Path(sys.argv[1]) / name).is_file() for name in FACES):
        print(f"usage: {sys.argv[0]} FOLDER  (with {' and '.join(FACES)})", file=sys.stderr)
        return 2
    for name, style in FACES.items():
        print(cut(Path(sys.argv[1]) / name, style))
    return 0


if __name__ == "__main__":
    sys.exit(main())
